"""What is refused is said before somebody types; very much in a short time is refused, and no way
ends where somebody needs it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dialogue import actions
from dialogue.models import Contribution, DialoguePage, FormerText, Pause
from dialogue.vocabularies import DialogueState, Status
from tests.dialogue.doing import say_in, send, signed_in, typed
from tests.dialogue.test_kept_words import every_place, places
from tests.makers import make_member, make_reader, restrict, say
from tests.signed_out import end_all_sessions, form_on, sign_in_again

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

CLOSED, PAUSED = "This dialogue is not open now.", "A moderator has asked you to say nothing"


@pytest.fixture
def asha():
    return make_reader("asha@example.org", "en", writes=["fr"])


def pause(member):
    until = timezone.now() + timedelta(days=1)
    Pause.objects.create(member=member, until=until, reason="Please cool down.")


def close():
    DialoguePage.objects.update(state=DialogueState.CLOSED)


# Before somebody types -------------------------------------------------------------------


@pytest.mark.parametrize("place", ["write", "answer", "translate"])
def test_who_is_paused_is_told_so_before_they_type(dialogue, asha, place):
    address, field = places(dialogue, asha)[place]
    client = signed_in(asha)
    assert f'name="{field}"' in client.get(address).text
    pause(asha)
    page = client.get(address)
    assert page.status_code == 200
    assert 'class="notice"' in page.text
    assert page.context["obstacle"]
    assert f'name="{field}"' not in page.text


@pytest.mark.parametrize("place", ["write", "answer"])
def test_that_a_dialogue_is_closed_is_said_before_somebody_types(dialogue, asha, place):
    address, _field = places(dialogue, asha)[place]
    close()
    page = signed_in(asha).get(address).text
    assert CLOSED in page
    assert 'name="text"' not in page


def test_who_reads_a_translation_over_is_told_so_before_they_type(dialogue, asha, moderator):
    said = say(dialogue, asha, "A law.")
    translator = make_reader("t@example.org", writes=["fr"])
    seen = typed(signed_in(translator), f"/fr/dialogue/said/{said.pk}/translate/")["seen"]
    draft = actions.propose(said, "fr", translator, "Une loi.", seen)
    pause(moderator)
    page = signed_in(moderator).get(f"/en/dialogue/translations/{draft.pk}/").text
    assert PAUSED in page
    assert 'name="reason"' not in page


@pytest.mark.parametrize(
    ("place", "left"), [("correct", "take something off"), ("confirm", "without a remark")]
)
def test_what_can_be_done_all_the_same_is_offered(dialogue, asha, place, left):
    address, field = places(dialogue, asha)[place]
    say_in(Contribution.objects.get(text="A law."), "fr", "Une loi.")
    pause(asha)
    page = signed_in(asha).get(address).text
    assert PAUSED in page
    assert left in page
    assert f'name="{field}"' in page


@every_place
def test_what_was_kept_of_who_was_paused_meanwhile_is_there(dialogue, asha, place):
    address, field = places(dialogue, asha)[place]
    client = signed_in(asha)
    sent = form_on(client.get(address), **{field: "What I typed."})
    end_all_sessions()
    pause(asha)
    page = sign_in_again(client, client.post(address, sent), asha)
    assert form_on(page)[field] == "What I typed."


# Very much -------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["correct", "confirm"])
def test_who_changes_very_much_is_asked_to_wait_with_what_they_typed(
    dialogue, asha, settings, place
):
    settings.ACCOUNT_RATE_LIMITS = {"correction": "2/h/user"}
    address, field = places(dialogue, asha)[place]
    client, words = signed_in(asha), {"says": "yes"} if place == "confirm" else {}
    for number in range(2):
        sent = send(client, address, **words, **{field: f"No {number}."})
        assert sent.status_code == 302
    refused = send(client, address, **words, **{field: "What I typed."})
    assert (refused.status_code, refused["Retry-After"]) == (429, "3600")
    assert "very much in a short time" in refused.text
    assert "What I typed." in refused.text
    assert not FormerText.objects.filter(text="What I typed.").exists()
    assert not Contribution.objects.filter(text="What I typed.").exists()


# No dead end -----------------------------------------------------------------------------


def test_who_was_put_out_of_a_room_answers_the_moderators(dialogue, asha, moderator):
    said = say(dialogue, asha, "Names.")
    actions.hide(said, moderator, "Leave out the names.")
    restrict(dialogue, "groups")
    client = signed_in(asha)
    address = f"/en/dialogue/said/{said.pk}/reply-to-moderators/"
    assert f'"{address}"' in client.get("/en/dialogue/own/").text
    page = client.get(address)
    assert page.status_code == 200
    assert dialogue.title not in page.text
    assert send(client, address, answer="There is none.").status_code == 302
    assert Contribution.objects.get().answer == "There is none."


@pytest.mark.parametrize("status", [Status.SHOWN, Status.WAITING])
def test_withdrawn_by_a_double_click_it_leads_to_ones_own_page_both_times(dialogue, asha, status):
    said = say(dialogue, asha, "A law.", status=status)
    client, address = signed_in(asha), f"/en/dialogue/said/{said.pk}/withdraw/"
    data = typed(client, address)
    for _ in range(2):
        assert client.post(address, data)["Location"] == "/en/dialogue/own/"
    other = signed_in(make_member())
    assert other.post(address, data).status_code == 404
    with pytest.raises(Contribution.DoesNotExist):
        Contribution.objects.get(author=asha)
    actions.withdraw(said, asha)  # both at the same moment
