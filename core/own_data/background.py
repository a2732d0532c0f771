"""What is done for a person, or was, by the worker."""

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core import mails
from core.models.batch import Step
from core.own_data.labels import TITLE, WHEN
from members import personal_data


def forget_tasks(member):
    """Tasks for a member are not done any more, and those that were done say no longer for whom."""
    asked = DBTaskResult.objects.annotate(asked=Cast("args_kwargs", TextField()))
    theirs = asked.filter(
        Q(args_kwargs__kwargs__member_id=member.pk) | Q(asked__contains=f'"{member.email}"')
    )
    theirs.filter(status=TaskResultStatus.READY).delete()
    theirs.update(args_kwargs={"args": [], "kwargs": {}}, return_value=None, traceback="")
    DBTaskResult.objects.filter(traceback__contains=member.email).update(traceback="")


def forget_steps(member):
    Step.objects.filter(arguments__member_id=member.pk).delete()


def register():
    personal_data.by_address(
        "core.OutgoingMail.receiver",
        _("Mails to you that wait"),
        {"created_at": WHEN},
        mails.waiting_for,
    )
    personal_data.goes(
        "core.Batch.member",
        _("Work of many steps that you started"),
        {"title": TITLE, "started_at": WHEN},
    )
    personal_data.column("core.Step.arguments", forget=forget_steps)
    personal_data.column("django_tasks_database.DBTaskResult.args_kwargs", forget=forget_tasks)
    personal_data.column(
        "django_tasks_database.DBTaskResult.return_value",
        "django_tasks_database.DBTaskResult.worker_ids",
    )
