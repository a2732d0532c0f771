"""More than one page or language at a time is the worker's: seen, stopped, repeated."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation

from core import batches
from core.models import Batch, Step
from tests.makers import make_case, make_editor, make_member, rows, translate

pytestmark = pytest.mark.django_db

SUBMIT = "wagtail_localize:submit_page_translation"


@pytest.fixture
def worker(settings):
    """Work waits until `worker()` comes by."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    return lambda: [batches.work_off(pk) for pk in Batch.objects.values_list("pk", flat=True)]


@pytest.fixture
def counted():
    """An action that notes its calls, and what it is to raise for which number."""
    calls, refuse = [], {}

    @batches.action("tests.count")
    def count(member, number):
        calls.append(number)
        if number in refuse:
            raise refuse[number]

    count.calls, count.refuse = calls, refuse
    return count


def start(member, numbers=3):
    steps = [(f"Number {number}", {"number": number}) for number in range(numbers)]
    return batches.start("tests.count", steps, member, "Count")


def states(batch):
    return [step.state for step in batch.steps.all()]


# The mechanism --------------------------------------------------------------------------


def test_a_batch_goes_on_past_what_fails_and_says_why(admin, worker, counted):
    counted.refuse |= {
        0: ValidationError("Not this one."),
        1: PermissionDenied(),
        2: ZeroDivisionError(),
    }
    batch = start(admin, 4)

    worker()

    assert states(batch) == ["failed", "failed", "failed", "done"]
    reasons = [step.reason for step in batch.steps.all()]
    assert reasons[0] == "Not this one."
    assert "may not" in reasons[1]
    assert "went wrong" in reasons[2]


def test_a_step_that_is_done_is_not_done_again(admin, worker, counted):
    batch = start(admin)
    worker()
    batches.go_on(batch)

    worker()

    assert counted.calls == [0, 1, 2]


def test_a_batch_is_stopped_between_two_steps_and_gone_on_with(admin, worker, counted, monkeypatch):
    batch = start(admin)
    do = batches._do

    def stop_after(batch, step):
        batches.stop(batch)
        return do(batch, step)

    monkeypatch.setattr(batches, "_do", stop_after)
    worker()
    assert states(batch) == ["done", "waiting", "waiting"]
    worker()
    assert counted.calls == [0]

    monkeypatch.setattr(batches, "_do", do)
    batches.go_on(batch)
    worker()

    assert counted.calls == [0, 1, 2]


def test_what_failed_is_tried_again_and_nothing_else(admin, worker, counted):
    counted.refuse[1] = ValidationError("Not now.")
    batch = start(admin)
    worker()
    counted.refuse.clear()

    batches.try_again(batch)
    worker()

    assert counted.calls == [0, 1, 2, 1]
    assert states(batch) == ["done"] * 3


def test_a_step_is_whole_or_not_at_all(admin, worker):
    @batches.action("tests.break")
    def make_and_break(member):
        make_member("half@example.org")
        raise ValidationError("Broken off.")

    batch = batches.start("tests.break", [("One", {})], admin, "Break")

    worker()

    assert states(batch) == ["failed"]
    assert not type(admin).objects.filter(email="half@example.org").exists()


def test_a_reason_is_in_the_language_of_the_admin_of_its_member(admin, worker, counted):
    UserProfile.objects.create(user=admin, preferred_language="fr")
    counted.refuse[0] = PermissionDenied()
    batch = start(admin, 1)

    worker()

    assert "ne pouvez pas" in batch.steps.get().reason


# Looking at it ---------------------------------------------------------------------------


def test_a_member_looks_at_the_progress_and_stops_it(admin_client, admin, worker, counted):
    batch = start(admin)
    address = reverse("core_batch", args=[batch.pk])
    page = admin_client.get(address)
    assert "0 of 3 done" in page.text
    assert 'http-equiv="refresh"' in page.text
    assert "Count" in admin_client.get(reverse("core_batches")).text

    admin_client.post(address, {"do": "stop"})
    assert "It is stopped" in admin_client.get(address).text
    assert 'http-equiv="refresh"' not in admin_client.get(address).text
    admin_client.post(address, {"do": "go-on"})
    worker()

    assert "3 of 3 done" in admin_client.get(address).text
    assert admin_client.post(address, {"do": "something"}).status_code == 400


