"""Where people type into the directory: editors, organisations themselves, strangers, files."""

import csv
import io
import re
import uuid
from datetime import timedelta
from urllib.parse import quote, urlsplit

from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from core import batches
from core.models import Batch
from core.public_forms import SIGNER
from stakeholders import digests, staying_true
from stakeholders.files.columns import COLUMNS
from stakeholders.models import Contact, DigestSubscription, ListingRequest, Message, ProfilePage
from tests.hostile.doors import comment, content_state, door

LINK = re.compile(r"^https?://[^/\s]+(/\S+)$", re.M)
AGO = timedelta(days=400)


# Profiles in the admin -------------------------------------------------------------------


def write_profile(client, ready, title="Words", **fields):
    """Send the form of a new profile, to be published."""
    rows = ("countries", "themes", "languages", "parents", "sources", "comments")
    form = {
        "title": title,
        "slug": "",
        "summary": "What it does.",
        "kind": "ngo",
        "status": "active",
        "body": streamfield([]),
        **{name: inline_formset([]) for name in rows},
        "action-publish": "on",
    }
    address = reverse(
        "wagtailadmin_pages:add", args=["stakeholders", "profilepage", ready.directory.pk]
    )
    return client.post(address, nested_form_data(form | fields))


def full_profile(texts, address="https://example.org/"):
    """The fields of a profile that says nothing but these texts, wherever there are words."""
    joined = " ".join(texts)
    return {
        "seo_title": joined,
        "search_description": joined,
        "summary": f"{joined} and more",
        "place": joined,
        "names": "\n".join(texts),
        "website": address,
        "countries": inline_formset([{"iso": "NP"}]),
        "sources": inline_formset([{"citation": joined, "url": address}]),
        "body": streamfield([("text", content_state(text, link=address)) for text in texts]),
        "comments": inline_formset([comment(text) for text in texts]),
    }


@door("title of a profile", most=255)
def title(client, ready, text):
    return write_profile(client, ready, text, seo_title=text)


@door("words of a profile", most=190)
def words(client, ready, text):
    return write_profile(client, ready, **full_profile([text]))


@door("website of a profile", most=200)
def website(client, ready, text):
    return write_profile(
        client,
        ready,
        website=text,
        sources=inline_formset([{"citation": "Act", "url": text}]),
    )


@door("choices of a profile")
def choices(client, ready, text):
    fields = dict.fromkeys(("kind", "level", "status", "founded"), text)
    rows = {"countries": "iso", "themes": "theme", "languages": "code"}
    fields |= {relation: inline_formset([{field: text}]) for relation, field in rows.items()}
    return write_profile(client, ready, **fields)


@door("place on the map")
def place_on_the_map(client, ready, text):
    address = reverse("stakeholders_show_on_map", args=[ready.profile.pk])
    form = {"precision": "place", "latitude": text, "longitude": text}
    client.post(address, form | {"precision": text})
    return client.post(address, form)


# Contacts --------------------------------------------------------------------------------


@door("contact of an organisation", most=100)
def contact(client, ready, text):
    address = reverse("stakeholders_contact_add", args=[ready.profile.pk])
    form = {
        "name": text,
        "email": "contact@example.org",
        "phone": text,
        "language": "fr",
        "scope": "question",
        "consent_given_on": "2026-01-01",
        "consent_ends_on": "2026-12-31",
        "consent_note": text,
    }
    client.post(address, form)
    client.get(reverse("stakeholders_contacts"), {"p": text})
    return client.post(address, form | {"email": text, "language": text, "scope": text})


@door("dates of a contact")
def contact_dates(client, ready, text):
    address = reverse("stakeholders_contact", args=[ready.contact.pk])
    dates = dict.fromkeys(("consent_given_on", "consent_ends_on"), text)
    return client.post(address, {"name": "Words"} | dates)


@door("reason for a look", most=300)
def reason(client, ready, text):
    address = reverse("stakeholders_contact", args=[ready.contact.pk])
    client.post(address, {"reason": text})
    return client.post(address, {"reason": text + " " * 300 + "too long"})


# Mails and their links -------------------------------------------------------------------


def form_number():
    return SIGNER.sign(uuid.uuid4().hex)


def follow_links(client, since, **form):
    """As those who get them: follow the links in the mails from the number `since` on."""
    while since < len(mail.outbox):
        for link in LINK.findall(mail.outbox[since].body)[-1:]:
            client.post(link, form)
        since += 1


def send_message(client, item, **fields):
    """A stranger writes and confirms it, and the contact refuses."""
    Message.objects.all().delete()  # of one day there would be too many
    since, stranger = len(mail.outbox), client.stranger()
    form = {"form_number": form_number(), "email": "writer@example.org", "words": "Good day."}
    answer = stranger.post(f"/en/stakeholders/message/{item}/", form | fields)
    follow_links(stranger, since, answer="refuse")
    return answer


@door("message to an organisation", most=5_000)
def message(client, ready, text):
    fields = {"name": text[:100], "words": text, "may_be_answered": "on"}
    send_message(client, ready.contact.item, **fields)
    return send_message(client, ready.contact.item, **fields | {"email": "nowhere"})


@door("address of who writes", most=254)
def writer(client, ready, text):
    fields = {"email": text, "may_be_answered": "on", "homepage": ""}
    answer = send_message(client, ready.contact.item, **fields)
    send_message(client, ready.contact.item, form_number=text, homepage=text)
    return answer


