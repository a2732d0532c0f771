"""What is stopped half-way leaves the old state or the new one, wherever it is stopped."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from core.models import FormerPath
from core.schedule import run_tick
from knowledge.models import CaseStudyIndexPage, CaseStudyPage
from tests.admin_forms import LISTS, editing, form_at, send, text
from tests.makers import (
    FACTS,
    make_case,
    make_languages,
    make_site,
    publish,
    read_site,
    rows,
    translate,
)
from tests.stopper import stop_everywhere

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def site(db):
    """A site of its own for each test: these commit what they do."""
    make_languages()
    make_site()
    return read_site()


@pytest.fixture
def case(site):
    """A case with a source and a theme, a published French version, and another in draft."""
    case = make_case(site, "Ghana", slug="ghana", live=False, body=[("text", "<p>Before</p>")])
    case.sources.create(key="act", citation="An act")
    case.themes.create(theme="women")
    case = publish(case)
    french = translate(case, "fr")
    french.title = "En attente"
    french.save_revision()
    return case


@pytest.fixture
def section(site, case):
    """The case study section, with a French version that has a waiting draft, and two shelves."""
    french = translate(site.cases, "fr")
    french.title = "En attente"
    french.save_revision()
    return CaseStudyIndexPage.objects.get(pk=site.cases.pk)


# What people do -----------------------------------------------------------------------------


def publish_an_edited_case(client, site, case):
    return editing(client, case, title="Ghana today", summary="New.", body=text("After"), **LISTS)


def create_and_publish(client, site, case):
    address = reverse("wagtailadmin_pages:add", args=["knowledge", "casestudypage", site.cases.pk])
    data = form_at(client, address) | FACTS | {"action-publish": "action-publish"}
    data |= nested_form_data(
        {
            "title": "Kenya",
            "slug": "",
            "countries": inline_formset([{"iso": "KE"}], min=1),
            "sources": inline_formset(
                [{"key": "act", "citation": "An act", "year": "", "url": ""}]
            ),
            "themes": inline_formset([{"theme": "women"}]),
            "related_cases": inline_formset([{"other": str(case.pk)}]),
            "body": text("Written"),
            **LISTS,
        }
    )
    return lambda: send(client, address, data)


def publish_on_time(client, site, case):
    case = CaseStudyPage.objects.get(pk=case.pk)
    case.title, case.slug = "Ghana on time", "ghana-on-time"
    case.go_live_at = timezone.now() - timedelta(minutes=1)
    revision = case.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=case.go_live_at)
    return lambda: call_command("publish_scheduled")


def publish_at_the_tick(client, site, case):
    run_tick()  # the jobs that are due at every start are done; they are not part of this
    publish_on_time(client, site, case)
    return run_tick


def expire_at_the_tick(client, site, case):
    run_tick()
    expired = timezone.now() - timedelta(minutes=1)
    publish(CaseStudyPage.objects.get(pk=case.pk), expire_at=expired)
    return run_tick


def rename_a_case(client, site, case):
    return editing(client, case, slug="ghana-npc", body=text("Before"), **LISTS)


def publish_a_translation(client, site, case):
    """From the translation's own editor; its words changed since."""
    french = rows(case)["fr"]
    address = reverse("wagtailadmin_pages:edit", args=[french.pk])
    return lambda: send(client, address, {"action": "publish"})


def move_in_the_admin(client, site, case):
    other = publish(site.knowledge.add_child(instance=CaseStudyIndexPage(title="Other")))
    address = reverse("wagtailadmin_pages:move_confirm", args=[case.pk, other.pk])
    return lambda: send(client, address, {})


def move_in_code(client, site, case):
    other = publish(site.knowledge.add_child(instance=CaseStudyIndexPage(title="Other")))
    return lambda: CaseStudyPage.objects.get(pk=case.pk).move(other, "last-child")


def unpublish_in_the_admin(client, site, case):
    address = reverse("wagtailadmin_pages:unpublish", args=[case.pk])
    return lambda: send(client, address, {})


def unpublish_in_code(client, site, case):
    return lambda: CaseStudyPage.objects.get(pk=case.pk).unpublish()


def delete_a_section_with_shelves(client, site, case):
    section = publish(site.knowledge.add_child(instance=CaseStudyIndexPage(title="Other")))
    address = reverse("wagtailadmin_pages:delete", args=[section.pk])
    return lambda: send(client, address, {})


def delete_in_code(client, site, case):
    french = rows(case)["fr"]
    return lambda: CaseStudyPage.objects.get(pk=french.pk).delete()


def add_a_language(client, site, case):
    address = reverse("wagtaillocales:add")
    return lambda: send(client, address, {"language_code": "es"})


def remove_a_language(client, site, case):
    address = reverse("wagtaillocales:delete", args=[site.languages["ar"].pk])
    return lambda: send(client, address, {})


OPERATIONS = [
    publish_an_edited_case,
    publish_a_translation,
    publish_at_the_tick,
    rename_a_case,
    move_in_the_admin,
    unpublish_in_the_admin,
    delete_in_code,
]
# Other ways to the same, and what touches a shelf of every section: `make prove`.
LONG = [
    create_and_publish,
    publish_on_time,
    expire_at_the_tick,
    move_in_code,
    unpublish_in_code,
    delete_a_section_with_shelves,
    add_a_language,
    remove_a_language,
]


@pytest.mark.parametrize(
    "operation",
    [
        *OPERATIONS,
        *(pytest.param(o, marks=[pytest.mark.slow, pytest.mark.postgresql]) for o in LONG),
    ],
    ids=lambda operation: operation.__name__,
)
@pytest.mark.one_database
@pytest.mark.postgresql
def test_what_is_stopped_leaves_the_old_state_or_the_new(admin_client, site, case, operation):
    outcome = stop_everywhere(operation(admin_client, site, case))

    assert outcome.changed & {"wagtailcore_page", "wagtailcore_locale"}
    assert outcome.broken == []


def test_a_section_renamed_half_way_leaves_every_address_as_it_was(admin_client, site, section):
    operation = editing(admin_client, section, slug="cases")

    outcome = stop_everywhere(operation)

    assert {"core_formerpath", "core_provenance", "wagtailcore_page"} <= outcome.changed
    assert outcome.broken == []


def test_an_item_moved_in_the_admin_takes_every_version_along(admin_client, site, case):
    before = case.url_path.partition("/")[2].partition("/")[2]

    move_in_the_admin(admin_client, site, case)()

    paths = {row.url_path.split("/", 2)[2] for row in rows(case).values()}
    assert paths == {"knowledge/other/ghana/"}
    assert FormerPath.objects.filter(path=before, translation_key=case.translation_key).exists()


def test_the_stopper_sees_what_is_left_half_done(site, case):
    def two_renames():
        for page in (site.knowledge, site.cases):
            publish(type(page).objects.get(pk=page.pk), title="Renamed")

    assert stop_everywhere(two_renames).broken
    assert not stop_everywhere(transaction.atomic(two_renames)).broken
