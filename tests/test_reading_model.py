"""Every item has one original, whatever is done with it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils import timezone
from wagtail.models import Locale, Page, Revision

from core.languages.shelves import family, shelf_of
from knowledge.models import CaseStudyIndexPage, CaseStudyPage, KnowledgePage
from tests.makers import committed, make_case, publish, rows, translate

pytestmark = pytest.mark.django_db


def originals_of_each_item():
    """How many originals each item has: one for each key, if all is well."""
    counts = {}
    for page in Page.objects.filter(depth__gt=1).specific():
        counts.setdefault(page.translation_key, 0)
        counts[page.translation_key] += page.is_original
    return set(counts.values())


def test_a_draft_written_in_nepali_is_the_original(site):
    case = make_case(site, "शान्ति समिति", "ne", live=False)

    assert case.original_locale.language_code == "ne"
    assert case.slug == "santi-smiti"


def test_a_translation_keeps_the_language_of_its_original(site):
    case = make_case(site, "शान्ति समिति", "ne", live=False)

    french = translate(case, "fr", live=False)

    assert french.original_locale.language_code == "ne"
    assert not french.is_original


@pytest.mark.parametrize(
    "action",
    [
        lambda case: publish(case),
        lambda case: case.copy(update_attrs={"slug": "copy", "title": "Copy"}),
        lambda case: case.copy_for_translation(Locale.objects.get(language_code="fr")),
        lambda case: translate(case, "fr"),
        lambda case: translate(case, "fr").copy(update_attrs={"slug": "copie"}),
        lambda case: translate(translate(case, "fr"), "ne"),
        lambda case: case.unpublish(),
        lambda case: case.get_latest_revision().publish(),
        lambda case: translate(case, "fr").delete(),
        lambda case: case.delete(),
    ],
    ids=[
        "publish", "copy", "copy for translation", "translate", "copy a translation",
        "translate a translation", "unpublish", "republish", "delete a version", "delete",
    ],
)  # fmt: skip
def test_every_item_has_exactly_one_original(site, action):
    case = make_case(site, "A case")
    case.save_revision()

    action(case)

    assert originals_of_each_item() == {1}


def test_a_recursive_copy_of_a_section_makes_new_originals(site):
    make_case(site, "A case")

    section = CaseStudyIndexPage.objects.get(pk=site.cases.pk)
    copied = section.copy(recursive=True, update_attrs={"slug": "more", "title": "More"})

    assert originals_of_each_item() == {1}
    assert copied.get_children().get().specific.is_original
    assert set(rows(copied)) == {"en", "fr", "ne", "ar"}


def test_a_tree_with_shelves_in_it_is_not_copied(site):
    with pytest.raises(ValidationError):
        shelf_of(site.home, site.languages["fr"]).specific.copy(recursive=True)


def test_an_original_that_has_other_versions_cannot_be_deleted(site):
    case = make_case(site)
    french = translate(case, "fr")

    with pytest.raises(ProtectedError):
        case.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        Page.objects.filter(pk=case.pk).delete()

    french.delete()
    CaseStudyPage.objects.get(pk=case.pk).delete()
    assert not CaseStudyPage.objects.exists()


def test_two_editors_use_one_title_in_two_languages_and_get_two_addresses(site):
    french = make_case(site, "Mediation", "fr")
    english = make_case(site, "Mediation", "en")

    assert {french.slug, english.slug} == {"mediation", "mediation-2"}


def test_a_slug_that_another_language_uses_is_refused(site):
    make_case(site, "Médiation", "fr")

    with pytest.raises(ValidationError, match="another language"):
        make_case(site, "Other", "ne", slug="mediation")


def test_an_address_of_the_site_itself_is_no_slug(site):
    with pytest.raises(ValidationError, match="address of the site"):
        site.home.add_child(instance=KnowledgePage(title="Search", slug="search"))
    free = site.home.add_child(instance=KnowledgePage(title="Search"))
    assert free.slug == "search-2"


def test_an_older_revision_brings_back_words_but_not_state(site):
    case = make_case(site, "First")
    french = translate(case, "fr")
    first = french.latest_revision
    publish(case, slug="renamed")
    french = publish(CaseStudyPage.objects.get(pk=french.pk), title="Deuxième")

    Revision.objects.get(pk=first.pk).publish()

    french = CaseStudyPage.objects.get(pk=french.pk)
    assert french.title == "[First]"
    assert french.slug == "renamed"


def test_what_lies_too_deep_is_refused(site):
    page = site.knowledge
    for n in range(9 - page.depth):
        page = page.add_child(instance=KnowledgePage(title=f"Deeper {n}"))
    with pytest.raises(ValidationError):
        page.add_child(instance=KnowledgePage(title="Too deep"))
    assert originals_of_each_item() == {1}


# Shelves ------------------------------------------------------------------------------


def shelves(site):
    """The shelves of the case study section, by language."""
    return {code: row for code, row in rows(site.cases).items() if row.alias_of_id}


def test_each_section_stands_in_every_language(site):
    assert set(shelves(site)) == {"fr", "ne", "ar"}
    assert {shelf.url_path for shelf in shelves(site).values()} == {
        f"/home-{code}/knowledge/case-studies/" for code in ("fr", "ne", "ar")
    }


def test_a_shelf_follows_the_name_of_its_section(site):
    publish(site.cases, title="Cases", show_in_menus=False)

    assert {shelf.title for shelf in shelves(site).values()} == {"Cases"}
    assert not any(shelf.show_in_menus for shelf in shelves(site).values())


def test_publishing_a_section_leaves_its_shelves_and_what_lies_on_them(site):
    case = make_case(site, "मुद्दा", "ne")

    publish(site.cases, title="Cases")
    site.cases.unpublish()

    assert set(shelves(site)) == {"fr", "ne", "ar"}
    assert case.get_parent().pk == shelves(site)["ne"].pk


def test_a_section_submitted_for_translation_is_a_draft_until_it_is_published(site):
    french = translate(site.cases, "fr", live=False)
    assert french.alias_of_id is None
    assert not french.live

    french = translate(site.cases, "fr")
    assert french.live
    assert french.title == "[Case studies]"
    assert set(shelves(site)) == {"ne", "ar"}


def test_a_shelf_is_neither_copied_nor_deleted(site):
    shelf = shelves(site)["fr"]

    with pytest.raises(ValidationError):
        shelf.copy(update_attrs={"slug": "copy"})
    with pytest.raises(ProtectedError):
        shelf.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        Page.objects.filter(pk=shelf.pk).delete()


def test_an_empty_section_is_deleted_with_its_shelves(site):
    site.cases.delete()

    assert not family(site.cases).exists()
    assert not Page.objects.filter(numchild__lt=0).exists()


def test_a_section_with_a_child_in_any_language_is_not_deleted(site):
    make_case(site, "मुद्दा", "ne")

    with pytest.raises(ProtectedError):
        site.cases.delete()


def test_a_section_that_loses_its_version_keeps_its_place(site):
    french = translate(site.cases, "fr")

    with committed():
        french.delete()

    assert set(shelves(site)) == {"fr", "ne", "ar"}


# Provenance of dates is in test_provenance.py; of schedules here ---------------------------


def test_a_scheduled_version_is_not_live_before_its_time(site):
    case = make_case(site, live=False)
    case.go_live_at = timezone.now() + timedelta(hours=1)

    case.save_revision().publish()

    assert not CaseStudyPage.objects.readable().filter(locale=F("original_locale")).exists()
