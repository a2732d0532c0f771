"""What the pages, the admin and the background work keep of a person."""

from functools import partial, reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.admin.models import FormState
from wagtail.log_actions import registry as log_actions
from wagtail.models import (
    COMMENTS_RELATION_NAME,
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    Revision,
    TaskState,
    UploadedFile,
)
from wagtail.users.models import UserProfile

from core import mails
from core.models.batch import Step
from core.turns import take_turn
from members import personal_data
from members.models import Member

PAGE, TITLE, TEXT, WHEN = _("Page"), _("Title"), pgettext_lazy("site", "Text"), _("When")
REMARKS, REVIEWS = "wagtail.comments.", "wagtail.workflow."


# Stored content -------------------------------------------------------------------


def scrub(rows, column, member, read=lambda stored: stored, write=lambda content: content):
    """Take a member out of the page content that is stored in a column of these rows.

    `read` and `write` turn what is stored into content and back.
    """
    names = (f'"{key}": {member.pk}' for key in ("owner", "locked_by", "user", "resolved_by"))
    may_name = reduce(or_, (Q(stored_text__contains=name) for name in names))
    found = rows.annotate(stored_text=Cast(column, TextField())).filter(may_name)
    for pk in list(found.values_list("pk", flat=True)):
        content = read(rows.values_list(column, flat=True).get(pk=pk))
        rows.filter(pk=pk).update(**{column: write(without(content, member.pk))})


def without(content, pk):
    """Content of a page that says nothing of a member: not whose it is, nor what they remarked."""
    content = _unnamed(content, pk, "owner", "locked_by")
    if remarks := content.get(COMMENTS_RELATION_NAME):
        kept = [_unnamed(remark, pk, "resolved_by") for remark in remarks if remark["user"] != pk]
        for remark in kept:
            remark["replies"] = [r for r in remark.get("replies", ()) if r["user"] != pk]
        content[COMMENTS_RELATION_NAME] = kept
    return content


def _unnamed(row, pk, *names):
    return row | {name: None for name in names if row.get(name) == pk}


def forget_in_revisions(member):
    scrub(Revision.objects.all(), "content", member)


# The log --------------------------------------------------------------------------


def done_with(entries):
    """What somebody did, from a log, in words; a label that is another's name is left out."""

    def tell(member):
        people = ContentType.objects.get_for_model(Member).pk
        for entry in entries.filter(user=member.pk).order_by("pk"):
            yield {
                "action": _in_words(entry),
                "label": "" if entry.content_type_id == people else entry.label,
                "timestamp": entry.timestamp,
            }

    return tell


def done_to(member):
    """What was done with somebody's account; not by whom."""
    for entry in _about(member).order_by("pk"):
        yield {"action": _in_words(entry), "timestamp": entry.timestamp}


def _in_words(entry):
    formatter = log_actions.get_formatter(entry)
    return str(formatter.label) if formatter else entry.action


def _about(member):
    return ModelLogEntry.objects.for_instance(member)


def forget_words_in_log(member):
    """The log repeats what is remarked on drafts and in reviews, also after it was deleted."""
    own = PageLogEntry.objects.filter(user=member.pk)
    comments = {*Comment.objects.filter(user=member.pk).values_list("pk", flat=True)}
    comments |= {*own.filter(action=f"{REMARKS}create").values_list("data__comment__id", flat=True)}
    replies = {*CommentReply.objects.filter(user=member.pk).values_list("pk", flat=True)}
    replies |= {
        *own.filter(action=f"{REMARKS}create_reply").values_list("data__reply__id", flat=True)
    }
    for entry in PageLogEntry.objects.filter(action__startswith=REMARKS):
        said = {"comment": comments, "reply": replies}
        theirs = [name for name in said if entry.data.get(name, {}).get("id") in said[name]]
        if theirs:
            _say_nothing(entry, {name: entry.data[name] | {"text": ""} for name in theirs})
    for entry in own.filter(action__startswith=REVIEWS, data__has_key="comment"):
        _say_nothing(entry, {"comment": ""})


def _say_nothing(entry, blank):
    PageLogEntry.objects.filter(pk=entry.pk).update(data=entry.data | blank)


# The rest -------------------------------------------------------------------------


def forget_open_forms(member):
    """A form that anybody has open on a page is kept with the comments in it."""
    commented = Comment.objects.filter(Q(user=member.pk) | Q(replies__user=member.pk))
    pages = {str(pk) for pk in commented.values_list("page", flat=True)}
    FormState.objects.filter(object_id__in=pages).delete()


def remarks_in_reviews(member):
    return TaskState.objects.filter(finished_by=member.pk).exclude(comment="")


def locked(member):
    return Page.objects.filter(locked_by=member.pk)


def remove_uploads(member):
    for upload in UploadedFile.objects.filter(uploaded_by_user=member.pk):
        _remove(upload.file)


def remove_portrait(member):
    for profile in UserProfile.objects.filter(user=member.pk).exclude(avatar=""):
        _remove(profile.avatar)


def _remove(file):
    """Once it is certain; its name may be that of the person."""
    transaction.on_commit(partial(file.storage.delete, file.name), robust=True)


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
    personal_data.begin_with(take_turn)
    register_log()
    register_writing()
    register_admin()
    register_uploads()
    register_background()


