"""What a person has written, remarked and reviewed."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.models import FormState
from wagtail.models import (
    Comment,
    TaskState,
)

from core import sealed_words
from core.own_data.content import forget_in_revisions
from core.own_data.labels import PAGE, TEXT, TITLE, WHEN
from members import personal_data


def forget_open_forms(member):
    """A form that anybody has open on a page is kept with the comments in it."""
    commented = Comment.objects.filter(Q(user=member.pk) | Q(replies__user=member.pk))
    pages = {str(pk) for pk in commented.values_list("page", flat=True)}
    FormState.objects.filter(object_id__in=pages).delete()


def remarks_in_reviews(member):
    return TaskState.objects.filter(finished_by=member.pk).exclude(comment="")


def register():
    personal_data.stays(
        "wagtailcore.Page.owner",
        _("Texts you began"),
        {"draft_title": TITLE, "first_published_at": pgettext_lazy("site", "First published")},
    )
    personal_data.stays(
        "wagtailcore.Revision.user",
        _("Texts as you saved them"),
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
    personal_data.column("sessions.Session.session_data", forget=sealed_words.forget_of)
    personal_data.stays(
        "wagtailcore.WorkflowState.requested_by",
        _("Texts you sent to be read first"),
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
