"""Where Wagtail's admin names what one has no rights on: things in bulk, and people in filters.

Put there once when the apps are loaded; `tests/test_guards.py` tells what happened without.
"""

from django.contrib.auth import get_user_model
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet
from wagtail.models import Page, PageLogEntry
from wagtail.permission_policies.pages import PagePermissionPolicy

stock_actionable_objects = BulkAction.get_actionable_objects


def put_in_place():
    BulkAction.get_actionable_objects = actionable_objects
    PageFilterSet.base_filters["owner"].queryset = owners
    PageFilterSet.base_filters["edited_by"].queryset = writers
    LockedPagesReportFilterSet.base_filters["locked_by"].queryset = holders_of_locks


# Many things at once ----------------------------------------------------------------------


def actionable_objects(action):
    """Wagtail names what is left out for lack of rights; here only what one may see anyway."""
    objects, others = stock_actionable_objects(action)
    left_out = others["items_with_no_access"]
    return objects, others | {"items_with_no_access": seen_among(left_out, action)}


def seen_among(items, action):
    """Of pages those in one's explorer; of pictures and files those one may use."""
    user = action.request.user
    if issubclass(action.model, Page):
        seen = PagePermissionPolicy().explorable_instances(user)
        pks = set(seen.filter(pk__in=[item.pk for item in items]).values_list("pk", flat=True))
        return [item for item in items if item.pk in pks]
    policy = getattr(action, "permission_policy", None)
    if policy is None:
        return items
    rights = ["change", "choose"]
    return [i for i in items if policy.user_has_any_permission_for_instance(user, rights, i)]


# People -----------------------------------------------------------------------------------


def own_pages(request):
    rights = {"add", "change", "publish"}
    return PagePermissionPolicy().instances_user_has_any_permission_for(request.user, rights)


def owners(request):
    """Filters name those who work on pages that one works on oneself; stock, everybody."""
    return get_user_model().objects.filter(pk__in=own_pages(request).values("owner"))


def writers(request):
    edits = PageLogEntry.objects.filter(action="wagtail.edit", page__in=own_pages(request))
    return get_user_model().objects.filter(pk__in=edits.order_by().values("user"))


def holders_of_locks(request):
    return get_user_model().objects.filter(pk__in=own_pages(request).values("locked_by"))
