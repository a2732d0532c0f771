"""Where members say something in a dialogue, and what stands round it."""

import re
from datetime import timedelta
from html import unescape

from django.contrib.auth import get_user
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from dialogue.models import Confirmation, Contribution, DialoguePage, SummaryPage
from dialogue.vocabularies import Status
from tests.hostile.doors import DOORS, content_state, door, picture_file, text_file
from tests.makers import make_dialogue, make_forum, make_member, publish, read_site, say

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


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


def send(member, address, **typed):
    """Send a form as it was shown, with what is typed into it."""
    hidden = {name: unescape(value) for name, value in HIDDEN.findall(member.get(address).text)}
    return member.post(address, hidden | typed)


def show_all():
    """By a moderator, so that their author is trusted, and may say more than ten a day."""
    waiting = Contribution.objects.filter(status=Status.WAITING)
    waiting.update(status=Status.SHOWN, approved_at=timezone.now())


def summary_of(place):
    """The one of a dialogue, made when it is first asked for."""
    ready = SummaryPage.objects.filter(dialogue=place.translation_key).first()
    if ready is None:
        place.add_child(instance=SummaryPage(title="Ready", introduction="Words.", live=False))
        ready = publish(SummaryPage.objects.get(dialogue=place.translation_key))
    return ready


def stranger_called(client, name):
    """A new member at a browser of their own."""
    number = Contribution.objects.count()
    person, browser = make_member(f"{name}-{number}@example.org"), client.stranger()
    browser.follows = False
    browser.force_login(person)
    return person, browser


def waiting(ready, text="Words."):
    return say(dialogue_of(), ready.editor, text, status=Status.WAITING)


@door("words in a dialogue", most=9_000)
def words(client, ready, text):
    address = reverse("contribute", args=[dialogue_of().translation_key])
    member = speaker(client, ready)
    answer = send(member, address, text=text, language="en", sure="on")
    show_all()
    member.get("/en/dialogue/own/")
    return answer


@door("words of a picture in a dialogue", most=190)
def picture(client, ready, text):
    address = reverse("contribute", args=[dialogue_of().translation_key])
    member = speaker(client, ready)
    typed = {"text": "Words.", "language": "en", "shows_1": text, "shows_2": text}
    files = {"file_1": picture_file(), "file_2": text_file(f"{text}.txt")}
    answer = send(member, address, **typed, **files)
    show_all()
    member.get("/en/dialogue/own/")
    return answer


@door("an answer in a dialogue", most=9_000)
def answer(client, ready, text):
    """To what was said last, which stands beside it where it is written and where it waits."""
    shown = Contribution.objects.in_thread(dialogue_of().translation_key)
    shown = shown.filter(status=Status.SHOWN).order_by("pk")
    said = shown.last() or say(dialogue_of(), ready.member, "Words.")
    address = reverse("answer_contribution", args=[said.pk])
    answer = send(speaker(client, ready), address, text=text, language="en", sure="on")
    show_all()
    return answer


@door("words that are changed", most=9_000)
def changed(client, ready, text):
    """What moderators see of their history as well."""
    said = say(dialogue_of(), ready.editor, "Words.")
    address = reverse("correct_contribution", args=[said.pk])
    answer = send(speaker(client, ready), address, text=text, language="en", sure="on")
    show_all()
    send(speaker(client, ready), address, text="Other words.", language="en")
    show_all()
    client.get(reverse("dialogue_moderate", args=[said.pk]))
    return answer


@door("a translation in a dialogue", most=9_000)
def translation(client, ready, text):
    """One is published by who reads both languages, and one waits for a second person."""
    said = say(dialogue_of(), ready.member, "Words.")
    for position, code in enumerate(("en", "ar", "fr")):
        get_user(client).languages.get_or_create(code=code, defaults={"position": position})
    for code in ("ar", "fr"):
        ready.editor.languages.get_or_create(code=code, defaults={"writes": True, "position": 0})
        with override(code):
            address = reverse("translate_contribution", args=[said.pk])
            answer = send(speaker(client, ready), address, text=text, sure="on")
    drafts = Contribution.objects.filter(translation_key=said.translation_key).exclude(draft="")
    if draft := drafts.first():
        send(client, reverse("check_contribution_draft", args=[draft.pk]), answer="publish")
    client.get(reverse("contribution_drafts"))
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
    answer = send(client.stranger(), address, reason=text)
    client.get(reverse("dialogue_queue"))
    return answer


