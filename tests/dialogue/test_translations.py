"""What one member said is translated by another, and read over by a third."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from wagtail.models import Locale

from core import actions as core_actions
from core.models.provenance import How
from dialogue import actions, trust
from dialogue.models import Contribution, FormerText
from dialogue.translations import seen_of, translation_into
from dialogue.vocabularies import Status
from members.actions import erase
from tests.dialogue.doing import say_in, send, signed_in, typed
from tests.makers import (
    committed,
    count_queries,
    make_member,
    make_reader,
    make_trusted,
    restrict,
    say,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

DRAFTS = "/en/dialogue/translations/"


@pytest.fixture
def moderator(moderator):
    """One who writes French, and reads Nepali."""
    for position, code in enumerate(("fr", "ne")):
        moderator.languages.create(code=code, writes=code == "fr", position=position)
    return moderator


@pytest.fixture
def said(dialogue):
    """Something in Nepali."""
    return say(dialogue, make_member("asha@example.org"), "कानून चाहिन्छ", "ne", approved=True)


@pytest.fixture
def translator():
    return make_reader("translator@example.org", "ne", writes=["fr"], name="Amélie")


@pytest.fixture
def second():
    return make_trusted(make_reader("second@example.org", "ne", "fr"))


def address_of(said, language="fr"):
    return f"/{language}/dialogue/said/{said.pk}/translate/"


def read(language, query=""):
    return Client().get(f"/{language}/dialogue/peace/law-or-no-law/{query}").text


def drafted(said, translator, text="Il faut une loi", language="fr"):
    """The translation of an original, after a member has proposed a text."""
    locale = Locale.objects.get(language_code=language)
    seen = seen_of(said, translation_into(said, locale))
    with committed():
        return actions.propose(said, language, translator, text, seen)


def answer(member, translation, what):
    more = {"reason": "It says no."} if what == "decline" else {}
    return send(signed_in(member), f"{DRAFTS}{translation.pk}/", answer=what, **more)


def shown(said, translator, second, text="Il faut une loi"):
    """A translation that a second person has published."""
    translation = drafted(said, translator, text)
    assert answer(second, translation, "publish").status_code == 302
    return Contribution.objects.get(pk=translation.pk)


# Translating -----------------------------------------------------------------------------


def test_a_translation_is_read_once_a_second_person_has_published_it(said, translator, second):
    client = signed_in(translator)
    assert "कानून चाहिन्छ" in client.get(address_of(said)).text
    response = send(client, address_of(said), text="Il faut une loi")
    assert "Il faut une loi" in client.get(response["Location"]).text
    assert "Il faut une loi" not in read("fr")

    assert "Il faut une loi" in signed_in(second).get(DRAFTS).text
    translation = Contribution.objects.translations().get()
    answer(second, translation, "publish")
    page = read("fr")
    assert "Il faut une loi" in page
    assert "कानून चाहिन्छ" in page  # one tap away
    assert "Amélie" in page
    assert "Il faut une loi" not in signed_in(second).get(DRAFTS).text
    translation.refresh_from_db()
    assert (translation.author, translation.approved_by) == (translator, second)
    assert translation.made_from == said.digest


def test_the_thread_leads_to_translating_what_is_not_in_ones_language(said, translator, second):
    assert address_of(said) in read("fr")
    assert address_of(said, "ne") not in read("ne")
    shown(said, translator, second)
    assert address_of(said) in read("fr")  # to improve it
    assert address_of(said) in read("fr", "?as-written")
    assert Client().get(address_of(said))["Location"].startswith("/fr/account/login/")


def test_one_translates_into_languages_one_writes_but_not_into_that_of_the_original(said):
    """They are told where to say which they write."""
    writer = make_reader("writer@example.org", "fr", writes=["ne"])
    for language, text in (("fr", 'href="/fr/account/"'), ("ne", "कानून चाहिन्छ")):
        page = signed_in(writer).get(address_of(said, language)).text
        assert text in page
        assert "<textarea" not in page
        with pytest.raises(PermissionDenied):
            drafted(said, writer, "कानून", language)


@pytest.mark.parametrize("status", [Status.WAITING, Status.HIDDEN, Status.WITHDRAWN])
def test_what_is_not_shown_is_not_translated_and_what_was_typed_is_given_back(
    said, translator, second, status
):
    translation = drafted(said, translator)
    client = signed_in(translator)
    data = typed(client, address_of(said), text="Une loi, il en faut une")
    Contribution.objects.filter(pk=said.pk).update(status=status)
    response = client.post(address_of(said), data)
    assert response.status_code == 404
    assert "Une loi, il en faut une" in response.text
    assert client.get(address_of(said)).status_code == 404
    assert "Il faut une loi" not in signed_in(second).get(DRAFTS).text
    assert signed_in(second).get(f"{DRAFTS}{translation.pk}/").status_code == 404


def test_in_a_room_by_invitation_nobody_else_translates(said, dialogue, translator, second):
    translation = drafted(said, translator)
    restrict(dialogue, "groups")
    for member in (translator, second):
        client = signed_in(member)
        assert client.get(address_of(said)).status_code == 404
        assert client.get(f"{DRAFTS}{translation.pk}/").status_code == 404
        assert "कानून" not in client.get(DRAFTS).text
    for act, more in ((actions.publish_translation, ()), (actions.decline_translation, ("No.",))):
        with pytest.raises(PermissionDenied):
            act(translation, second, seen_of(said, translation), *more)
    with pytest.raises(PermissionDenied):
        drafted(said, translator, "Une loi")


# The second person -----------------------------------------------------------------------


def test_nobody_publishes_what_they_translated_nor_what_they_cannot_read(said, translator):
    translation = drafted(said, translator)
    address = f"{DRAFTS}{translation.pk}/"
    for member in (translator, make_reader("french@example.org", "fr"), make_member()):
        assert signed_in(member).get(address).status_code == 404
        assert address not in signed_in(member).get(DRAFTS).text
        with pytest.raises(PermissionDenied):
            actions.publish_translation(translation, member, seen_of(said, translation))
    assert Client().get(address)["Location"].startswith("/en/account/login/")


def test_the_list_costs_the_same_however_much_waits(dialogue, translator, second):
    author, costs = make_member(), set()
    for number in (1, 4):
        for n in range(number):
            drafted(say(dialogue, author, f"कानून {number} {n}", "ne"), translator, f"Loi {n}")
        for member in (translator, second):
            queries, _ = count_queries(signed_in(member).get, DRAFTS)
            costs.add((member, queries))
    assert len(costs) == 2


def test_what_is_sent_back_is_told_its_translator(said, moderator, translator, second, mailoutbox):
    translation = drafted(said, translator, "Une bêtise")
    answer(second, translation, "decline")
    assert "bêtise" not in signed_in(translator).get(DRAFTS).text
    [mail] = mailoutbox
    assert mail.to == ["translator@example.org"]
    assert address_of(said) in mail.body
    assert "bêtise" not in mail.body
    assert "Une bêtise" in signed_in(moderator).get(f"/admin/dialogue/{said.pk}/").text


def test_links_in_a_translation_are_read_by_a_moderator(said, translator, second, moderator):
    draft = drafted(said, translator, "Achetez https://spam.example/")
    assert answer_of(second, draft) == 404
    assert "spam.example" not in signed_in(second).get(DRAFTS).text
    answer(moderator, draft, "publish")
    assert "spam.example" in read("fr")


def test_an_address_that_is_no_link_is_read_by_whoever_is_trusted(said, translator, second):
    draft = drafted(said, translator, "Comme ftp://loi.example")
    answer(second, draft, "publish")
    assert "ftp://loi.example" in read("fr")


@pytest.mark.parametrize("text", ["Il faut une loi", "Une loi : https://loi.example/"])
def test_a_moderator_who_does_not_read_the_original_is_told_why_they_publish_no_translation(
    said, translator, moderator, text
):
    draft = drafted(said, translator, text)
    moderator.languages.get(code="ne").delete()
    client, why = signed_in(moderator), "You have not said that you read both languages."
    listed, page = client.get(DRAFTS).text, client.get(f"{DRAFTS}{draft.pk}/").text
    for shown in (listed, page):
        assert "Il faut une loi" in shown or "loi.example" in shown
        assert why in shown
    assert 'value="publish"' not in page
    assert f"{DRAFTS}{draft.pk}/" not in listed
    assert send(client, f"{DRAFTS}{draft.pk}/", answer="publish").status_code == 403
    seen = seen_of(said, draft)
    for act, more in ((actions.publish_translation, ()), (actions.decline_translation, ("No.",))):
        with pytest.raises(PermissionDenied):
            act(draft, moderator, seen, *more)
    moderator.languages.create(code="ne", position=5)
    assert why not in signed_in(moderator).get(DRAFTS).text
    answer(moderator, draft, "publish")
    assert "loi" in read("fr")


def test_who_is_not_trusted_yet_reads_no_translation_over(said, translator):
    stranger = make_reader("stranger@example.org", "ne", "fr")
    draft = drafted(said, translator)
    assert answer_of(stranger, draft) == 404
    assert draft.draft not in signed_in(stranger).get(DRAFTS).text


def answer_of(member, draft):
    return signed_in(member).get(f"{DRAFTS}{draft.pk}/").status_code


def test_a_better_translation_stands_in_its_place_once_it_is_approved(said, translator, second):
    shown(said, translator, second)
    other = make_reader("other@example.org", writes=["fr"])
    translation = drafted(said, other, "Une loi, vite")
    assert "Il faut une loi" in read("fr")
    assert "Une loi, vite" not in read("fr")
    answer(second, translation, "publish")
    assert "Une loi, vite" in read("fr")
    assert "Il faut une loi" not in read("fr")
    assert FormerText.objects.get().text == "Il faut une loi"


def test_who_was_approved_five_times_translates_into_that_language_alone(
    dialogue, translator, second
):
    author = make_member()
    for number in range(trust.TRANSLATIONS_TRUSTED):
        one = say(dialogue, author, f"कानून {number}", "ne")
        shown(one, translator, second, f"Loi {number}")
    last = say(dialogue, author, "शान्ति", "ne")
    response = send(signed_in(translator), address_of(last), text="La paix")
    assert response["Location"] == f"/fr/dialogue/said/{last.pk}/"
    assert "La paix" in read("fr")
    translator.languages.create(code="ar", writes=True, position=9)
    assert drafted(last, translator, "السلام", "ar").status == Status.WAITING
    translator.languages.get(code="ne").delete()
    another = say(dialogue, author, "न्याय", "ne")
    send(signed_in(translator), address_of(another), text="La justice")
    assert "La justice" not in read("fr")


def test_who_moderates_in_a_language_translates_into_it_alone(said, moderator):
    send(signed_in(moderator), address_of(said), text="Il faut une loi")
    assert "Il faut une loi" in read("fr")


def test_who_moderates_and_does_not_read_the_original_translates_it_with_a_second_person(
    said, moderator
):
    moderator.languages.get(code="ne").delete()
    client = signed_in(moderator)
    assert not client.get(address_of(said)).context["alone"]
    send(client, address_of(said), text="Il faut une loi")
    assert "Il faut une loi" not in read("fr")


# What becomes of it ----------------------------------------------------------------------


def test_when_the_author_corrects_readers_of_the_translation_are_told(said, dialogue):
    for text in ("एक", "दुई"):
        say(dialogue, said.author, text, "ne", approved=True)
    translator = make_reader("english@example.org", writes=["en"])
    second = make_trusted(make_reader("both@example.org", "ne", "en"))
    answer(second, drafted(said, translator, "We need a law", "en"), "publish")
    changed = "The original was changed since."
    assert changed not in read("en")
    send(signed_in(said.author), f"/ne/dialogue/said/{said.pk}/correct/", text="कानून चाहिँदैन")
    assert "We need a law" in read("en")
    assert changed in read("en")
    # It holds all the same, says somebody who sends it as it is.
    said.refresh_from_db()
    answer(second, drafted(said, translator, "We need a law", "en"), "publish")
    assert changed not in read("en")


def test_who_says_that_a_translation_still_holds_has_not_changed_it(
    said, translator, second, mailoutbox
):
    shown(said, translator, second)
    Contribution.objects.filter(pk=said.pk).update(text="कानून चाहिन्छ, चाँडै")
    said.refresh_from_db()
    other = make_reader("other@example.org", writes=["fr"], name="Bola")
    now = shown(said, other, second)
    assert (now.made_from, now.draft, now.drafted_by) == (said.digest, "", None)
    assert (now.author, now.changed_by, now.approved_by) == (translator, None, second)
    assert "Bola" not in read("fr")
    assert not FormerText.objects.exists()
    assert not mailoutbox
    assert trust.translations_approved(translator, now.locale) == 1
    # Nor does its translator, who publishes alone by now, lose what it earned.
    translator.is_superuser = True
    translator.save()
    Contribution.objects.filter(pk=said.pk).update(text="कानून चाहिन्छ!")
    said.refresh_from_db()
    assert drafted(said, translator).draft == ""
    assert trust.translations_approved(translator, now.locale) == 1


def test_a_machines_words_that_somebody_sends_as_they_are_have_been_checked(
    said, translator, second
):
    say_in(said, "fr", "Il faut une loi", how=How.MACHINE)
    Contribution.objects.filter(pk=said.pk).update(text="कानून चाहिन्छ, चाँडै")
    said.refresh_from_db()
    assert shown(said, translator, second).how == How.MACHINE_CHECKED


def test_of_an_erased_translator_the_translation_stays_without_a_name(said, translator, second):
    shown(said, translator, second)
    assert "Amélie" in read("fr")
    erase(translator)
    assert "Il faut une loi" in read("fr")
    assert "Amélie" not in read("fr")


def test_a_withdrawn_dialogue_brings_its_translations_back(
    said, dialogue, translator, second, admin
):
    for text in ("Une loi", "Il faut une loi"):
        shown(said, translator, second, text)
    with committed():
        record = core_actions.withdraw(dialogue, admin)
    assert not FormerText.objects.exists()
    with committed():
        core_actions.bring_back(record, admin)
    assert "Il faut une loi" in read("fr")
    assert FormerText.objects.get().text == "Une loi"


def test_what_its_author_withdraws_is_gone_in_all_languages(said, translator, second):
    for text in ("Une loi", "Il faut une loi"):
        shown(said, translator, second, text)
    actions.withdraw(said, said.author)
    assert not Contribution.objects.translations().exists()
    assert not FormerText.objects.exists()


@pytest.mark.parametrize("is_sealed", [False, True])
def test_of_who_changed_a_translation_and_was_erased_nobody_else_gets_the_words(
    said, dialogue, translator, second, admin, is_sealed
):
    other = make_reader("other@example.org", "ne", writes=["fr"], name="Bola")
    shown(said, translator, second)
    shown(said, other, second, "Une loi, il en faut une")
    if is_sealed:
        with committed():
            record = core_actions.withdraw(dialogue, admin)
        erase(other)
        with committed():
            core_actions.bring_back(record, admin)
    else:
        erase(other)
    page = read("fr")
    assert "Une loi, il en faut une" in page
    assert "Amélie" not in page
    assert trust.translations_approved(translator, Locale.objects.get(language_code="fr")) == 0
