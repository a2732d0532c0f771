"""A machine drafts a translation where that is allowed, and a person answers for it."""

import pytest
import requests
from django.core.cache import cache
from django.utils.translation import gettext, override

from core.models.provenance import How
from dialogue.models import Contribution
from tests.dialogue.doing import send, signed_in, typed
from tests.dialogue.test_translations import DRAFTS, address_of, answer, drafted, read
from tests.makers import make_member, make_reader, make_trusted, restrict, say
from tests.translation_server import translation_server

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

SILENT = "The machine does not answer now. Try again later, or translate it yourself."
WARNING = (
    "A machine has drafted this. Compare every word with the original before you send it. Readers "
    "are told that a machine has translated it, and a person has checked it."
)
BUTTON = 'value="machine"'
CHECKED = "Traduit par une machine et relu par une personne"


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def machine(settings):
    with translation_server() as server:
        settings.TRANSLATOR_URL = f"http://{server.host}/"
        yield server


@pytest.fixture
def said(dialogue):
    text = "कानून & शान्ति\n\n- एक\n- दुई"
    return say(dialogue, make_member("asha@example.org"), text, "ne", approved=True)


@pytest.fixture
def translator():
    return make_reader("translator@example.org", "ne", writes=["fr"], name="Amélie")


@pytest.fixture
def second():
    return make_trusted(make_reader("second@example.org", "ne", "fr"))


def ask(member, said, language="fr", **words):
    """The page after somebody has asked the machine."""
    client, address = signed_in(member), address_of(said, language)
    return client.post(address, typed(client, address, **words) | {"answer": "machine"})


def field(response):
    return response.context["form"]["text"].value()


def french(text, language="fr"):
    with override(language):
        return gettext(text)


def is_said_to_be_drafted(response):
    return french(WARNING) in response.text


def send_on(member, said, response, **words):
    """Send the form as it was shown."""
    form = response.context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | words
    return signed_in(member).post(address_of(said), data)


# What is offered ----------------------------------------------------------------------------


def test_a_machine_fills_the_field_line_by_line(said, translator, machine, settings):
    settings.TRANSLATOR_URL = f"http://a%2Fkey@{machine.host}/"
    machine.key = "a/key"
    page = signed_in(translator).get(address_of(said)).text
    assert BUTTON in page
    assert machine.host in page  # who learns what was said
    assert "a/key" not in page
    assert "a%2Fkey" not in page
    response = ask(translator, said)
    assert response.status_code == 200
    assert field(response) == "(fr) कानून & शान्ति\n\n(fr) - एक\n(fr) - दुई"
    assert is_said_to_be_drafted(response)
    assert BUTTON not in response.text
    [asked] = machine.asked
    assert (asked["source"], asked["target"], asked["format"]) == ("ne", "fr", "html")
    assert not Contribution.objects.translations().exists()  # nobody has sent it yet


def test_what_was_typed_before_stands_beside_it_and_stays(said, translator, machine):
    response = ask(translator, said, text="Une loi & la\r\npaix")
    assert "(fr)" in field(response)
    assert "Une loi &amp; la" in response.text
    Contribution.objects.filter(pk=said.pk).update(text="शान्ति")
    refused = send_on(translator, said, response)
    assert refused.status_code == 422
    assert "Une loi &amp; la" in refused.text
    assert is_said_to_be_drafted(refused)
    assert "(fr)" in field(refused)


@pytest.mark.parametrize("address", ["", "http://127.0.0.1:9/"])
def test_no_machine_is_asked_that_nobody_has_set(said, translator, machine, settings, address):
    settings.TRANSLATOR_URL = address
    offered = BUTTON in signed_in(translator).get(address_of(said)).text
    response = ask(translator, said, text="Une loi")
    if address:
        assert offered
        assert response.status_code == 422
        assert response.context["problem"] == french(SILENT)
        assert field(response) == "Une loi"
    else:
        assert not offered
        assert response.status_code == 403
    assert not machine.asked


def test_what_people_alone_may_translate_is_told_no_machine(said, translator, machine, settings):
    settings.TRANSLATOR_URL += "?own=1"
    Contribution.objects.filter(pk=said.pk).update(by_people_only=True)
    assert BUTTON not in signed_in(translator).get(address_of(said)).text
    assert ask(translator, said).status_code == 403
    assert not machine.asked


def test_its_author_asks_later_that_no_machine_translates_it(said, translator, machine):
    address = f"/en/dialogue/said/{said.pk}/correct/"
    assert send(signed_in(said.author), address, by_people_only="on").status_code == 302
    assert BUTTON not in signed_in(translator).get(address_of(said)).text
    said.refresh_from_db()
    assert not said.edited_at
    page = signed_in(said.author).get(address)
    assert page.context["form"]["by_people_only"].value()
    assert send(signed_in(said.author), address, by_people_only="").status_code == 302
    assert BUTTON in signed_in(translator).get(address_of(said)).text


