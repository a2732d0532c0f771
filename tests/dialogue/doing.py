"""What people do in a dialogue, as the tests do it."""

from django.db.models import F
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from dialogue.models import Contribution
from dialogue.vocabularies import Status
from home.accounts import make_groups
from tests.makers import (
    committed,
    make_dialogue,
    make_forum,
    make_languages,
    make_site,
    read_site,
)


def only_dialogue():
    """A dialogue in a forum, on a site with nothing else; for tests that begin without one."""
    make_groups()
    make_languages()
    make_site()
    return make_dialogue(make_forum(read_site(), "Peace"), "Law or no law")


def signed_in(member):
    client = Client()
    client.force_login(member)
    return client


def typed(client, address, **words):
    """What somebody sends, with the form that they were shown."""
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    return {name: value for name, value in data.items() if value is not False} | words


def send(client, address, **words):
    with committed():
        return client.post(address, typed(client, address, **words))


def say_in(said, language, text, **fields):
    """A translation that readers see."""
    return Contribution.objects.create(
        translation_key=said.translation_key,
        locale=Locale.objects.get(language_code=language),
        original_locale=said.original_locale,
        dialogue=said.dialogue,
        thread=said.thread,
        text=text,
        status=Status.SHOWN,
        made_from=said.digest,
        approved_at=timezone.now(),
        **fields,
    )


def say_much(dialogue, member, number):
    """So many contributions, in all languages in turn, each translated into all others."""
    languages = list(Locale.objects.all())
    placed = {"dialogue": dialogue.translation_key, "status": Status.SHOWN}
    said = Contribution.objects.bulk_create(
        Contribution(
            locale=languages[n % len(languages)],
            original_locale=languages[n % len(languages)],
            author=member,
            text=f"No {n}.",
            **placed,
        )
        for n in range(number)
    )
    Contribution.objects.update(thread=F("pk"))
    Contribution.objects.bulk_create(
        Contribution(
            translation_key=one.translation_key,
            locale=locale,
            original_locale_id=one.original_locale_id,
            thread_id=one.pk,
            text=f"{locale} of {one.text}",
            **placed,
        )
        for one in said
        for locale in languages
        if locale.pk != one.original_locale_id
    )
