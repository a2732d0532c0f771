"""What a dialogue keeps of a member."""

from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.languages.ladder import ladder
from core.mails import forget_items
from core.own_data import withdrawn
from core.own_data.labels import TEXT, TITLE, WHEN
from dialogue.actions.writing import erase
from dialogue.models import (
    Attachment,
    Confirmation,
    Contribution,
    DialoguePage,
    Following,
    FormerText,
    ForumPage,
    Pause,
    Visit,
)
from dialogue.vocabularies import Status
from members import personal_data


def take_back(member):
    """What they said is gone; where others saw it, its place stays. What they translated stays, but
    in no mail that waits with their name."""
    own = Q(author=member.pk) | Q(changed_by=member.pk)
    translated = Contribution.objects.translations().filter(own)
    forget_items(translated.values_list("translation_key", flat=True))
    for said in Contribution.objects.originals().filter(author=member.pk):
        erase(said)


def without_words(rows, member):
    """The sealed rows of conversations without what a member, by primary key, said in them."""
    said = [row for row in rows if row["model"] == "dialogue.contribution"]
    own = {
        row["pk"]: row["fields"]["translation_key"]
        for row in said
        if row["fields"]["author"] == member
        and row["fields"]["locale"] == row["fields"]["original_locale"]
    }
    versions = {row["pk"] for row in said if row["fields"]["translation_key"] in own.values()}
    answered = {row["fields"]["answers"] for row in said}
    # As `erase` does: what nobody has seen, and nobody has answered, keeps no place.
    placed = {
        row["pk"]
        for row in said
        if row["pk"] in own and (row["fields"]["appeared_at"] or row["pk"] in answered)
    }
    answers = {
        row["pk"]
        for row in rows
        if row["model"] == "dialogue.confirmation" and row["fields"]["member"] == member
    }
    for row in said:
        if row["fields"]["changed_by"] == member:
            row["fields"]["author"] = None
        if row["pk"] in own:
            row["fields"] |= dict.fromkeys(("text", "country", "note", "answer"), "")
            row["fields"] |= {"answer_waits": False, "status": Status.WITHDRAWN.value}
    return [
        row
        for row in rows
        if not (row["model"] == "dialogue.contribution" and row["pk"] in versions - placed)
        and row["fields"].get("contribution") not in versions
        # Who reports a remark quotes it.
        and not (row["model"] == "dialogue.report" and row["fields"]["remark"] in answers)
    ]


def leave_nobody_their_words(member):
    """Who translated first what they changed would seem to have said it, and be trusted for it."""
    Contribution.objects.filter(changed_by=member.pk).update(author=None)


def own_former_texts(member):
    """What they said, as it stood before they changed it. Of a translation it is another's."""
    former_texts = FormerText.objects.filter(replaced_by=member.pk, contribution__author=member.pk)
    former_texts = former_texts.filter(contribution__locale=F("contribution__original_locale"))
    return former_texts.order_by("pk").values("text", "replaced_at")


def titles_of(keys, member):
    """{key: title} of the dialogues and forums that somebody may read."""
    titles = {}
    for kind in (DialoguePage, ForumPage):
        pages = kind.objects.filter(translation_key__in=keys)
        nearest = pages.readable_by(member).best_version(ladder(get_language(), member))
        titles |= dict(nearest.values_list("translation_key", "title"))
    return titles


def followed_by(member):
    """The forums and dialogues that somebody follows, by name, where they may read them; of a
    thread, the dialogue in which it is."""
    rows = list(Following.objects.filter(member=member.pk).order_by("pk"))
    threads = Contribution.objects.filter(translation_key__in=[row.thread for row in rows])
    pages = {row.key: row.key for row in rows}
    pages |= dict(threads.values_list("translation_key", "dialogue"))
    titles = titles_of(pages.values(), member)
    for row in rows:
        yield {"title": titles.get(pages[row.key], "–"), "how": row.get_how_display()}


def visited_by(member):
    """The dialogues in which somebody was, by name, where they may read them."""
    rows = list(Visit.objects.filter(member=member.pk).order_by("pk"))
    titles = titles_of([row.dialogue for row in rows], member)
    for row in rows:
        yield {"title": titles.get(row.dialogue, "–"), "last_at": row.last_at}


def said_of_summaries(member):
    """What somebody was asked, and what they answered."""
    for row in Confirmation.objects.filter(member=member.pk).order_by("pk"):
        says = row.get_says_display() or "–"
        yield {"says": says, "remark": row.remark, "said_at": row.said_at}


def added_by(member):
    """The pictures and files that somebody added to what they said."""
    for row in Attachment.objects.filter(sent_by=member.pk):
        yield {"name": row.name, "shows": row.shows, "created_at": row.created_at}


def register():
    withdrawn.cleans(without_words)
    tells = {
        "text": TEXT,
        "country": _("country"),
        "written_at": WHEN,
        "answer": _("What you answered the moderators"),
    }
    personal_data.stays(
        "dialogue.Contribution.author",
        _("What you said or translated in dialogues"),
        tells,
        forget=take_back,
    )
    personal_data.goes(
        "dialogue.Attachment.sent_by",
        _("Pictures and files you added to what you said"),
        {
            "name": pgettext_lazy("site", "File"),
            "shows": Attachment._meta.get_field("shows").verbose_name,
            "created_at": WHEN,
        },
        tell=added_by,
    )
    personal_data.stays(
        "dialogue.Contribution.approved_by",
        _("Contributions you approved"),
        {"approved_at": WHEN},
    )
    personal_data.stays(
        "dialogue.Contribution.drafted_by",
        _("Translations of contributions you proposed"),
        {"draft": pgettext_lazy("site", "Draft")},
    )
    personal_data.stays(
        "dialogue.Contribution.changed_by",
        _("Translations of contributions you changed"),
        {"text": TEXT, "approved_at": WHEN},
        forget=leave_nobody_their_words,
    )
    personal_data.stays(
        "dialogue.FormerText.author",
        _("Translations of yours that others changed or sent back"),
        {"text": TEXT, "replaced_at": WHEN},
    )
    personal_data.stays(
        "dialogue.Report.reported_by",
        _("Contributions you reported"),
        {"reason": TEXT, "reported_at": WHEN},
    )
    personal_data.goes(
        "dialogue.Following.member",
        _("Dialogues you follow by mail"),
        {"title": TITLE, "how": Following._meta.get_field("how").verbose_name},
        tell=followed_by,
    )
    personal_data.goes(
        "dialogue.Visit.member",
        _("When you were in dialogues"),
        {"title": TITLE, "last_at": Visit._meta.get_field("last_at").verbose_name},
        tell=visited_by,
    )
    personal_data.goes(
        "dialogue.Pause.member",
        _("Your pause in dialogues"),
        {"reason": TEXT, "until": Pause._meta.get_field("until").verbose_name},
    )
    personal_data.stays(
        "dialogue.Pause.paused_by",
        _("Pauses you asked of others"),
        {"until": Pause._meta.get_field("until").verbose_name},
    )
    personal_data.goes(
        "dialogue.Confirmation.member",
        _("Summaries of dialogues you took part in"),
        {"says": _("Your answer"), "remark": _("Remark"), "said_at": WHEN},
        tell=said_of_summaries,
    )
    personal_data.stays(
        "dialogue.FormerText.replaced_by",
        _("Contributions you changed"),
        {"text": TEXT, "replaced_at": WHEN},
        tell=own_former_texts,
    )
