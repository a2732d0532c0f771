"""The sample voices in the dialogues: members who only speak, and what they say as rows."""

from django.contrib.auth import get_user_model
from wagtail.models import Locale

from core.models.provenance import How
from dialogue.models import Contribution, FormerText
from dialogue.vocabularies import Status
from home.content.folder import key_of, original_of
from home.sample_summary import make_summary
from home.sample_voices import (
    COUNTRIES,
    EDITED,
    ELECTIONS,
    LAW,
    MONEY,
    SAID,
    SAMPLE,
    TRANSLATED,
    VOICES,
    WOMEN,
)
from members.models import MemberLanguage


def make_voices():
    """Make the sample members and what they say, unless one of them is there already or something
    is not: a dialogue, or a language."""
    members = get_user_model().objects
    running = {locale.language_code: locale for locale in Locale.objects.all()}
    dialogues = map(key_of, (LAW, MONEY, WOMEN, ELECTIONS))
    if members.filter(email__in=VOICES).exists() or not (
        SAMPLE.keys() <= running.keys() and all(map(original_of, dialogues))
    ):
        return
    for email, (name, languages, _country) in VOICES.items():
        voice = members.create_user(email, name=name, language=languages[0])
        MemberLanguage.objects.bulk_create(
            MemberLanguage(member=voice, code=code, writes=True, position=position)
            for position, code in enumerate(languages)
        )
    said = {}
    for name, sample in SAID.items():
        said[name] = say(sample, running[sample.language], said.get(sample.answers))
    for sample in TRANSLATED:
        translate(sample, running[sample.language], said[sample.of])
    make_summary(said)


def say(sample, locale, answered):
    """The original of a sample, with its former text if it was edited."""
    author, is_shown = member(sample.author), sample.status == Status.SHOWN
    said = make_row(
        sample,
        locale=locale,
        original_locale=locale,
        dialogue=key_of(sample.dialogue),
        answers=answered,
        thread=answered and answered.thread,
        author=author,
        country=COUNTRIES.get(sample.author, ""),
        status=sample.status,
        edited_at=EDITED if sample.former else None,
        approved_at=sample.when if is_shown else None,
        approved_by=member("moderator@example.org") if is_shown else None,
    )
    if not answered:
        said.thread = said
        said.save()
    if sample.former:
        former = FormerText.objects.create(
            contribution=said, text=SAMPLE[sample.language] + sample.former, replaced_by=author
        )
        former.replaced_at = EDITED
        former.save()
    return said


def translate(sample, locale, said):
    """A translation of what was said, made from its text as it stood then."""
    former = said.former_texts.first()
    source = Contribution(text=former.text) if former else said
    make_row(
        sample,
        locale=locale,
        original_locale=said.original_locale,
        translation_key=said.translation_key,
        dialogue=said.dialogue,
        author=member(sample.by) if sample.how == How.PERSON else None,
        status=Status.SHOWN,
        how=sample.how,
        made_from=source.digest,
        approved_at=sample.when,
        approved_by=member(sample.by) if sample.how == How.MACHINE_CHECKED else None,
    )


def make_row(sample, **fields):
    """A version with the text of a sample, written when the sample says: the model, when it is
    added, takes the time it is."""
    row = Contribution.objects.create(text=SAMPLE[sample.language] + sample.text, **fields)
    row.written_at = sample.when
    row.appeared_at = row.appeared_at and sample.when
    row.save()
    return row


def member(email):
    return get_user_model().objects.get(email=email)
