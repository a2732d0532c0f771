"""What was said in a room stays there, whoever opens or moves what closes it."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from core import actions as core_actions
from dialogue import actions
from dialogue.models import Contribution, DialoguePage, ForumPage
from tests.makers import (
    committed,
    make_dialogue,
    make_forum,
    make_member,
    restrict,
    say,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

STAYS = "What was said in a room stays there"
ADDRESS = "/en/dialogue/peace/law-or-no-law/"


@pytest.fixture
def guests():
    return Group.objects.create(name="Guests")


@pytest.fixture
def said(dialogue):
    return say(dialogue, make_member(), "Canary.", approved=True)


def set_privacy(client, page, kind, *groups):
    """What the dialog of the admin answers."""
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    data = {"restriction_type": kind, "groups": [group.pk for group in groups]}
    return client.post(address, data).text


def kind_of(page):
    restrictions = PageViewRestriction.objects.filter(page__translation_key=page.translation_key)
    return set(restrictions.values_list("restriction_type", flat=True))


def test_a_room_in_which_something_was_said_is_not_opened(
    admin_client, forum, dialogue, guests, said
):
    french = translate(forum, "fr")
    restrict(forum, "groups", [guests])
    for page in (forum, french):
        for kind in ("none", "login"):
            assert STAYS in set_privacy(admin_client, page, kind)
    assert kind_of(forum) == {"groups"}
    assert Client().get(ADDRESS).status_code == 404
    others = Group.objects.create(name="Others")
    assert STAYS not in set_privacy(admin_client, forum, "groups", guests, others)
    Contribution.objects.all().delete()
    set_privacy(admin_client, forum, "none")
    assert kind_of(forum) == set()


def test_what_is_closed_by_itself_stays_closed_when_its_forum_opens(
    admin_client, forum, dialogue, guests, said
):
    restrict(forum, "groups", [guests])
    restrict(dialogue, "groups", [guests])
    assert STAYS not in set_privacy(admin_client, forum, "none")
    assert kind_of(forum) == set()
    assert Client().get(ADDRESS).status_code == 404
    assert STAYS in set_privacy(admin_client, dialogue, "none")


def test_a_forum_for_members_is_closed_further_and_not_opened(
    admin_client, forum, dialogue, guests, said
):
    set_privacy(admin_client, forum, "login")
    assert STAYS in set_privacy(admin_client, forum, "none")
    assert STAYS not in set_privacy(admin_client, forum, "groups", guests)
    assert kind_of(forum) == {"groups"}


def test_a_dialogue_leaves_its_room_only_while_nothing_was_said_in_it(
    admin_client, site, forum, dialogue, guests, said
):
    restrict(forum, "groups", [guests])
    public = make_forum(site, "Water", slug="water")
    other_room = make_forum(site, "Land", slug="land")
    restrict(other_room, "groups", [Group.objects.create(name="Others")])
    for target in (public, other_room):
        with pytest.raises(ValidationError, match=STAYS):
            DialoguePage.objects.get().move(target, "last-child")
    address = reverse("wagtailadmin_pages:move_confirm", args=[dialogue.pk, public.pk])
    assert STAYS in admin_client.post(address, follow=True).text
    assert Client().get("/en/dialogue/water/law-or-no-law/").status_code == 404
    restrict(public, "groups", [guests])
    DialoguePage.objects.get().move(public, "last-child")
    assert DialoguePage.objects.get().forum == public.translation_key
    Contribution.objects.all().delete()
    DialoguePage.objects.get().move(ForumPage.objects.get(pk=other_room.pk), "last-child")


@pytest.mark.parametrize("kind", ["none", "login", "groups"])
def test_a_withdrawn_dialogue_comes_back_into_a_room_that_is_closed_as_much(
    admin_client, admin, forum, dialogue, guests, said, kind
):
    restrict(forum, "groups", [guests])
    with committed():
        record = core_actions.withdraw(dialogue, admin)
    set_privacy(admin_client, forum, kind, guests, Group.objects.create(name="Invited since"))
    address = reverse("core_bring_back", args=[record.pk])
    if kind != "groups":
        assert "It lay in a room" in admin_client.post(address, follow=True).text
        assert not Contribution.objects.exists()
        assert Client().get(ADDRESS).status_code == 404
        set_privacy(admin_client, forum, "groups", guests)
    admin_client.post(address)
    assert Contribution.objects.get().text == "Canary."
    assert Client().get(ADDRESS).status_code == 404


def test_what_nobody_has_said_anything_in_comes_back_into_a_room_that_was_opened(
    admin_client, admin, forum, dialogue, guests
):
    restrict(forum, "groups", [guests])
    with committed():
        record = core_actions.withdraw(dialogue, admin)
    set_privacy(admin_client, forum, "none")
    with committed():
        core_actions.bring_back(record, admin)
    assert Client().get(ADDRESS).status_code == 200


def test_a_withdrawn_room_comes_back_closed(admin_client, admin, forum, dialogue, guests, said):
    restrict(forum, "groups", [guests])
    with committed():
        record = core_actions.withdraw(forum, admin)
    with committed():
        core_actions.bring_back(record, admin)
    assert kind_of(forum) == {"groups"}
    assert Client().get(ADDRESS).status_code == 404


def test_what_was_taken_back_holds_no_room_closed(admin_client, forum, dialogue, guests, said):
    restrict(forum, "groups", [guests])
    make_dialogue(forum, "Empty")
    actions.withdraw(said, said.author)
    set_privacy(admin_client, forum, "none")
    assert kind_of(forum) == set()
