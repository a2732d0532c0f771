"""In which language somebody writes: it is asked about where the letters say another, never changed
silently, and put right by its author."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, ModelLogEntry

from core.languages.shelves import shelf_of
from dialogue import actions
from dialogue.models import Confirmation, Contribution, DialoguePage, FormerText
from dialogue.vocabularies import DialogueState, Status
from tests.dialogue.doing import say_in, send, signed_in, typed
from tests.dialogue.test_summary import question, summarise
from tests.makers import make_dialogue, make_editor, make_member, make_reader, restrict, say

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ARABIC = "القانون وحده لا يكفي"
ASKED = "These letters are not those of this language."


@pytest.fixture
def asha(forum):
    """Whose words flow."""
    member = make_reader("asha@example.org", "en", writes=["fr"])
    for text in ("One.", "Two."):
        say(make_dialogue(forum, text), member, text, approved=True)
    return member


def correct_address(said):
    return f"/en/dialogue/said/{said.pk}/correct/"


def places(dialogue, asha):
    """Every form in which words of one language are typed: {name: (address, what is typed)}."""
    own = say(dialogue, asha, "Une loi.", "fr")
    other = say(dialogue, make_member(), "No law.")
    Contribution.objects.update(written_at=timezone.now() - timedelta(days=2))  # else it is much
    return {
        "write": (
            f"/en/dialogue/write/{dialogue.translation_key}/",
            {"text": ARABIC, "language": "fr"},
        ),
        "answer": (f"/en/dialogue/answer/{other.pk}/", {"text": ARABIC, "language": "fr"}),
        "correct": (correct_address(own), {"text": ARABIC}),
        "translate": (f"/fr/dialogue/said/{other.pk}/translate/", {"text": ARABIC}),
        "confirm": (
            question(summarise(dialogue, own)),
            {"remark": ARABIC, "says": "no", "language": "fr"},
        ),
    }


def texts():
    originals = Contribution.objects.values_list("text", "draft")
    return [*originals, *Confirmation.objects.values_list("remark", flat=True)]


# Asked about -----------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["write", "answer", "correct", "translate", "confirm"])
def test_the_language_is_asked_about_where_the_letters_say_another(dialogue, asha, place):
    address, words = places(dialogue, asha)[place]
    client = signed_in(asha)
    assert 'name="sure"' not in client.get(address).text
    before = texts()

    page = send(client, address, **words)

    assert page.status_code == 422
    assert (ASKED in page.text) == (place != "translate")  # there it is asked in French
    assert ARABIC in page.text
    assert 'name="sure"' in page.text
    assert texts() == before
    assert send(client, address, **words, sure="on").status_code == 302
    assert texts() != before


def test_who_has_said_that_it_is_in_this_language_is_not_asked_where_they_change_no_word(
    dialogue, asha
):
    said = say(dialogue, asha, ARABIC, "fr")
    assert send(signed_in(asha), correct_address(said), by_people_only="on").status_code == 302
    assert Contribution.objects.get(pk=said.pk).by_people_only


def test_who_gives_no_remark_is_not_asked(dialogue, asha):
    said = say(dialogue, asha, "Une loi.", "fr")
    address = question(summarise(dialogue, said))
    assert send(signed_in(asha), address, says="yes", language="ar").status_code == 302


# Put right -------------------------------------------------------------------------------


def test_its_author_puts_the_language_right(dialogue, asha):
    said = say(dialogue, asha, ARABIC, "fr")
    english = say_in(said, "en", "A law is not enough.")
    client = signed_in(asha)
    assert typed(client, correct_address(said))["language"] == "fr"
    Contribution.objects.update(written_at=timezone.now() - timedelta(days=2))

    assert send(client, correct_address(said), language="ar").status_code == 302

    page = Client().get(f"/ar/dialogue/peace/{dialogue.slug}/").text
    assert f'<div lang="ar" dir="rtl"><p>{ARABIC}</p>' in page
    said.refresh_from_db()
    assert (said.locale.language_code, said.is_original, said.edited_at) == ("ar", True, None)
    assert not FormerText.objects.exists()
    english.refresh_from_db()
    assert english.original == said
    assert english.made_from == said.digest
    assert said in Contribution.objects.originals()
    assert english in Contribution.objects.translations()
    assert ModelLogEntry.objects.filter(action="dialogue.correct", user=asha).count() == 1


def test_it_becomes_that_of_a_translation_that_was_taken_off(dialogue, asha):
    said = say(dialogue, asha, "A law.", "fr")
    say_in(said, "en", "A low.")
    client = signed_in(asha)
    assert send(client, correct_address(said), hides_translations="on").status_code == 302
    assert send(client, correct_address(said), language="en").status_code == 302
    [row] = Contribution.objects.filter(translation_key=said.translation_key)
    assert row.locale.language_code == "en"
    assert FormerText.objects.get().text == "A low."


def test_it_does_not_become_that_of_a_translation(dialogue, asha):
    said = say(dialogue, asha, "A law.", "fr")
    say_in(said, "en", "A law.")
    page = send(signed_in(asha), correct_address(said), language="en", text="A good law.")
    assert page.status_code == 422
    [problem] = page.context["form"].errors["language"]
    assert "There is a translation into this language, " in problem
    assert "A good law." in page.text
    said.refresh_from_db()
    assert (said.locale.language_code, said.text) == ("fr", "A law.")


def test_in_a_language_that_one_does_not_moderate_it_waits_for_who_does(forum, dialogue, moderator):
    french = shelf_of(forum, Locale.objects.get(language_code="fr"))
    member = make_editor(french, "french@example.org")
    said = say(dialogue, member, "A law.", "fr")
    client = signed_in(member)
    send(client, correct_address(said), text="A good law.")
    said.refresh_from_db()
    assert said.status == Status.SHOWN
    send(client, correct_address(said), language="en")
    said.refresh_from_db()
    assert said.status == Status.WAITING
    actions.approve(said, moderator)


def test_what_was_sent_back_for_its_language_waits_again(dialogue, asha):
    said = say(dialogue, asha, "A law.", "fr", status=Status.RETURNED)
    send(signed_in(asha), correct_address(said), language="en")
    said.refresh_from_db()
    assert (said.status, said.locale.language_code) == (Status.WAITING, "en")


@pytest.mark.parametrize("why", ["closed", "room"])
def test_nobody_puts_it_right_where_nothing_can_be_said(dialogue, asha, why):
    said = say(dialogue, asha, "A law.", "fr")
    if why == "closed":
        DialoguePage.objects.update(state=DialogueState.CLOSED)
    else:
        restrict(dialogue, "groups")
    assert send(signed_in(asha), correct_address(said), language="en").status_code == 422
    assert Contribution.objects.get(pk=said.pk).locale.language_code == "fr"


def test_a_translator_of_what_became_another_language_loses_no_word(dialogue, asha):
    said = say(dialogue, make_member(), "A law.", "en")
    client, address = signed_in(asha), f"/fr/dialogue/said/{said.pk}/translate/"
    data = typed(client, address, text="Une loi.")
    french = Locale.objects.get(language_code="fr")
    Contribution.objects.filter(pk=said.pk).update(locale=french, original_locale=french)
    page = client.post(address, data)
    assert page.status_code == 403
    assert "Une loi." in page.text
