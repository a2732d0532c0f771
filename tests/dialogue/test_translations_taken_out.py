"""A translation that is wrong is reported, taken out by itself, and made anew."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from wagtail.models import ModelLogEntry

from dialogue import actions
from dialogue.models import Contribution, FormerText, Report
from dialogue.trust import translations_approved
from dialogue.vocabularies import Status
from tests.dialogue.doing import send, signed_in
from tests.dialogue.test_moderation import QUEUE
from tests.dialogue.test_translations import address_of, answer, drafted, read, shown
from tests.makers import (
    committed,
    make_dialogue,
    make_editor,
    make_forum,
    make_member,
    make_reader,
    make_trusted,
    restrict,
    say,
)
from tests.signed_out import form_on

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

WORDS = "He said no such word."


@pytest.fixture
def said(dialogue):
    """Something in Nepali."""
    return say(dialogue, make_member("asha@example.org"), "कानून चाहिन्छ", "ne", approved=True)


@pytest.fixture
def translator():
    return make_reader("translator@example.org", "ne", writes=["fr"], name="Amélie", language="en")


@pytest.fixture
def second():
    return make_trusted(make_reader("second@example.org", "ne", "fr"))


@pytest.fixture
def translation(said, translator, second):
    return shown(said, translator, second, "Une insulte")


def report_address(said):
    return f"/fr/dialogue/said/{said.pk}/report/"


def reported(translation, reason="Il n’a pas dit cela."):
    response = send(Client(), report_address(translation), reason=reason)
    assert response.status_code == 302


def decide(moderator, translation, what, **asked):
    translation.refresh_from_db()
    data = {"answer": what, "standing": translation.standing} | asked
    with committed():
        return signed_in(moderator).post(f"{QUEUE}translations/{translation.pk}/", data)


# Reporting ----------------------------------------------------------------------------------


def test_anybody_reports_a_translation_and_moderators_see_it_beside_the_original(
    said, translation, desk, dialogue
):
    assert report_address(translation) in read("fr")
    page = Client().get(report_address(translation)).text
    assert "Une insulte" in page
    assert "कानून चाहिन्छ" in page
    reported(translation)
    report = Report.objects.get()
    assert (report.contribution, report.reported_by) == (translation, None)
    queue = desk.get(QUEUE).text
    for text in ("Il n’a pas dit cela.", "Une insulte", "कानून चाहिन्छ", dialogue.title):
        assert text in queue
    page = desk.get(f"{QUEUE}translations/{translation.pk}/").text
    assert "Une insulte" in page
    assert "Amélie" in page
    assert f"{QUEUE}{said.pk}/" not in queue  # the original was not reported


def test_what_cannot_be_read_is_not_reported(said, dialogue, translation, translator):
    waiting = drafted(say(dialogue, said.author, "शान्ति", "ne"), translator, "La paix")
    assert Client().get(report_address(waiting)).status_code == 404
    restrict(dialogue)
    assert Client().get(report_address(translation)).status_code == 404
    dialogue.view_restrictions.all().delete()
    Contribution.objects.filter(pk=said.pk).update(status=Status.HIDDEN)
    assert Client().get(report_address(translation)).status_code == 404


def test_only_who_moderates_there_sees_the_report_and_nobody_about_themselves(
    site, said, translation, translator, moderator, second
):
    reported(translation)
    elsewhere = make_forum(site, "Elsewhere", slug="elsewhere")
    make_dialogue(elsewhere, "Another question", slug="another-question")
    other = make_editor(elsewhere, "other@example.org")
    address = f"{QUEUE}translations/{translation.pk}/"
    assert signed_in(other).get(address).status_code == 404
    assert "Une insulte" not in signed_in(other).get(QUEUE).text
    assert signed_in(translator).get(address).status_code == 403  # no admin
    for act, more in ((actions.take_out_translation, ("No.",)), (actions.keep_translation, ())):
        with pytest.raises(PermissionDenied):
            act(translation, other, *more)
    Contribution.objects.filter(pk=translation.pk).update(author=moderator)
    translation.refresh_from_db()
    assert signed_in(moderator).get(address).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.take_out_translation(translation, moderator, "No.")


# Deciding -----------------------------------------------------------------------------------


def decision_address(translation):
    return f"{QUEUE}translations/{translation.pk}/"


def test_a_moderators_reason_stays_where_the_translation_was_changed_meanwhile(
    translation, moderator
):
    reported(translation)
    seen = translation.standing
    Contribution.objects.filter(pk=translation.pk).update(text="Une loi")
    page = signed_in(moderator).post(
        decision_address(translation), {"answer": "take_out", "standing": seen, "reason": WORDS}
    )
    assert page.status_code == 422
    assert "It was changed meanwhile." in page.text
    assert "Une loi" in page.text
    assert page.context["form"]["reason"].value() == WORDS
    with committed():
        sent = form_on(page) | {"answer": "take_out"}
        assert signed_in(moderator).post(decision_address(translation), sent).status_code == 302
    assert FormerText.objects.get().reason == WORDS


def test_a_moderators_reason_stays_where_another_was_faster(translation, moderator):
    reported(translation)
    sent = {"answer": "take_out", "standing": translation.standing, "reason": WORDS}
    actions.keep_translation(translation, moderator)
    page = signed_in(moderator).post(decision_address(translation), sent)
    assert page.status_code == 404
    assert WORDS in page.text


def test_a_moderators_reason_is_sent_from_a_page_that_was_open_for_too_long(translation, moderator):
    reported(translation)
    desk = Client(enforce_csrf_checks=True)
    desk.force_login(moderator)
    desk.get(decision_address(translation))
    sent = {"answer": "take_out", "standing": translation.standing, "reason": WORDS}
    headers = {"Origin": "http://testserver"}
    page = desk.post(decision_address(translation), sent, headers=headers)
    assert page.status_code == 403
    with committed():
        again = desk.post(decision_address(translation), form_on(page), headers=headers)
    assert again.status_code == 302
    assert FormerText.objects.get().reason == WORDS


def test_what_is_neither_kept_nor_taken_out_is_not_done(translation, moderator):
    reported(translation)
    response = decide(moderator, translation, "", reason=WORDS)
    assert response.status_code == 422
    assert WORDS in response.text
    assert Report.objects.get().settled_at is None


def test_taken_out_readers_see_the_original_and_its_translator_is_told_why(
    said, translation, translator, moderator, second, mailoutbox
):
    reported(translation)
    response = decide(moderator, translation, "take_out")
    assert response.status_code == 422  # why?
    decide(moderator, translation, "take_out", reason="He said no such word.")
    translation.refresh_from_db()
    assert (translation.status, translation.text) == (Status.HIDDEN, "")
    assert "Une insulte" not in read("fr")
    assert "कानून चाहिन्छ" in read("fr")
    assert "Une insulte" not in signed_in(moderator).get(QUEUE).text
    [mail] = mailoutbox
    assert mail.to == ["translator@example.org"]
    assert mail.subject == "Your translation was taken out"
    assert address_of(said) in mail.body
    assert "He said" not in mail.body
    page = signed_in(translator).get(address_of(said))
    assert "He said no such word." in page.text
    assert "Une insulte" in page.text
    assert page.context["form"]["text"].value() == ""
    other = make_reader("other@example.org", writes=["fr"])
    assert "insulte" not in signed_in(other).get(address_of(said)).text
    log = ModelLogEntry.objects.filter(action="dialogue.take_out_translation").get()
    assert log.user == moderator
    assert "Une insulte" in signed_in(moderator).get(f"{QUEUE}{said.pk}/").text  # the history

    # As if there had been none.
    new = drafted(said, other, "Il faut une loi")
    answer(second, new, "publish")
    assert "Il faut une loi" in read("fr")
    new.refresh_from_db()
    assert (new.author, new.changed_by) == (other, None)
    assert len(mailoutbox) == 1
    assert "He said" not in signed_in(translator).get(address_of(said)).text


def test_left_as_it_is_it_is_off_the_queue(translation, moderator, mailoutbox):
    reported(translation)
    decide(moderator, translation, "keep")
    assert "Une insulte" in read("fr")
    assert "Une insulte" not in signed_in(moderator).get(QUEUE).text
    assert not mailoutbox
    for act, more in ((actions.take_out_translation, ("No.",)), (actions.keep_translation, ())):
        with pytest.raises(ValidationError):
            act(translation, moderator, *more)


def test_a_moderator_decides_on_what_they_were_shown(
    said, translation, translator, second, moderator
):
    reported(translation)
    before = Contribution.objects.get(pk=translation.pk)
    answer(second, drafted(said, translator, "Il faut une loi"), "publish")
    with pytest.raises(ValidationError):
        actions.take_out_translation(before, moderator, "No.")
    data = {"answer": "take_out", "standing": before.standing, "reason": "No."}
    signed_in(moderator).post(f"{QUEUE}translations/{translation.pk}/", data)
    assert "Il faut une loi" in read("fr")


def test_a_translation_that_was_taken_out_is_no_ground_for_trust(translation, moderator):
    translator, locale = translation.author, translation.locale
    assert translations_approved(translator, locale) == 1
    reported(translation)
    decide(moderator, translation, "take_out", reason="No.")
    assert translations_approved(translator, locale) == 0


# Sent back ----------------------------------------------------------------------------------


def test_what_was_sent_back_is_not_lost_and_its_translator_reads_why(
    said, translator, second, mailoutbox
):
    translation = drafted(said, translator, "Une bêtise")
    client, address = signed_in(second), f"/en/dialogue/translations/{translation.pk}/"
    response = send(client, address, answer="decline")
    assert response.status_code == 422  # why?
    answer(second, translation, "decline")
    page = signed_in(translator).get(address_of(said)).text
    assert "Une bêtise" in page
    assert "It says no." in page
    assert "Une bêtise" not in signed_in(second).get(address_of(said)).text
    answer(second, drafted(said, translator), "publish")
    assert "Une bêtise" not in signed_in(translator).get(address_of(said)).text


# Who is named -------------------------------------------------------------------------------


def test_who_changes_a_letter_does_not_take_the_name_away(said, translator, second, mailoutbox):
    shown(said, translator, second)
    other = make_reader("other@example.org", writes=["fr"], name="Benoît")
    answer(second, drafted(said, other, "Il faut une loi."), "publish")
    page = read("fr")
    assert "Amélie" in page
    assert "Benoît" in page
    [mail] = mailoutbox
    assert mail.to == ["translator@example.org"]
    assert "loi" not in mail.body
    assert FormerText.objects.get().author == translator
    # The first one changes it again: theirs alone is the text now.
    answer(second, drafted(said, translator, "Il faut une loi !"), "publish")
    assert "Benoît" not in read("fr")


def test_who_changes_a_draft_does_not_take_the_name_away(said, translator, second, mailoutbox):
    drafted(said, translator)
    other = make_reader("other@example.org", writes=["fr"], name="Benoît")
    translation = drafted(said, other, "Il faut une loi.")
    assert [mail.to for mail in mailoutbox] == [["translator@example.org"]]
    answer(second, translation, "publish")
    translation.refresh_from_db()
    assert (translation.author, translation.changed_by) == (translator, other)


# What its author takes out ------------------------------------------------------------------


def test_who_takes_words_out_takes_them_out_of_the_translations_too(
    said, translation, translator, second, mailoutbox
):
    make_trusted(said.author)
    other = make_reader("other@example.org", writes=["fr"])
    drafted(said, other, "Une autre insulte")
    client, address = signed_in(said.author), f"/en/dialogue/said/{said.pk}/correct/"
    send(client, address, text="कानून")
    assert "Une insulte" in read("fr")
    send(client, address, text="कानून", hides_translations="on")
    assert "insulte" not in read("fr")
    assert "कानून" in read("fr")
    assert "insulte" not in signed_in(second).get("/en/dialogue/translations/").text
    # Whose words they were is told, and finds them again.
    told = {mail.to[0]: mail for mail in mailoutbox}
    assert told.keys() == {"translator@example.org", "other@example.org"}
    assert told["translator@example.org"].subject == (
        "What you translated was changed by its author"
    )
    for member, words in ((translator, "Une insulte"), (other, "Une autre insulte")):
        assert address_of(said) in told[member.email].body
        assert "insulte" not in told[member.email].body
        page = signed_in(member).get(address_of(said))
        assert words in page.text
        assert page.context["sent_back"].reason in page.text
        assert page.context["form"]["text"].value() == ""
    assert "insulte" not in signed_in(second).get(address_of(said)).text
    assert "hides_translations" not in client.get(address).context["form"].fields
    said.refresh_from_db()
    answer(second, drafted(said, translator, "Une loi"), "publish")
    assert "Une loi" in read("fr")


def test_who_has_translated_and_drafted_what_its_author_takes_off_is_told_once(
    said, translation, translator, mailoutbox
):
    drafted(said, translator, "Une autre insulte")
    with committed():
        actions.correct(said, said.author, said.text, hides_translations=True)
    assert [mail.to for mail in mailoutbox] == [["translator@example.org"]]
    assert "Une autre insulte" in signed_in(translator).get(address_of(said)).text


def test_who_takes_off_their_own_translation_is_not_told(said, second, mailoutbox):
    said.author.languages.create(code="fr", writes=True, position=0)
    said.author.languages.create(code="ne", position=1)
    shown(said, said.author, second)
    with committed():
        actions.correct(said, said.author, said.text, hides_translations=True)
    assert not mailoutbox


# Limits -------------------------------------------------------------------------------------


def test_who_is_not_trusted_yet_translates_ten_a_day(dialogue, translator):
    author = make_member()
    for number in range(10):
        drafted(say(dialogue, author, f"कानून {number}", "ne"), translator, f"Loi {number}")
    last = say(dialogue, author, "शान्ति", "ne")
    response = send(signed_in(translator), address_of(last), text="La paix")
    assert response.status_code == 429
    assert "La paix" in response.text
    assert Contribution.objects.translations().count() == 10
    make_trusted(translator)
    assert send(signed_in(translator), address_of(last), text="La paix").status_code == 302


# What is not there --------------------------------------------------------------------------


def test_what_waits_cannot_be_told_from_what_was_never_there(said, dialogue, translator):
    waiting = say(dialogue, said.author, "शान्ति", "ne", status=Status.WAITING)
    client, pages = signed_in(translator), []
    for pk in (waiting.pk, 987654):
        response = client.post(f"/fr/dialogue/said/{pk}/translate/", {"text": "La paix"})
        assert response.status_code == 404
        assert "La paix" in response.text
        pages.append(response.text.replace(f"/{pk}/", "/?/"))
    assert pages[0] == pages[1]