@door("organisation in our mails", most=255)
def organisation(client, ready, text):
    """All our mails that name it are written: the yearly question, and a message."""
    answer = write_profile(client, ready, text)
    profile = ProfilePage.objects.order_by("pk").last()
    Contact.objects.create(item=profile.translation_key, email="c@example.org", language="en")
    ProfilePage.objects.filter(pk=profile.pk).update(confirmed_on=timezone.now().date() - AGO)
    staying_true.ask_contacts()
    send_message(client, profile.translation_key)
    return answer


@door("answer to the yearly question", most=200)
def yearly_answer(client, ready, text):
    address = urlsplit(staying_true.confirmation_link(ready.contact)).path
    form = {"answer": "changed", "summary": text, "status": "dormant", "place": text, "website": ""}
    client.stranger().post(address, form)
    return client.stranger().post(address, form | {"website": text, "status": text})


ASK = "/en/stakeholders/ask/"


def ask_to_be_listed(client, **fields):
    """An organisation asks, and follows the link in the mail."""
    ListingRequest.objects.all().delete()  # of one day there would be too many
    since, stranger = len(mail.outbox), client.stranger()
    form = {
        "form_number": form_number(),
        "title": "Words",
        "kind": "ngo",
        "level": "local",
        "country": "NP",
        "summary": "What it does.",
        "contact_name": "Words",
        "email": "asks@example.org",
        "scope": "messages",
        "agrees": "on",
    }
    answer = stranger.post(ASK, form | fields)
    follow_links(stranger, since)
    return answer


@door("request to be listed", most=190)
def request(client, ready, text):
    fields = dict.fromkeys(("title", "place", "text", "contact_name"), text)
    fields["summary"] = f"{text} and more"
    ask_to_be_listed(client, **fields)
    return ask_to_be_listed(client, **fields, website=text, email="nowhere")


@door("choices of a request to be listed")
def request_choices(client, ready, text):
    names = ("form_number", "kind", "level", "country", "founded", "scope", "agrees")
    return ask_to_be_listed(client, **dict.fromkeys(names, text))


@door("link of the directory", most=4_000)
def link(client, ready, text):
    stranger, word = client.stranger(), quote(text, safe="")
    for path in ("confirm", "message", "message/send", "message/answer", "ask/confirm"):
        stranger.get(f"/en/stakeholders/{path}/{word}/")
        answer = stranger.post(f"/en/stakeholders/{path}/{word}/", {"answer": text})
    return answer


@door("address for updates by mail", most=254)
def digest(client, ready, text):
    """Somebody asks for all updates, follows the link, and leaves."""
    DigestSubscription.objects.all().delete()  # of one hour there would be too many
    since, stranger = len(mail.outbox), client.stranger()
    form = {"form_number": form_number(), "email": text}
    answer = stranger.post("/en/digest/", form)
    follow_links(stranger, since)
    for subscription in DigestSubscription.objects.all():
        stranger.post(urlsplit(digests.leaving_link(subscription)).path)
    stranger.post("/en/digest/", form | {"form_number": text, "homepage": text})
    return answer


@door("link of updates by mail", most=4_000)
def digest_link(client, ready, text):
    stranger, word = client.stranger(), quote(text, safe="")
    for path in ("", "confirm/", "leave/"):
        stranger.get(f"/en/digest/{path}{word}/")
        answer = stranger.post(f"/en/digest/{path}{word}/", {"List-Unsubscribe": text})
    return answer


@door("query of the directory", most=4_000)
def query(client, ready, text):
    text = text.replace('"', "")  # which has a test of its own
    asked = dict.fromkeys(("country", "kind", "level", "speaks", "order", "page", "q"), text)
    for path in ("", "by-level/", "map/"):
        answer = client.get(f"/fr/stakeholders/{path}", asked)
    client.get(reverse("profiles:index"), asked | {"p": text})
    return answer


# Files -----------------------------------------------------------------------------------


def import_file(client, content, name="profiles.csv", language="en"):
    """Hand in a file, look at what it would do, have it done; gives the look, or the refusal."""
    last = Batch.objects.order_by("pk").last()
    file = SimpleUploadedFile(name, content)
    answer = client.post(reverse("profiles:import"), {"file": file, "language": language})
    batch = Batch.objects.order_by("pk").last()
    if batch == last:
        return answer
    preview = reverse("profiles:import_preview", args=[batch.pk])
    answer = client.get(preview)
    client.post(preview, {"do": "import"})
    batches.work_off(batch.pk)
    client.get(reverse("core_batch", args=[batch.pk]))
    return answer


def csv_of(*rows):
    lines = io.StringIO(newline="")
    csv.writer(lines).writerows(rows)
    return lines.getvalue().encode()


@door("file of organisations", most=190)
def file(client, ready, text):
    """Of one row the words are the text, of the others each cell."""
    told = dict.fromkeys(("name", "place", "names", "text"), text)
    told |= {"key": uuid.uuid4().hex, "summary": f"{text} and more"}
    told |= {"kind": "ngo", "status": "active"}
    rows = [told, dict.fromkeys(COLUMNS, text)]
    rows += [{"key": f"x-{name}", "name": "Words", name: text} for name in COLUMNS]
    table = csv_of(COLUMNS, *([row.get(name, "") for name in COLUMNS] for row in rows))
    import_file(client, csv_of(["key", text], ["x", "y"]), f"{text[:99]}.xlsx")
    import_file(client, table, language=text)
    return import_file(client, table, f"{text[:99]}.csv")