def register_log():
    # Before the comments: it asks which they are.
    labels = {"action": pgettext_lazy("site", "Action"), "label": _("With what"), "timestamp": WHEN}
    personal_data.stays(
        "wagtailcore.PageLogEntry.user",
        _("What you did with pages"),
        labels,
        forget=forget_words_in_log,
        tell=done_with(PageLogEntry.objects),
    )
    personal_data.stays(
        "wagtailcore.ModelLogEntry.user",
        _("What else you did in the administration"),
        labels,
        tell=done_with(ModelLogEntry.objects),
    )
    personal_data.enter(
        personal_data.Place(
            "wagtailcore.ModelLogEntry.object_id",
            _("What was done with your account in the administration"),
            {"action": labels["action"], "timestamp": WHEN},
            tell=done_to,
            forget=lambda member: _about(member).delete(),
        )
    )
    # Nothing else stands there than what is blanked above.
    personal_data.column("wagtailcore.PageLogEntry.data", "wagtailcore.ModelLogEntry.data")


def register_writing():
    personal_data.stays(
        "wagtailcore.Page.owner",
        _("Pages you began"),
        {"draft_title": TITLE, "first_published_at": pgettext_lazy("site", "First published")},
    )
    personal_data.stays(
        "wagtailcore.Revision.user",
        _("Drafts you saved"),
        {"object_str": PAGE, "created_at": WHEN},
    )
    personal_data.column("wagtailcore.Revision.content", forget=forget_in_revisions)
    personal_data.stays(
        "core.Provenance.made_by",
        _("Texts you published"),
        {"page__title": PAGE, "made_at": WHEN},
    )
    personal_data.stays(
        "core.Provenance.reviewed_by",
        _("Texts of a machine that you read over"),
        {"page__title": PAGE, "made_at": WHEN},
    )
    personal_data.column("core.Provenance.segments")
    personal_data.stays(
        "wagtailcore.WorkflowState.requested_by",
        _("Reviews you asked for"),
        {"created_at": WHEN},
    )
    personal_data.enter(
        personal_data.Place(
            "wagtailcore.TaskState.comment",
            _("What you remarked in reviews"),
            {"comment": TEXT},
            tell=lambda member: remarks_in_reviews(member).values("comment"),
            forget=lambda member: remarks_in_reviews(member).update(comment=""),
        )
    )
    personal_data.stays(
        "wagtailcore.TaskState.finished_by",
        _("Reviews you gave"),
        {"revision__object_str": PAGE, "finished_at": WHEN},
    )
    personal_data.goes(
        "wagtailcore.Comment.user",
        _("Comments you wrote on drafts"),
        {"page__draft_title": PAGE, "text": TEXT, "created_at": WHEN},
        forget=forget_open_forms,
    )
    personal_data.goes(
        "wagtailcore.CommentReply.user",
        _("Replies you wrote to comments"),
        {"comment__page__draft_title": PAGE, "text": TEXT, "created_at": WHEN},
        forget=forget_open_forms,
    )
    personal_data.stays(
        "wagtailcore.Comment.resolved_by",
        _("Comments you marked as settled"),
        {"page__draft_title": PAGE, "resolved_at": WHEN},
    )


def register_admin():
    personal_data.goes(
        "wagtailusers.UserProfile.user",
        _("Your settings in the administration"),
        {
            name: UserProfile._meta.get_field(name).verbose_name
            for name in (
                "submitted_notifications", "approved_notifications", "rejected_notifications",
                "updated_comments_notifications", "preferred_language", "current_time_zone",
                "avatar", "theme", "contrast", "density", "keyboard_shortcuts",
            )
        },
        forget=remove_portrait,
    )  # fmt: skip
    personal_data.column("wagtailusers.UserProfile.dismissibles")
    personal_data.goes(
        "wagtailcore.PageSubscription.user",
        _("Pages whose comments are sent to you"),
        {"page__draft_title": PAGE},
    )
    personal_data.goes(
        "wagtailadmin.EditingSession.user", _("Pages you have open"), {"last_seen_at": WHEN}
    )
    personal_data.goes(
        "wagtailadmin.FormState.user", _("Forms you have open"), {"last_updated_at": WHEN}
    )
    personal_data.column("wagtailadmin.FormState.data")
    labels = {"draft_title": TITLE, "locked_at": WHEN}
    personal_data.enter(
        personal_data.Place(
            "wagtailcore.Page.locked_by",
            _("Locks you put on pages"),
            labels,
            tell=lambda member: locked(member).values(*labels),
            forget=lambda member: locked(member).update(
                locked=False, locked_at=None, locked_by=None
            ),
        )
    )


def register_uploads():
    tells = {"title": TITLE, "created_at": WHEN}
    # Wagtail has tables of its own for both, beside ours.
    for name in ("core.Picture", "wagtailimages.Image"):
        personal_data.stays(f"{name}.uploaded_by_user", _("Pictures you uploaded"), tells)
    for name in ("core.File", "wagtaildocs.Document"):
        personal_data.stays(f"{name}.uploaded_by_user", _("Files you uploaded"), tells)
    personal_data.goes(
        "wagtailcore.UploadedFile.uploaded_by_user",
        _("Uploads you have not finished"),
        {"file": pgettext_lazy("site", "File")},
        forget=remove_uploads,
    )


def register_background():
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
