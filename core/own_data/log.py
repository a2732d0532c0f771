"""What the log tells of a person, and what it repeats of their words."""

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.log_actions import registry as log_actions
from wagtail.models import (
    Comment,
    CommentReply,
    ModelLogEntry,
    PageLogEntry,
)

from core.own_data.labels import WHEN
from members import personal_data
from members.models import Member

REMARKS, REVIEWS = "wagtail.comments.", "wagtail.workflow."


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


def register():
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
