"""Where dialogues show: in feeds, on the front page, with the organisations that host them."""

from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from dialogue.models import Contribution, DialoguePage
from tests.dialogue.doing import say_in, send, signed_in
from tests.makers import (
    committed,
    count_queries,
    make_case,
    make_dialogue,
    make_directory,
    make_member,
    make_profile,
    publish,
    restrict,
    say,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def author():
    return make_member("author@example.org", name="Asha")


# Feeds -----------------------------------------------------------------------------------


def feed_of(dialogue, language="en"):
    return Client().get(f"/{language}/feeds/dialogue/{dialogue.translation_key}/")


def entries(dialogue, language="en"):
    return ElementTree.fromstring(feed_of(dialogue, language).content).findall(f"{ATOM}entry")


def told(entry, name):
    return entry.find(f"{ATOM}{name}").text


def test_a_feed_has_what_was_said_in_the_best_version_and_says_its_language(dialogue, author):
    said = say(dialogue, author, "कानून चाहिन्छ", "ne")
    say_in(said, "fr", "Il faut une loi", how="machine")
    say(dialogue, author, "A law.")
    found = [(told(entry, "title"), entry.get(XML_LANG)) for entry in entries(dialogue, "fr")]
    assert found == [("A law.", "en"), ("Il faut une loi", "fr")]
    assert [entry.get(XML_LANG) for entry in entries(dialogue, "ar")] == ["en", "ne"]
    Contribution.objects.filter(pk=said.pk).update(text="कानून")
    behind = told(entries(dialogue, "fr")[1], "summary")
    with override("fr"):
        assert gettext("The original was changed since.") in behind
    summary = told(entries(dialogue, "fr")[1], "summary")
    assert '<div lang="fr" dir="ltr"><p>Il faut une loi</p></div>' in summary
    with override("fr"):
        assert "machine" in summary


def test_an_entry_leads_to_the_place_of_what_was_said(dialogue, author):
    said = say(dialogue, author, "A law \x07 & <b>")
    [entry] = entries(dialogue, "fr")
    link = entry.find(f"{ATOM}link").get("href")
    assert link == f"http://testserver/fr/dialogue/said/{said.pk}/"
    assert Client().get(link)["Location"].endswith(f"#{said.anchor}")
    assert told(entry, "title") == "A law & <b>"
    assert "<b>" not in told(entry, "summary")
    assert entry.find(f"{ATOM}author/{ATOM}name").text == "Asha"
    assert told(entry, "id") == told(entries(dialogue, "ne")[0], "id")


def test_only_what_readers_see_is_in_a_feed(dialogue, author):
    for status in ("waiting", "declined", "hidden", "withdrawn"):
        say(dialogue, author, f"Canary {status}.", status=status)
    assert entries(dialogue) == []
    assert "Canary" not in feed_of(dialogue).text


def test_there_is_no_feed_of_a_room_that_is_not_public(forum, dialogue, author):
    say(dialogue, author, "Canary.")
    restrict(forum)
    assert feed_of(dialogue).status_code == 404
    inside = Client()
    inside.force_login(author)
    assert inside.get(f"/en/feeds/dialogue/{dialogue.translation_key}/").status_code == 404
    assert feed_of(forum).status_code == 404


def test_a_feed_costs_the_same_however_much_is_said(dialogue, author):
    for number in range(40):
        say_in(say(dialogue, author, f"No {number}."), "fr", f"Numéro {number}")
    feed_of(dialogue, "fr")
    queries, _feed = count_queries(feed_of, dialogue, "fr")
    assert len(entries(dialogue, "fr")) == 30
    assert queries <= 6


def test_a_dialogue_tells_programs_of_its_feed(dialogue):
    page = Client().get("/fr/dialogue/peace/law-or-no-law/").text
    assert f'href="/fr/feeds/dialogue/{dialogue.translation_key}/"' in page
    assert 'type="application/atom+xml"' in page


def test_a_room_says_that_it_is_one_and_tells_of_no_feed(forum, dialogue, author):
    restrict(forum)
    inside = Client()
    inside.force_login(author)
    page = inside.get("/en/dialogue/peace/law-or-no-law/").text
    assert "Not everybody can read this" in page
    assert "Pass this on" not in page
    assert f"/feeds/dialogue/{dialogue.translation_key}/" not in page


def test_what_is_hidden_and_shown_again_is_no_news(dialogue, author):
    said = say(dialogue, author, "First.")
    say(dialogue, author, "Second.")
    Contribution.objects.filter(pk=said.pk).update(status="hidden")
    said.refresh_from_db()
    said.status = "shown"
    said.save()
    assert [told(entry, "title") for entry in entries(dialogue)] == ["Second.", "First."]


# Pages -----------------------------------------------------------------------------------


def open_dialogues(site, *chosen):
    """The front page, with a row of these dialogues, or of the latest that are open."""
    rows = [("dialogues", {"heading": "Join in", "number": 2, "chosen": list(chosen)})]
    with committed():
        publish(site.home, rows=rows)
    return Client().get("/fr/").text


def test_the_front_page_shows_open_dialogues_with_their_voices_and_languages(
    site, forum, dialogue, author
):
    closed = make_dialogue(forum, "Over", opens_on=date(2020, 1, 1), closes_on=date(2020, 2, 1))
    for member, text, language in (
        (author, "A law.", "en"),
        (author, "Money.", "en"),
        (make_member("b@example.org"), "कानून", "ne"),
    ):
        say_in(say(dialogue, member, text, language), "fr", "Une loi")
    say(dialogue, make_member(), "Canary.", status="waiting")
    page = open_dialogues(site)
    assert "Law or no law" in page
    assert "Over" not in page
    card = Client().get("/en/").text
    assert "2 voices · 2 languages" in card
    assert 'href="/en/dialogue/"' in card
    assert "2 voices" in Client().get("/en/dialogue/peace/").text
    chosen = open_dialogues(site, closed)
    assert "Over" in chosen
    assert "Law or no law" not in chosen


def test_from_how_many_countries_people_speak_is_counted_where_they_say_so(forum, dialogue):
    for n, country in enumerate(("NP", "KE", "KE", "")):
        said = say(dialogue, make_member(f"{n}@example.org"), "A law.")
        Contribution.objects.filter(pk=said.pk).update(country=country)
    assert "4 voices · 2 countries · 1 language" in Client().get("/en/dialogue/peace/").text


def test_the_country_one_speaks_from_is_asked_for_once_and_not_shown(dialogue):
    client = signed_in(make_member(name="Asha"))
    address = f"/en/dialogue/write/{dialogue.translation_key}/"
    send(client, address, text="A law.", country="NP")
    assert Contribution.objects.get().country == "NP"
    assert client.get(address).context["form"]["country"].value() == "NP"
    assert "Nepal" not in client.get("/en/dialogue/own/").text


def test_the_page_of_a_country_leads_to_the_dialogues_on_it(site, forum, dialogue, author):
    case = make_case(site, "A council", country="KE")
    host = make_profile(make_directory(site), "A network", country="GH")
    dialogue.cases = [DialoguePage.cases.rel.related_model(case_study=case)]
    dialogue.hosts = [DialoguePage.hosts.rel.related_model(stakeholder=host)]
    with committed():
        dialogue.save_revision().publish()
    say(dialogue, author, "A law.")
    for iso in ("ke", "gh"):
        page = Client().get(f"/fr/knowledge/countries/{iso}/").text
        assert page.count("Law or no law") == 1
    assert "1 voice" in Client().get("/en/knowledge/countries/ke/").text
    assert "Law or no law" not in Client().get("/en/knowledge/countries/np/").text
    restrict(case)
    assert "Law or no law" not in Client().get("/en/knowledge/countries/ke/").text
    restrict(forum)
    assert "Law or no law" not in Client().get("/en/knowledge/countries/gh/").text


def test_a_room_is_not_on_the_front_page(site, forum, dialogue, author):
    say(dialogue, author, "Canary.")
    restrict(forum)
    assert "Law or no law" not in open_dialogues(site, dialogue)
    assert "Law or no law" not in open_dialogues(site)


def test_the_row_costs_the_same_for_two_dialogues_as_for_ten(site, forum, author):
    costs = []
    for number in (2, 10):
        chosen = [make_dialogue(forum, f"Question {number} {n}") for n in range(number)]
        for dialogue in chosen:
            say(dialogue, author, "A law.")
        open_dialogues(site, *chosen)
        costs.append(count_queries(Client().get, "/en/")[0])
    assert costs[0] == costs[1]


def test_the_page_of_an_organisation_tells_what_it_hosts(site, forum, dialogue):
    host = make_profile(make_directory(site), "A network")
    for page in (forum, dialogue):
        page.hosts = [type(page).hosts.rel.related_model(stakeholder=host)]
        with committed():
            page.save_revision().publish()
    other = make_member("b@example.org")
    for member, language in ((other, "ne"), (make_member("c@example.org"), "en")):
        say(dialogue, member, "कानून", language)
    Contribution.objects.filter(author=other).update(country="NP")
    shown = Client().get("/en/stakeholders/a-network/").text
    told = "Host of this dialogue · open · 2 voices · 1 country · 2 languages"
    assert f"Law or no law</a> <small>{told}</small>" in shown
    assert "Peace</a> <small>Host of this dialogue forum</small>" in shown
    restrict(forum)
    assert "Law or no law" not in Client().get("/en/stakeholders/a-network/").text