@pytest.mark.parametrize("kind", ["login", "groups"])
def test_what_is_said_in_a_closed_room_is_told_to_the_own_machine_only(
    said, dialogue, translator, machine, settings, kind
):
    guests = translator.groups.create(name="Guests")
    restrict(dialogue, kind, [guests] if kind == "groups" else [])
    assert BUTTON not in signed_in(translator).get(address_of(said)).text
    assert ask(translator, said).status_code == 403
    assert not machine.asked
    settings.TRANSLATOR_URL += "?own=1"
    page = signed_in(translator).get(address_of(said)).text
    assert BUTTON in page
    assert machine.host not in page
    assert "(fr)" in field(ask(translator, said))


def test_who_may_not_translate_there_has_no_machine_do_it(said, machine):
    for member in (make_reader("reader@example.org", "ne", "fr"), said.author):
        data = {"answer": "machine", "text": "x"}
        assert signed_in(member).post(address_of(said), data).status_code == 403
    writer = make_reader("writer@example.org", writes=["ne"])
    assert ask(writer, said, "ne").status_code == 403
    assert not machine.asked


def test_a_very_long_text_is_not_sent(said, translator, machine):
    Contribution.objects.filter(pk=said.pk).update(text="न" * 10_001)
    assert BUTTON not in signed_in(translator).get(address_of(said)).text
    assert ask(translator, said).status_code == 403


def test_one_member_asks_so_often_a_day(said, translator, second, machine, settings):
    settings.ACCOUNT_RATE_LIMITS = {"machine_draft": "1/d/user"}
    assert ask(translator, said).status_code == 200
    response = ask(translator, said, text="Une loi")
    assert response.status_code == 429
    assert field(response) == "Une loi"
    assert len(machine.asked) == 1
    other = make_reader("other@example.org", writes=["fr"])
    assert ask(other, said).status_code == 200


# Where it fails -----------------------------------------------------------------------------


def test_a_language_that_the_machine_does_not_know_is_said(said, machine):
    translator = make_reader("arab@example.org", writes=["ar"])
    response = ask(translator, said, "ar", text="قانون")
    assert response.status_code == 422
    assert response.context["problem"] != french(SILENT, "ar")
    assert field(response) == "قانون"


@pytest.mark.parametrize(
    "wrong",
    [
        (403, {"error": "Invalid API key"}),
        (429, {"error": "Slowdown: 5 per 1 minute"}),
        (500, {"error": "Cannot translate text: x"}),
        (200, {"translatedText": "one text for many"}),
        (200, {"translatedText": [1, 2, 3]}),
        (200, {"translatedText": None}),
        (200, {}),
        (200, []),
        (200, b"<html>"),
    ],
)
def test_a_machine_that_fails_takes_nothing_away(said, translator, machine, wrong):
    machine.answer = wrong
    response = ask(translator, said, text="Une loi")
    assert response.status_code == 422
    assert response.context["problem"] == french(SILENT)
    assert field(response) == "Une loi"


def test_a_machine_that_is_too_slow_is_not_waited_for(said, translator, machine, monkeypatch):
    def post(*args, timeout, **kwargs):
        assert timeout == 10
        raise requests.Timeout

    monkeypatch.setattr(requests, "post", post)
    response = ask(translator, said, text="Une loi")
    assert response.status_code == 422
    assert field(response) == "Une loi"


# What becomes of it -------------------------------------------------------------------------


def test_readers_are_told_that_a_machine_drafted_and_a_person_checked(
    said, translator, second, machine
):
    response = send_on(translator, said, ask(translator, said), text="Une loi, lue")
    assert response.status_code == 302
    translation = Contribution.objects.translations().get()
    assert "drafted by a machine" in signed_in(second).get(DRAFTS).text
    answer(second, translation, "publish")
    assert CHECKED in read("fr")
    translation.refresh_from_db()
    assert translation.how == How.MACHINE_CHECKED
    # Improved by a person, it is not less a machine's; translated anew, it is a person's.
    client = signed_in(translator)
    send(client, address_of(said), text="Une loi, relue")
    answer(second, translation, "publish")
    assert CHECKED in read("fr")


def test_what_a_person_translates_is_not_called_a_machines(said, translator, second, machine):
    answer(second, drafted(said, translator), "publish")
    assert CHECKED not in read("fr")
    assert "Amélie" in read("fr")


def test_the_editor_of_pages_offers_no_machine(settings, machine):
    assert not hasattr(settings, "WAGTAILLOCALIZE_MACHINE_TRANSLATOR")
