"""Translating, closing and taking down: stopped anywhere, nothing is half done, and no version
that can be read holds words of another language.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from core import signals
from core.languages.shelves import shelf_of
from core.models import WithdrawnItem
from core.models.provenance import How, written
from knowledge.models import CaseStudyIndexPage, CaseStudyPage
from tests.admin_forms import LISTS, editing, form_at, send, text
from tests.makers import (
    FACTS,
    make_case,
    publish,
    restrict,
    rows,
    translate,
)
from tests.stopper import stop_everywhere
from tests.tongues import foreign_words, into, said, say_site

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

PAGES, SOURCES = "wagtailcore_page", "wagtail_localize_translationsource"
STRINGS, WORDS = "wagtail_localize_stringsegment", "wagtail_localize_stringtranslation"
RESTRICTIONS = "wagtailcore_pageviewrestriction"
# Where it is written who did what.
LOG = "wagtailcore_pagelogentry"
SEALED = "core_withdrawnpart"


def english(words):
    return said("en", words)


BODY = [
    ("heading", english("Heading")),
    ("text", f"<p>{english('First')}</p><p>{english('Second')}</p>"),
    ("quotation", {"text": english("Quoted"), "who": english("Who"), "sources": "act"}),
    ("figure", {"value": english("12"), "label": english("Counted"), "sources": ""}),
    ("lessons", [english("Lesson")]),
    ("film", {"title": english("A film"), "address": "https://example.org/film"}),
]
PROSE = {
    name: english(name)
    for name in ("summary", "place", "trigger", "participants", "law_note", "funding_note")
}


@pytest.fixture
def site(db):
    """A site of its own for each test, all of it in words that tell their language."""
    return say_site()


@pytest.fixture
def case(site):
    """Written in English, published in French but for a name left as it was, a draft in Nepali."""
    case = make_case(site, english("Ghana"), slug="ghana", live=False, body=BODY, **PROSE)
    case.sources.create(key="act", citation="An act")
    case.timeline = [("event", {"when": "2011", "text": english("Event"), "sources": "act"})]
    case.outcomes = [("point", {"text": english("Point"), "sources": ""})]
    case = publish(case)
    translate(case, "fr", lambda words: words if "A film" in words else into("fr")(words))
    translate(case, "ne", into("ne"), live=False)
    return CaseStudyPage.objects.get(pk=case.pk)


def edit_of(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def translation_into(page, language):
    return Translation.objects.get(
        source__object_id=page.translation_key, target_locale__language_code=language
    )


def change_the_original(case):
    """Its author has published a new summary, an event more, and one paragraph less."""
    case.summary = english("Summary of today")
    case.timeline.append(("event", {"when": "2020", "text": english("Later"), "sources": ""}))
    del case.body[1]
    return publish(case)


# What people do -----------------------------------------------------------------------


def submit(client, page, *languages):
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    locales = Locale.objects.filter(language_code__in=languages)
    data = {"locales": [locale.pk for locale in locales]}
    return lambda: send(client, address, data)


def submit_a_case(client, site, case):
    other = make_case(site, english("Kenya"), body=BODY[:2], summary=english("summary"))
    return submit(client, other, "fr", "ar")


def make_a_shelf_a_version(client, site, case):
    return submit(client, site.cases, "fr")


def sync(client, site, case):
    change_the_original(case)
    source = TranslationSource.objects.get(object_id=case.translation_key)
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    return lambda: send(client, address, {})


def publish_in_the_editor(client, page):
    return lambda: send(client, edit_of(page), {"action": "publish"})


def publish_a_translation(client, site, case):
    return publish_in_the_editor(client, rows(case)["ne"])


def publish_a_translation_again_with_former_words(client, site, case):
    """The original has moved on, and the translator has followed in one place."""
    case = change_the_original(case)
    translation_into(case, "fr").source.update_from_db()
    StringTranslation.objects.create(
        translation_of=StringSegment.objects.get(context__path="summary").string,
        context=StringSegment.objects.get(context__path="summary").context,
        locale=site.languages["fr"],
        data=said("fr", "Summary of today"),
    )
    fill_new(case, "fr", "Later")
    return publish_in_the_editor(client, rows(case)["fr"])


def fill_new(case, language, words):
    """Translate one string that stands in the source since it was synced."""
    locale = Locale.objects.get(language_code=language)
    for segment in StringSegment.objects.filter(string__data=english(words)):
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=locale,
            data=said(language, words),
        )


def publish_a_section_that_was_a_shelf(client, site, case):
    version = translate(site.cases, "fr", into("fr"), live=False)
    return publish_in_the_editor(client, version)


def make_a_version_a_shelf_again(client, site, case):
    version = translate(site.cases, "fr", into("fr"))
    address = reverse("wagtailadmin_pages:delete", args=[version.pk])
    return lambda: send(client, address, {})


def type_a_title(client, site, case):
    segment = StringSegment.objects.get(
        source__object_id=case.translation_key, context__path="title"
    )
    address = reverse(
        "wagtail_localize:edit_string_translation",
        args=[translation_into(case, "fr").pk, segment.pk],
    )
    body = f"value={said('fr', 'Le Ghana')}"
    return lambda: client.put(address, body, "application/x-www-form-urlencoded")


def take_over_a_po_file(client, site, case):
    translation = translation_into(case, "fr")
    po = translation.export_po()
    for entry in po:
        if entry.msgstr != entry.msgid:
            entry.msgstr = said("fr", "From the file")
    address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    return lambda: send(client, address, {"file": SimpleUploadedFile("fr.po", str(po).encode())})


def write_a_translation_freely(client, site, case):
    address = reverse("wagtail_localize:stop_translation", args=[translation_into(case, "fr").pk])
    return lambda: send(client, address, {})


def write_in_another_language(client, site, case):
    shelf = shelf_of(site.cases, site.languages["ne"])
    address = reverse("wagtailadmin_pages:add", args=["knowledge", "casestudypage", shelf.pk])
    data = form_at(client, address) | FACTS | {"action-publish": "action-publish"}
    data |= nested_form_data(
        {
            "title": said("ne", "Nepal"),
            "summary": said("ne", "Summary"),
            "slug": "nepal",
            "countries": inline_formset([{"iso": "NP"}], min=1),
            "sources": inline_formset([]),
            "themes": inline_formset([]),
            "related_cases": inline_formset([{"other": str(case.pk)}]),
            "body": text(said("ne", "Body")),
            **LISTS,
        }
    )
    return lambda: send(client, address, data)


def act(client, page, name):
    address = reverse("core_item_action", args=[page.pk, name])
    return lambda: send(client, address, {})


def withdraw_an_item(client, site, case):
    return act(client, case, "withdraw")


def bring_an_item_back(client, site, case):
    act(client, case, "withdraw")()
    address = reverse("core_bring_back", args=[WithdrawnItem.objects.get().pk])
    return lambda: send(client, address, {})


def make_a_version_the_original(client, site, case):
    return act(client, rows(case)["fr"], "make-original")


def make_a_section_version_the_original(client, site, case):
    return act(client, translate(site.cases, "fr", into("fr")), "make-original")


def read_over_a_machine_draft(client, site, case):
    with written(How.MACHINE):
        publish_in_the_editor(client, rows(case)["ne"])()
    return act(client, rows(case)["ne"], "review")


def move_an_item(client, site, case):
    other = site.knowledge.add_child(instance=CaseStudyIndexPage(title=english("Other")))
    other = publish(other, introduction=english("Introduction"))
    address = reverse("wagtailadmin_pages:move_confirm", args=[case.pk, other.pk])
    return lambda: send(client, address, {})


def rename_an_item(client, site, case):
    return editing(client, case, slug="ghana-npc", body=text(english("Body")), **LISTS)


def rename_a_section(client, site, case):
    section = CaseStudyIndexPage.objects.get(pk=site.cases.pk)
    return editing(client, section, slug="cases", title=english("Cases"))


def set_privacy(client, page, **data):
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])

    def operation():
        assert client.post(address, data).status_code == 200

    return operation


def close_a_translated_item(client, site, case):
    return set_privacy(client, rows(case)["fr"], restriction_type="login")


def open_a_translated_item(client, site, case):
    restrict(case)
    return set_privacy(client, rows(case)["fr"], restriction_type="none")


# Each with the tables that must have changed, so that nothing passes because nothing was done.
# wagtail-localize notes in the strings themselves who translated them.
OPERATIONS = {
    submit_a_case: {PAGES, SOURCES, STRINGS, LOG},
    make_a_shelf_a_version: {PAGES, SOURCES, STRINGS},
    sync: {SOURCES, STRINGS},
    publish_a_translation: {PAGES, LOG, "core_provenance"},
    publish_a_translation_again_with_former_words: {PAGES, LOG, "core_provenance"},
    publish_a_section_that_was_a_shelf: {PAGES, LOG, "core_provenance"},
    make_a_version_a_shelf_again: {PAGES, LOG, "core_provenance"},
    type_a_title: {WORDS, PAGES},
    take_over_a_po_file: {WORDS, PAGES},
    write_a_translation_freely: {"wagtail_localize_translation"},
    write_in_another_language: {PAGES, LOG, "core_provenance"},
    withdraw_an_item: {PAGES, SOURCES, STRINGS, SEALED},
    bring_an_item_back: {PAGES, SOURCES, STRINGS, SEALED},
    make_a_version_the_original: {"knowledge_casestudypage", LOG},
    make_a_section_version_the_original: {"knowledge_casestudyindexpage", PAGES, LOG},
    read_over_a_machine_draft: {"core_provenance", LOG},
    move_an_item: {PAGES, LOG, "core_formerpath"},
    rename_an_item: {PAGES, LOG, "core_formerpath"},
    rename_a_section: {PAGES, LOG, "core_formerpath"},
    close_a_translated_item: {RESTRICTIONS, LOG},
    open_a_translated_item: {RESTRICTIONS, LOG},
}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.__name__)
def test_what_is_stopped_is_whole_and_in_its_own_words(admin_client, site, case, operation):
    outcome = stop_everywhere(operation(admin_client, site, case), look=foreign_words)

    assert OPERATIONS[operation] <= outcome.changed
    assert outcome.broken == []


def publish_other_facts(client, site, case):
    return editing(client, case, level="local", body=text(english("Body")), **LISTS)


def make_a_section(client, site, case):
    place = ["stakeholders", "stakeholderspage", site.home.pk]
    address = reverse("wagtailadmin_pages:add", args=place)
    words = {"title": english("People"), "introduction": english("Introduction")}
    data = form_at(client, address) | words | {"action-publish": "action-publish"}
    return lambda: send(client, address, data)


def add_a_language(client, site, case):
    return lambda: send(client, reverse("wagtaillocales:add"), {"language_code": "es"})


@pytest.mark.parametrize("operation", [publish_other_facts, make_a_section, add_a_language])
def test_what_is_left_to_the_worker_is_not_forgotten(
    admin_client, site, case, operation, settings, monkeypatch
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(signals, "MANY", 0)

    outcome = stop_everywhere(operation(admin_client, site, case), look=foreign_words)

    assert "django_tasks_database_dbtaskresult" in outcome.changed
    assert outcome.broken == []
