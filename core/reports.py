"""Reports → Background work: what waits, runs and has failed."""

from django.utils.translation import gettext_lazy as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

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
