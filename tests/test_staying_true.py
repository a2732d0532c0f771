"""Organisations ask to be listed, say yearly that it still holds, or do not want to be listed."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import (
    ModelLogEntry,
    TaskState,
)

from core.models import OutgoingMail
from core.public_forms import SIGNER
from stakeholders import listing_requests, staying_true
from stakeholders.confirmation import DORMANT, FRESH, UNANSWERED, State, confirmation_of
from stakeholders.models import Contact, ListingRequest, ProfilePage
from stakeholders.relay import Gone
from stakeholders.unlisted import is_unlisted
from tests.makers import make_profile, translate

pytestmark = pytest.mark.django_db

ASK = "/ne/stakeholders/ask/"
TODAY = timezone.now().date()


@pytest.fixture
def council(directory):
    return make_profile(directory, "Village Peace Council", website="https://council.example.org/")


@pytest.fixture
def contact(council):
    return Contact.objects.create(
        item=council.translation_key, name="Kanari", email="kanari@example.org", language="en"
    )


def typed(**fields):
    return {
        "form_number": SIGNER.sign(uuid.uuid4().hex),
        "title": "गाउँ शान्ति समिति",
        "kind": "local_committee",
        "level": "local",
        "country": "NP",
        "summary": "गाउँमा मेलमिलाप गर्ने समिति।",
        "text": "पहिलो अनुच्छेद।\n\nदोस्रो <b>अनुच्छेद</b>।",
        "contact_name": "Kanari",
        "email": "kanari@example.org",
        "scope": "messages",
        "agrees": "on",
    } | fields


def link_in(message):
    return re.search(r"http://localhost:8000(/\S+)", message.body)[1]


# Asking to be listed -----------------------------------------------------------------


def test_of_a_network_that_asks_very_often_the_words_stay_for_an_hour(client, directory, settings):
    settings.ACCOUNT_RATE_LIMITS = {"public_form": "0/h/ip"}
    answer = client.post(ASK, typed())
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert "kanari@example.org" in answer.text


def test_a_committee_asks_in_its_language_and_stands_as_a_draft_in_the_review(client, directory):
    form = client.get(ASK).text
    assert "<form" in form
    sent = client.post(ASK, typed(), follow=True)
    assert sent.redirect_chain[-1][0] == "/ne/stakeholders/ask/waits/"
    assert not ProfilePage.objects.exists(), "nothing is made before the address is confirmed"
    client.get(link_in(mail.outbox[0]))
    client.post(link_in(mail.outbox[0]))
    client.post(link_in(mail.outbox[0]))

    profile = ProfilePage.objects.get()
    assert (profile.locale.language_code, profile.live) == ("ne", False)
    assert profile.title == "गाउँ शान्ति समिति"
    assert [row.iso for row in profile.countries.all()] == ["NP"]
    assert "&lt;b&gt;" in str(profile.body.raw_data[0]["value"])
    assert TaskState.objects.filter(status="in_progress").count() == 1
    contact = Contact.objects.get()
    assert (contact.email, contact.language) == ("kanari@example.org", "ne")
    assert contact.item == profile.translation_key

    profile.get_latest_revision().publish()
    assert client.get("/fr/stakeholders/").text.count("गाउँ शान्ति समिति")


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, directory):
    answer = client.post(ASK, typed(email="nowhere", founded="2999", summary="गाउँ शान्ति समिति"))

    assert answer.status_code == 422
    assert "मेलमिलाप" not in answer.text
    assert "दोस्रो" in answer.text
    assert answer.text.count("errorlist") == 3
    assert not mail.outbox


def test_without_agreement_nothing_is_sent(client, directory):
    answer = client.post(ASK, typed(agrees=""))

    assert answer.status_code == 422
    assert not ListingRequest.objects.exists()


def test_nobodys_mailbox_is_filled_and_nobody_is_told_why(client, directory):
    answers = {client.post(ASK, typed(), follow=True).text for _ in range(6)}

    assert len(answers) == 1
    assert len(mail.outbox) == listing_requests.QUESTIONS


def test_more_than_the_network_can_look_at_waits(client, directory, monkeypatch):
    monkeypatch.setattr(listing_requests, "PER_SITE", 1)
    for n in range(2):
        client.post(ASK, typed(email=f"{n}@example.org"))
    first, second = map(link_in, mail.outbox)
    assert client.post(first).status_code == 302

    assert client.post(second).status_code == 429
    ListingRequest.objects.exclude(confirmed_at=None).update(
        confirmed_at=timezone.now() - timedelta(hours=25)
    )
    assert client.post(second).status_code == 302


def test_the_same_form_sent_twice_counts_once(client, directory):
    fields = typed()
    for _ in range(2):
        assert client.post(ASK, fields).status_code == 302

    assert len(mail.outbox) == 1


def test_an_unconfirmed_request_is_forgotten(client, directory):
    client.post(ASK, typed())
    ListingRequest.objects.update(created_at=timezone.now() - listing_requests.ASKERS.lasts)
    listing_requests.purge()

    assert client.get(link_in(mail.outbox[0])).status_code == 410
    assert client.get("/ne/stakeholders/ask/confirm/x/").status_code == 410


# The yearly question -----------------------------------------------------------------


def test_a_reader_learns_how_far_a_profile_can_be_relied_on():
    asked = date(2026, 3, 1)
    for confirmed_on, asked_on, days, state in (
        (None, None, 0, State.NEVER),
        (date(2025, 3, 1), None, 0, State.CONFIRMED),
        (date(2025, 3, 1), asked, UNANSWERED.days - 1, State.CONFIRMED),
        (date(2025, 3, 1), asked, UNANSWERED.days, State.UNANSWERED),
        (None, asked, UNANSWERED.days, State.UNANSWERED),
        (date(2025, 3, 1), asked, DORMANT.days, State.DORMANT),
        (asked, asked, DORMANT.days, State.CONFIRMED),
        (asked, None, FRESH.days + 1, State.LONG_AGO),
    ):
        found = confirmation_of(confirmed_on, asked_on, asked + timedelta(days=days))
        assert found.state == state
        assert found.on == confirmed_on


def ask(client, council, contact):
    ProfilePage.objects.update(confirmed_on=TODAY - timedelta(days=340))
    staying_true.ask_contacts()
    staying_true.ask_contacts()
    [question] = mail.outbox
    return question


def test_once_a_year_a_contact_confirms_with_one_click(client, council, contact):
    translate(council, "fr")
    staying_true.ask_contacts()
    assert not mail.outbox, "what is new is not asked about"

    question = ask(client, council, contact)
    assert question.to == ["kanari@example.org"]
    assert "Village Peace Council" in client.get(link_in(question)).text
    assert ProfilePage.objects.first().confirmed_on != TODAY, "looking confirms nothing"
    client.post(link_in(question), {"answer": "holds"})

    assert set(ProfilePage.objects.values_list("confirmed_on", flat=True)) == {TODAY}
    assert Contact.objects.get().consent_ends_on == TODAY + staying_true.YEAR
    assert "Confirmed by the organisation" in client.get(council.url).text
    ProfilePage.objects.get(pk=council.pk).save_revision().publish()
    assert ProfilePage.objects.get(pk=council.pk).confirmed_on == TODAY


def test_unanswered_the_profile_says_so_and_later_is_dormant(client, council, contact):
    ask(client, council, contact)

    for silent, words in ((UNANSWERED, "has not answered our"), (DORMANT, "perhaps it rests")):
        ProfilePage.objects.update(asked_on=TODAY - silent)
        assert words in client.get(council.url).text


def test_what_has_changed_goes_into_the_review(client, council, contact):
    council.website, council.title = "https://new.example.org/", "Village Peace Council"
    council.save_revision()
    council.get_workflow().start(ProfilePage.objects.get(pk=council.pk), None)
    question = ask(client, council, contact)
    fields = {"summary": "It rests.", "status": "dormant", "place": ""}
    fields["website"] = "https://council.example.org/"
    refused = client.post(link_in(question), fields | {"answer": "changed", "status": "x"})
    assert refused.status_code == 422
    assert "It rests." in refused.text

    client.post(link_in(question), fields | {"answer": "changed"})

    council.refresh_from_db()
    assert council.status == "active"
    draft = council.get_latest_revision_as_object()
    assert (draft.status, draft.summary) == ("dormant", "It rests.")
    assert draft.website == "https://new.example.org/", "what an editor has drafted stays"
    assert TaskState.objects.filter(status="in_progress").count() == 1
    assert council.confirmed_on == TODAY


def test_who_does_not_want_to_be_listed_is_gone_and_stays_away(client, council, contact):
    french = translate(council, "fr")
    question = ask(client, council, contact)

    client.post(link_in(question), {"answer": "away"})

    for language in ("en", "fr"):
        assert client.get(f"/{language}/stakeholders/village-peace-council/").status_code == 404
    assert not Contact.objects.exists()
    assert is_unlisted("other", "Village Peace Council", "")
    assert is_unlisted("other", "", council.website)
    assert client.get(link_in(question)).status_code == 410
    [entry] = ModelLogEntry.objects.filter(action="stakeholders.do_not_list")
    assert "Village" not in entry.label
    assert not ProfilePage.objects.filter(pk__in=[council.pk, french.pk]).exists()


def test_links_of_others_open_nothing(client, council, contact):
    link = link_in(ask(client, council, contact))
    contact.email = "somebody.else@example.org"
    contact.save()

    for address in (link, "/en/stakeholders/confirm/x/"):
        assert client.post(address, {"answer": "away"}).status_code == 410
    assert ProfilePage.objects.get().live


def test_a_contact_whose_year_is_nearly_over_is_asked_though_the_profile_is_fresh(
    client, council, contact
):
    ProfilePage.objects.update(confirmed_on=TODAY)
    Contact.objects.update(consent_ends_on=TODAY + timedelta(days=20))
    for _ in range(2):
        staying_true.ask_contacts()

    assert len(mail.outbox) == 1


def test_who_is_gone_meanwhile_does_not_come_back(client, council, contact):
    link = link_in(ask(client, council, contact))
    stale = Contact.objects.get()
    Contact.objects.all().delete()

    with pytest.raises(Gone):
        staying_true.confirm(stale)
    assert not Contact.objects.exists()
    assert client.post(link, {"answer": "holds"}).status_code == 410


def test_a_contact_goes_with_the_organisation_and_with_the_mails_that_wait(
    council, contact, settings
):
    settings.EMAIL_BACKEND, settings.MAIL_SERVER = (
        "core.mails.Queue",
        ("django.core.mail.backends.smtp.EmailBackend"),
    )
    settings.EMAIL_PORT = 1  # nobody is there
    mail.send_mail("Hello", "Words", None, [contact.email])
    council.delete()
    staying_true.forget_contacts()

    assert not Contact.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_nobody_is_written_to_without_consent_and_later_nothing_is_left(client, council, contact):
    ProfilePage.objects.update(confirmed_on=TODAY - timedelta(days=700))
    Contact.objects.update(consent_ends_on=TODAY)

    staying_true.ask_contacts()
    assert not mail.outbox
    staying_true.forget_contacts()
    assert Contact.objects.exists()
    Contact.objects.update(consent_ends_on=TODAY - staying_true.BEFORE_THE_END - timedelta(days=1))
    staying_true.forget_contacts()

    assert not Contact.objects.exists()
    assert "anari" not in str(list(ModelLogEntry.objects.values_list("label", "data")))
