"""Two people at work on one item at the same time: as if one had waited for the other.

The second begins at each SQL write of the first, on a connection of their own. What is left must be
what is left when one comes after the other, and no version holds words of another language.
"""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from tests import fingerprint
from tests.admin_forms import LISTS, editing, send, text
from tests.makers import make_case, publish, rows, translate
from tests.stopper import WRITE, Snapshot, Stopper, changed_tables
from tests.stopper import rows as all_rows
from tests.tongues import foreign_words, into, said, say_site

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]

# So long we wait for the second to be done; otherwise a lock makes them wait for the first.
SECONDS = 0.4


@pytest.fixture
def case(shared):
    """Published in English and French, in words that tell their language; a draft in Nepali."""
    case = make_case(
        say_site(),
        said("en", "Ghana"),
        slug="ghana",
        summary=said("en", "Summary"),
        place=said("en", "Accra"),
        body=[("text", f"<p>{said('en', 'First')}</p><p>{said('en', 'Second')}</p>")],
    )
    translate(case, "fr", into("fr"))
    translate(case, "ne", into("ne"), live=False)
    case.summary = said("en", "Summary of today")
    return publish(case)


@pytest.fixture
def people(case):
    def sign_in(name):
        client = Client()
        client.force_login(
            get_user_model().objects.create_superuser(f"{name}@example.org", "pass", name=name)
        )
        return client

    return sign_in("First"), sign_in("Second")


# What they do -------------------------------------------------------------------------


def edit_of(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def translation_into(case, language):
    return Translation.objects.get(
        source__object_id=case.translation_key, target_locale__language_code=language
    )


def unless_it_is_gone(case, operation):
    """Who sends the form of a page that was withdrawn meanwhile is told that there is none."""
    return lambda: operation() if rows(case) else None


def publish_the_original(client, case):
    words = {"title": said("en", "New title"), "place": said("en", "Tamale")}
    send_form = editing(client, case, **words, level="local", body=text(said("en", "New")), **LISTS)
    return unless_it_is_gone(case, send_form)


def submit(client, case):
    address = reverse("wagtail_localize:submit_page_translation", args=[case.pk])
    data = {"locales": [Locale.objects.get(language_code="ar").pk]}
    return lambda: send(client, address, data)


def sync(client, case):
    source = TranslationSource.objects.get(object_id=case.translation_key)
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    return lambda: send(client, address, {})


def publish_french(client, case):
    address = edit_of(rows(case)["fr"])
    return unless_it_is_gone(case, lambda: send(client, address, {"action": "publish"}))


def publish_nepali(client, case):
    return lambda: send(client, edit_of(rows(case)["ne"]), {"action": "publish"})


def type_a_french_title(client, case):
    """As the editor sends it: each string for itself, when one has typed it."""
    translation = translation_into(case, "fr")
    segment = translation.source.stringsegment_set.get(context__path="title")
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    body = f"value={said('fr', 'Mot')}"
    return lambda: client.put(address, body, "application/x-www-form-urlencoded")


def act(client, page, name):
    address = reverse("core_item_action", args=[page.pk, name])
    return lambda: send(client, address, {})


def withdraw(client, case):
    return act(client, case, "withdraw")


def make_french_the_original(client, case):
    return act(client, rows(case)["fr"], "make-original")


def unpublish_french(client, case):
    address = reverse("wagtailadmin_pages:unpublish", args=[rows(case)["fr"].pk])
    return lambda: send(client, address, {})


def close(client, case):
    address = reverse("wagtailadmin_pages:set_privacy", args=[case.pk])
    return lambda: client.post(address, {"restriction_type": "login"})


PAIRS = [
    (submit, publish_the_original),
    (sync, publish_the_original),
    (publish_french, publish_the_original),
    (publish_french, type_a_french_title),
    (publish_french, sync),
    (publish_french, publish_nepali),
    (publish_french, withdraw),
    (publish_the_original, publish_french),
    (publish_the_original, withdraw),
    (publish_the_original, make_french_the_original),
    (publish_the_original, unpublish_french),
    (submit, close),
]


# At once ------------------------------------------------------------------------------


class Together:
    """An `execute_wrapper` that lets the second begin before the `at`-th write of the first."""

    def __init__(self, at, second):
        self.at, self.second, self.writes = at, second, 0
        self.pool, self.doing = ThreadPoolExecutor(1), None

    def __call__(self, execute, sql, params, many, context):
        if WRITE.match(sql):
            self.writes += 1
            if self.writes == self.at:
                self.doing = self.pool.submit(self.do_second)
                wait([self.doing], SECONDS)
        return execute(sql, params, many, context)

    def do_second(self):
        try:
            return is_done(self.second)
        finally:
            connection.close()

    def run(self, first):
        """Give who came through: (first, second); None for a second who never began."""
        with self.pool, connection.execute_wrapper(self):
            first_done = is_done(first)
        return first_done, self.doing and self.doing.result()


def is_done(operation):
    """Whether it came through; otherwise the database refused it, whole, and its author sees so."""
    try:
        operation()
    except DatabaseError:
        return False
    return True


@pytest.mark.parametrize(("first", "second"), PAIRS, ids=lambda act: act.__name__)
def test_two_at_once_leave_what_one_after_the_other_leaves(
    case, people, first, second, record_figure
):
    first, second = first(people[0], case), second(people[1], case)
    DBTaskResult.objects.all().delete()
    snapshot, before = Snapshot(), all_rows()

    def left_by(*operations):
        for operation in operations:
            is_done(operation)
        left = fingerprint.lines(case.translation_key)
        assert foreign_words() == []
        snapshot.restore(changed_tables(before, all_rows()))
        return left

    nothing = left_by()
    allowed = {
        (True, True): [left_by(first, second), left_by(second, first)],
        (True, False): [left_by(first)],
        (False, True): [left_by(second)],
        (False, False): [nothing],
    }
    writes = len(Stopper().run(first).writes)
    snapshot.restore(changed_tables(before, all_rows()))
    points = range(1, writes + 1)
    if connection.vendor == "sqlite":  # its writers wait for each other from the start
        points = sorted({1, writes // 2 + 1, writes})
    refused = 0
    for at in points:
        done = Together(at, second).run(first)
        if done[1] is None:
            break
        assert foreign_words() == [], f"at write {at}"
        left = fingerprint.lines(case.translation_key)
        assert left in allowed[done], f"at write {at} of {writes}: {done}"
        refused += 2 - sum(done)
        snapshot.restore(changed_tables(before, all_rows()))
    snapshot.forget()
    record_figure("moments tried", len(points))
    record_figure("refused by the database, whole", refused)
