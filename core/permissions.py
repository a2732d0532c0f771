"""What may be done with pages in the admin, beyond what Wagtail asks."""

from django.db.models import Q
from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy

from core.languages.addresses import HOME_DEPTH
from core.languages.query import readable
from core.languages.shelves import is_shelf

# These tell titles and names of everything and everyone, whatever one may edit.
FOR_ADMINISTRATORS = (
    "/admin/reports/workflow",
    "/admin/reports/site-history/",
    "/admin/reports/page-types-usage/",
    "/admin/localize/reports/",
    "/admin/workflows/task_chooser/",
    "/admin/withdrawn/",
)


class ItemPermissionTester(PagePermissionTester):
    """Wagtail's rules, and ours: a shelf holds pages and can be translated, nothing else.

    What closes one version closes all, so only who may publish the original closes or opens it.
    """

    def can_delete(self, ignore_bulk=False):
        return not is_shelf(self.page) and super().can_delete(ignore_bulk)

    def can_copy(self):
        return not is_shelf(self.page) and super().can_copy()

    def can_publish(self):
        return not is_shelf(self.page) and super().can_publish()

    def can_unpublish(self):
        return not is_shelf(self.page) and super().can_unpublish()

    def can_set_view_restrictions(self):
        original = self.page.specific.original
        return super().can_set_view_restrictions() and (
            original.pk == self.page.pk or original.permissions_for_user(self.user).can_publish()
        )

    def can_lock(self):
        return not is_shelf(self.page) and super().can_lock()

    def can_submit_for_moderation(self):
        return not is_shelf(self.page) and super().can_submit_for_moderation()


def may_publish_item(user, page):
    """Whether this person may publish a version and its original: what is of the whole item."""
    return all(row.permissions_for_user(user).can_publish() for row in (page, page.original))


def pages_to_choose(user):
    """What is public, what one may edit, and the places that lead there; no drafts of others."""
    editable = PagePermissionPolicy().instances_user_has_any_permission_for(
        user, {"add", "change", "publish"}
    )
    return Page.objects.filter(
        Q(depth__lte=HOME_DEPTH)
        | Q(alias_of__isnull=False)
        | Q(pk__in=editable.values("pk"))
        | Q(pk__in=readable(Page.objects.all()).values("pk"))
    )