def test_nobody_else_sees_or_stops_it(client, site, admin, worker, counted):
    batch = start(admin)
    client.force_login(make_editor(site.cases))
    address = reverse("core_batch", args=[batch.pk])

    assert client.get(address).status_code == 404
    assert client.post(address, {"do": "stop"}).status_code == 404
    assert "Count" not in client.get(reverse("core_batches")).text
    batch.refresh_from_db()
    assert not batch.is_stopped


def test_the_progress_of_a_large_batch_is_a_few_queries(
    admin_client, admin, worker, counted, django_assert_max_num_queries
):
    batch = start(admin, 2000)
    Step.objects.update(state="failed", reason="No.")

    with django_assert_max_num_queries(20):
        page = admin_client.get(reverse("core_batch", args=[batch.pk]))

    assert page.text.count("<bdi>Number") == 100


# Submitting for translation --------------------------------------------------------------


def test_several_languages_are_submitted_by_the_worker(admin_client, site, worker):
    case = make_case(site)
    locales = [site.languages[code].pk for code in ("fr", "ar")]

    sent = admin_client.post(reverse(SUBMIT, args=[case.pk]), {"locales": locales})

    assert sent.headers["Location"] == reverse("core_batch", args=[Batch.objects.get().pk])
    assert set(rows(case)) == {"en"}
    worker()
    assert set(rows(case)) == {"en", "fr", "ar"}
    assert not any(row.live for code, row in rows(case).items() if code != "en")
    assert "2 of 2 done" in admin_client.get(sent.headers["Location"]).text


def bulk(pages):
    ids = "&".join(f"id={page.pk}" for page in pages)
    return f"/admin/bulk/wagtailcore/page/translate/?{ids}&next=/admin/"


def test_many_pages_are_submitted_at_once(admin_client, site, worker):
    cases = [make_case(site, f"Case {number}") for number in range(3)]
    translate(cases[0], "fr")
    address = bulk(cases)
    assert "Case 2" in admin_client.get(address).text
    assert "This field is required" in admin_client.post(address, {}).text
    assert not Batch.objects.exists()

    locales = [site.languages[code].pk for code in ("en", "fr", "ne")]
    sent = admin_client.post(address, {"locales": locales})
    worker()

    assert "5 of 5 done" in admin_client.get(sent.headers["Location"]).text
    assert all(set(rows(case)) == {"en", "fr", "ne"} for case in cases)


def test_of_several_versions_that_are_chosen_the_original_is_translated(admin_client, site, worker):
    case = make_case(site, language="fr")
    english = translate(case, "en")  # stands before it in the tree

    sent = admin_client.post(bulk([english, case]), {"locales": [site.languages["ne"].pk]})
    worker()

    assert "Translate 1 page" in admin_client.get(sent.headers["Location"]).text
    source = Translation.objects.get(target_locale__language_code="ne").source
    assert source.locale.language_code == "fr"


def test_where_nothing_is_left_to_translate_one_is_told(admin_client, site, worker):
    case = make_case(site)
    translate(case, "fr")

    sent = admin_client.post(bulk([case]), {"locales": [site.languages["fr"].pk]}, follow=True)

    assert "There is no language left" in sent.text
    assert not Batch.objects.exists()


def test_a_right_that_was_taken_away_meanwhile_counts(client, site, worker):
    case = make_case(site)
    editor = make_editor(site.knowledge.get_parent().get_parent())
    group = editor.groups.get()
    group.permissions.add(Permission.objects.get(codename="submit_translation"))
    client.force_login(editor)
    client.post(bulk([case]), {"locales": [site.languages["fr"].pk]})

    group.page_permissions.all().delete()
    worker()

    assert states(Batch.objects.get()) == ["failed"]
    assert set(rows(case)) == {"en"}


def test_an_editor_submits_no_pages_of_others_in_bulk(client, site, worker):
    draft = make_case(site, "Secret draft", live=False)
    translator = make_editor(rows(site.cases)["fr"], permissions=("change",))
    translator.groups.get().permissions.add(Permission.objects.get(codename="submit_translation"))
    client.force_login(translator)

    assert "Secret draft" not in client.get(bulk([draft])).text
    client.post(bulk([draft]), {"locales": [site.languages["fr"].pk]})

    assert not Batch.objects.exists()
