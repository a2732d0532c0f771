"""Two who work on the same translation: the second is told, and loses nothing."""

import pytest

from dialogue.models import Contribution, FormerText
from tests.dialogue.doing import send, signed_in, typed
from tests.dialogue.test_translations import DRAFTS, address_of, drafted, read
from tests.makers import (
    committed,
    make_member,
    make_reader,
    make_trusted,
    say,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(dialogue):
    """Something in Nepali."""
    return say(dialogue, make_member("asha@example.org"), "कानून चाहिन्छ", "ne", approved=True)


@pytest.fixture
def translator():
    return make_reader("translator@example.org", writes=["fr"])


@pytest.fixture
def second():
    return make_trusted(make_reader("second@example.org", "ne", "fr"))


def once_more(client, address, response):
    """Send the form again as it was shown when it was refused."""
    form = response.context["form"]
    return client.post(address, {name: form[name].value() or "" for name in form.fields})


def test_who_translates_while_the_author_corrects_is_told_and_loses_nothing(said, translator):
    client = signed_in(translator)
    data = typed(client, address_of(said), text="Il faut une loi")
    Contribution.objects.filter(pk=said.pk).update(text="कानून चाहिँदैन")
    response = client.post(address_of(said), data)
    assert response.status_code == 422
    assert "Il faut une loi" in response.text
    assert "कानून चाहिँदैन" in response.text
    assert not Contribution.objects.translations().exists()
    assert once_more(client, address_of(said), response).status_code == 302


def test_of_two_who_translate_at_once_the_second_sees_both(said, translator):
    other = make_reader("other@example.org", writes=["fr"])
    client = signed_in(other)
    data = typed(client, address_of(said), text="On a besoin d’une loi")
    drafted(said, translator)
    response = client.post(address_of(said), data)
    assert response.status_code == 422
    assert "Il faut une loi" in response.text
    assert "On a besoin d’une loi" in response.text
    assert Contribution.objects.translations().get().draft == "Il faut une loi"
    assert once_more(client, address_of(said), response).status_code == 302
    translation = Contribution.objects.translations().get()
    assert (translation.draft, translation.drafted_by) == ("On a besoin d’une loi", other)
    assert FormerText.objects.get().text == "Il faut une loi"  # not lost either


def test_a_draft_that_was_changed_meanwhile_is_not_published_unread(said, translator, second):
    translation = drafted(said, translator)
    client, address = signed_in(second), f"{DRAFTS}{translation.pk}/"
    data = typed(client, address, answer="publish")
    drafted(said, translator, "Insulte")
    assert "Insulte" in client.post(address, data).text
    assert "Insulte" not in read("fr")


@pytest.mark.parametrize("faster", ["publish", "decline"])
@pytest.mark.parametrize("what", ["publish", "decline"])
def test_who_reads_a_draft_over_while_another_was_faster_is_told_and_loses_nothing(
    said, translator, second, what, faster
):
    third = make_trusted(make_reader("third@example.org", "ne", "fr"))
    translation = drafted(said, translator)
    client, address = signed_in(third), f"{DRAFTS}{translation.pk}/"
    data = typed(client, address, answer=what, reason="It says no.")
    with committed():
        send(signed_in(second), address, answer=faster, reason="Not so.")
    response = client.post(address, data)
    assert response.status_code == 422
    assert "Somebody else has seen to it meanwhile." in response.text
    assert "It says no." in response.text
    assert client.get(address).status_code == 302


def test_what_neither_publishes_nor_sends_back_is_not_done(said, translator, second):
    translation = drafted(said, translator)
    response = send(signed_in(second), f"{DRAFTS}{translation.pk}/", reason="It says no.")
    assert response.status_code == 403
    assert "It says no." in response.text


def test_a_double_click_translates_and_publishes_once(said, translator, second, mailoutbox):
    def click_twice(member, address, **words):
        data = typed(signed_in(member), address, **words)
        for _ in range(2):
            with committed():
                assert signed_in(member).post(address, data).status_code == 302

    for text, what in (("Il faut une loi", "publish"), ("Une loi, vite", "decline")):
        click_twice(translator, address_of(said), text=text)
        [translation] = Contribution.objects.translations()
        click_twice(second, f"{DRAFTS}{translation.pk}/", answer=what, reason="Slower.")
    assert FormerText.objects.get().text == "Une loi, vite"
    assert len(mailoutbox) == 1
