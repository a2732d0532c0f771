"""Every address of the site, asked by everyone about everything.

What is walked stands in `tests/walker/`: the objects and people in `world`, what is asked about
them in `arguments` and `bodies`, and who may ask in `expectations`.
"""

import pytest
from django.test import override_settings
from django.urls import path
from django.urls.resolvers import RegexPattern, URLResolver

from core.admin_urls import not_here
from tests.conftest import kept_for_a_module
from tests.walker.addresses import addresses
from tests.walker.expectations import NO_WAY_IN, NOBODY, RULES, SKIPPED
from tests.walker.walk import Answer, Walker
from tests.walker.world import ROLES, World

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The folders of the site that is walked; they are there for all tests."""
    place = tmp_path_factory.mktemp("walker")
    with override_settings(MEDIA_ROOT=place / "media", PRIVATE_MEDIA_ROOT=place / "private"):
        yield


@pytest.fixture(autouse=True)
def own_files(files):
    """In place of each test's own folders."""


@pytest.fixture(scope="module")
def walks(built_site, files, django_db_blocker):
    """Gives the walk of a role, which is made once. The administrator shows everyone the forms."""
    with kept_for_a_module(django_db_blocker):
        world, forms, done = World(), {}, {}

        def walk_of(role):
            for walker in ("administrator", role):
                if walker not in done:
                    done[walker] = Walker(world, walker, forms).go()
            return done[role]

        yield walk_of


# What the forms that are sent must at least be good for.
CHANGED_BY_THE_ADMINISTRATOR = {
    "core_item_action", "invitations:delete", "stakeholders_contact",
    "stakeholders_contact_delete", "stakeholders_editors", "stakeholders_show_on_map",
    "wagtailsettings:edit",
    "wagtail_localize:edit_override",
    "wagtail_localize:edit_string_translation", "wagtail_localize:stop_translation",
    "wagtailadmin_collections:edit", "wagtailadmin_pages:delete", "wagtailadmin_pages:edit",
    "wagtailadmin_pages:lock", "wagtailadmin_pages:unpublish", "wagtailadmin_workflows:edit",
    "wagtaildocs:delete", "wagtaildocs:edit", "wagtailimages:delete", "wagtailimages:edit",
    "wagtailredirects:delete", "wagtailredirects:edit", "wagtailsites:edit",
    "wagtailusers_groups:edit", "wagtailusers_users:delete", "wagtailusers_users:edit",
}  # fmt: skip
every_role = pytest.mark.parametrize("role", ROLES)


def lines(found):
    return "\n".join(found)


# The table ----------------------------------------------------------------------------------


def unexpected(found):
    return sorted({address.key for address in found} - RULES.keys() - SKIPPED.keys())


def test_every_address_has_a_written_expectation():
    assert unexpected(addresses()) == []


def test_a_new_address_without_an_expectation_is_noticed():
    new = URLResolver(RegexPattern(""), [path("new/<int:page_id>/", not_here)])

    assert unexpected(addresses(new)) == ["new/<int:page_id>/"]


def test_no_expectation_is_left_over():
    known = {address.key for address in addresses()}

    assert sorted((RULES.keys() | SKIPPED.keys()) - known) == []
    assert RULES.keys().isdisjoint(SKIPPED)
    assert len(SKIPPED) <= 5


# The walk -----------------------------------------------------------------------------------


@pytest.mark.slow
@every_role
def test_nobody_is_let_in_where_they_may_not(walks, role):
    assert lines(walks(role).let_in) == ""


@pytest.mark.slow
@every_role
def test_nobody_meets_what_is_hidden_from_them(walks, role):
    assert lines(walks(role).leaks) == ""


@pytest.mark.slow
@every_role
def test_nothing_that_is_asked_breaks(walks, role):
    assert lines(walks(role).broken) == ""


@pytest.mark.slow
@every_role
def test_nobody_changes_what_they_may_not(walks, role):
    assert lines(walks(role).changes) == ""


@pytest.mark.slow
def test_every_address_that_is_for_somebody_lets_somebody_in(walks):
    """Else a rule says nothing: an address that refuses everyone keeps all rules."""
    ways_in = {
        key
        for role in ROLES
        for key, answers in walks(role).answers.items()
        if answers[Answer.OK] or answers[Answer.LED_ON]
    }
    for_somebody = {key for key, rule in RULES.items() if rule is not NOBODY}

    assert sorted(for_somebody - ways_in) == sorted(NO_WAY_IN)


@pytest.mark.slow
def test_what_is_sent_changes_something_for_those_who_may(walks):
    """Else the others are refused nothing."""
    assert CHANGED_BY_THE_ADMINISTRATOR - walks("administrator").wrote_at == set()
