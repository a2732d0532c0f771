"""Where members say something in a dialogue, and what stands round it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from dialogue.models import Contribution, DialoguePage
from dialogue.vocabularies import Status
from tests.hostile.doors import door, picture_file, text_file
from tests.makers import make_dialogue, make_forum, read_site, say


def dialogue_of():
    """One that is open, made when it is first asked for."""
    ready = DialoguePage.objects.originals().filter(title="Ready").first()
    return ready or make_dialogue(make_forum(read_site(), "Ready"), "Ready")


def speaker(client, ready):
    """A member at a browser of their own, whose last words were said a while ago."""
    Contribution.objects.update(written_at=timezone.now() - timedelta(hours=1))
    member = client.stranger()
    member.follows = False
    member.force_login(ready.editor)
    return member


def waiting(ready, text="Words."):
    return say(dialogue_of(), ready.editor, text, status=Status.WAITING)


@door("words in a dialogue", most=9_000)
def words(client, ready, text):
    address = reverse("contribute", args=[dialogue_of().translation_key])
    member = speaker(client, ready)
    form = member.get(address).context["form"]
    typed = {"text": text, "language": "en", "sure": "on"}
    answer = member.post(address, {"form_number": form["form_number"].value()} | typed)
    Contribution.objects.filter(status=Status.WAITING).update(status=Status.SHOWN)
    member.get("/en/dialogue/own/")
    return answer


@door("words of a picture in a dialogue", most=190)
def picture(client, ready, text):
    address = reverse("contribute", args=[dialogue_of().translation_key])
    member = speaker(client, ready)
    form = member.get(address).context["form"]
    typed = {"text": "Words.", "language": "en", "shows_1": text, "shows_2": text}
    files = {"file_1": picture_file(), "file_2": text_file(f"{text}.txt")}
    number = {"form_number": form["form_number"].value()}
    answer = member.post(address, number | typed | files)
    Contribution.objects.filter(status=Status.WAITING).update(status=Status.SHOWN)
    member.get("/en/dialogue/own/")
    return answer


@door("words that are changed", most=9_000)
def changed(client, ready, text):
    said = say(dialogue_of(), ready.editor, "Words.")
    address = reverse("correct_contribution", args=[said.pk])
    member = speaker(client, ready)
    form = member.get(address).context["form"]
    answer = member.post(address, {"form_number": form["form_number"].value(), "text": text})
    Contribution.objects.filter(status=Status.WAITING).update(status=Status.SHOWN)
    return answer


@door("choices in a dialogue", most=4_000)
def choices(client, ready, text):
    address = reverse("contribute", args=[dialogue_of().translation_key])
    names = ("text", "language", "by_people_only", "sure", "form_number", "homepage", "kept_1")
    return speaker(client, ready).post(address, dict.fromkeys(names, text))


@door("a report", most=900)
def report(client, ready, text):
    said = say(dialogue_of(), ready.editor, "Words.")
    address = reverse("report_contribution", args=[said.pk])
    stranger = client.stranger()
    form = stranger.get(address).context["form"]
    answer = stranger.post(address, {"form_number": form["form_number"].value(), "reason": text})
    client.get(reverse("dialogue_queue"))
    return answer


@door("the reason of a moderator", most=900)
def reason(client, ready, text):
    said = waiting(ready)
    address = reverse("dialogue_moderate", args=[said.pk])
    answer = client.post(address, {"answer": "decline", "reason": text})
    speaker(client, ready).get("/en/dialogue/own/")
    return answer


@door("a forum", most=200)
def forum(client, ready, text):
    section = dialogue_of().get_parent().get_parent()
    form = {
        "title": text,
        "slug": "",
        "summary": f"About {text}",
        "rules": f"{text}\n{text}",
        "hosts": inline_formset([]),
        "comments": inline_formset([]),
        "action-publish": "on",
    }
    address = reverse("wagtailadmin_pages:add", args=["dialogue", "forumpage", section.pk])
    return client.post(address, nested_form_data(form))


@door("a dialogue", most=200)
def dialogue(client, ready, text):
    form = {
        "title": text,
        "slug": "",
        "introduction": f"About {text}",
        "body": streamfield([]),
        "opens_on": "2026-01-01",
        "closes_on": "",
        "hosts": inline_formset([]),
        "cases": inline_formset([]),
        "comments": inline_formset([]),
        "action-publish": "on",
    }
    place = dialogue_of().get_parent()
    address = reverse("wagtailadmin_pages:add", args=["dialogue", "dialoguepage", place.pk])
    return client.post(address, nested_form_data(form))