@door("the reason of a moderator", most=900)
def reason(client, ready, text):
    said = waiting(ready)
    address = reverse("dialogue_moderate", args=[said.pk])
    answer = client.post(address, {"answer": "decline", "reason": text})
    speaker(client, ready).get("/en/dialogue/own/")
    return answer


@door("one reason for many", most=900)
def reason_for_many(client, ready, text):
    said = waiting(ready)
    data = {"answer": "decline", "chosen": [said.standing, text], "reason": text}
    answer = client.post(reverse("dialogue_queue"), data)
    client.get(reverse("dialogue_queue"))
    return answer


@door("the question of a moderator, and what its author replies", most=900)
def reply(client, ready, text):
    said = waiting(ready)
    address = reverse("dialogue_moderate", args=[said.pk])
    client.post(address, {"answer": "ask", "reason": text})
    address = reverse("reply_to_moderators", args=[said.pk])
    member = speaker(client, ready)
    if member.get(address).status_code == 200:  # what is empty was refused
        send(member, address, answer=text)
    return client.get(reverse("dialogue_moderate", args=[said.pk]))


@door("the reason of a pause", most=900)
def pause(client, ready, text):
    person, browser = stranger_called(client, "paused")
    said = say(dialogue_of(), person, "Words.")
    address = reverse("dialogue_moderate", args=[said.pk])
    client.post(address, {"answer": "pause", "days": "7", "reason": text})
    client.get(address)
    return browser.get("/en/dialogue/own/")


def remarked(client, text):
    """(what is answered, the browser, its address, the remark) of a new member who remarks it."""
    summary = summary_of(dialogue_of())
    person, browser = stranger_called(client, "remark")
    say(dialogue_of(), person, "Words.")
    address = reverse("confirm_summary", args=[summary.translation_key])
    answer = send(browser, address, says="no", remark=text, language="en", sure="on")
    return answer, browser, address, Confirmation.objects.filter(member=person).first()


@door("a remark on a summary", most=580)
def remark(client, ready, text):
    """It waits for a moderator first."""
    answer, browser, address, waits = remarked(client, text)
    browser.get(address)
    client.get(reverse("dialogue_queue"))
    if waits and waits.remark:  # what is empty was refused
        send(client, reverse("take_out_remark", args=[waits.pk]), answer="show")
    return answer


@door("the reason why a remark is taken out", most=900)
def taken_out(client, ready, text):
    _answer, browser, address, waits = remarked(client, "Words.")
    decide = reverse("take_out_remark", args=[waits.pk])
    send(client, decide, answer="take_out", reason=text)
    return browser.get(address)


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
        "rounds": streamfield([("round", {"opens_on": "2026-01-01", "question": text})]),
        "hosts": inline_formset([]),
        "cases": inline_formset([]),
        "comments": inline_formset([]),
        "action-publish": "on",
    }
    place = dialogue_of().get_parent()
    address = reverse("wagtailadmin_pages:add", args=["dialogue", "dialoguepage", place.pk])
    return client.post(address, nested_form_data(form))


@door("a summary", most=200)
def summary(client, ready, text):
    place = make_dialogue(dialogue_of().get_parent(), "Summarised")
    said = say(place, ready.editor, "Words.")
    form = {
        "title": text,
        "slug": "",
        "introduction": f"About {text}",
        "body": streamfield([("heading", text), ("text", content_state(text))]),
        "contributions": inline_formset([{"number": said.pk}]),
        "comments": inline_formset([]),
        "action-publish": "on",
    }
    address = reverse("wagtailadmin_pages:add", args=["dialogue", "summarypage", place.pk])
    return client.post(address, nested_form_data(form))


DIALOGUE_DOORS = [one for one in DOORS.values() if one.send.__module__ == __name__]
