"""Reports: what the background work has left undone, and what on one's own pages waits."""

from django.utils.translation import gettext_lazy as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from core.listings import language_of

# Index updates fail when what they index is gone by then; nobody need act on it.
INDEX_UPDATES = [
    "modelsearch.tasks.insert_or_update_object_task",
    "wagtail.tasks.update_reference_index_task",
]


class TasksReport(ReportView):
    """For administrators: every task that is not done, the failed ones with their reason."""

    page_title = _("Background work")
    header_icon = "cogs"
    any_permission_required = ["view"]
    index_url_name = "core_tasks"
    index_results_url_name = "core_tasks_results"
    columns = [
        Column("task_path", label=_("Work")),
        Column("status", label=_("Status"), accessor="get_status_display"),
        DateColumn("enqueued_at", label=_("Since")),
        Column("exception_class_path", label=_("Reason")),
    ]

    def user_has_any_permission(self, permissions):
        return self.request.user.is_superuser

    def get_queryset(self):
        not_done = DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL)
        return not_done.exclude(
            status=TaskResultStatus.FAILED, task_path__in=INDEX_UPDATES
        ).order_by("-enqueued_at")


class TasksMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.is_superuser


def own_pages(user):
    """The pages this person may edit."""
    return page_permission_policy.instances_user_has_permission_for(user, "change")


class OwnPagesReport(ReportView):
    """What is wrong with some of the pages that one may edit oneself, with a number for each.

    A report gives in `found` the pages it names and how much is wrong with each.
    """

    permission_policy = page_permission_policy
    any_permission_required = ["change"]
    default_ordering = None
    counted = None

    @property
    def columns(self):
        return [
            TitleColumn(
                "title",
                label=_("Title"),
                accessor="get_admin_display_title",
                url_name="wagtailadmin_pages:edit",
            ),
            Column("locale", label=_("Language"), accessor=language_of),
            Column("type", label=_("Type"), accessor="page_type_display_name"),
            *([self._count()] if self.counted else []),
        ]

    def _count(self):
        return Column("count", label=self.counted, accessor=lambda page: self.numbers[page.pk])

    def found(self, pages):
        """{pk: number} of those among `pages` that are reported."""
        raise NotImplementedError

    def get_queryset(self):
        self.numbers = self.found(own_pages(self.request.user))
        pages = Page.objects.filter(pk__in=self.numbers).select_related("locale")
        return pages.order_by("title", "pk")
