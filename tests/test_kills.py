"""A server or worker that is killed at any moment leaves nothing half done and loses nothing.

Real processes on a real database, fifty times each, at moments that the seed decides. Another:
`KILLS_SEED=7 KILLS=5 pytest -m slow tests/test_kills.py`.
"""

import os
import random
import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import pytest
import requests
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html
from wagtail_localize.models import Translation

from core import tasks
from core.languages.known import LANGUAGES
from knowledge.models import CaseStudyPage
from tests import fingerprint
from tests.admin_forms import LISTS, text
from tests.makers import make_case, rows, translate
from tests.noting import BEGUN, ENDED, Progress
from tests.postgresql import free_port
from tests.processes import running, until
from tests.tasks_for_tests import note_slowly
from tests.tongues import foreign_words, into, said, say_site

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]

KILLS = int(os.environ.get("KILLS", 50))
SEED = int(os.environ.get("KILLS_SEED", 0)) or random.randrange(1, 100_000)
TOKEN = "t" * 32
# How long the process lives on after the chosen write or task, at most; longer than one takes.
SECONDS_MORE = 0.01, 0.15
SECTIONS = 5  # of `make_site`, with the front page


@pytest.fixture
def chance(record_figure):
    record_figure("seed", f"KILLS_SEED={SEED}")
    return random.Random(SEED)


@pytest.fixture
def site(shared):
    """A site in a database of the test's own, all of it in words that tell their language."""
    return say_site()


def make_tagged_case(site, name, slug):
    return make_case(
        site,
        said("en", name),
        slug=slug,
        summary=said("en", "Summary"),
        body=[("text", f"<p>{said('en', 'First')}</p><p>{said('en', 'Second')}</p>")],
    )


def edit_of(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


# A server, and one who edits -----------------------------------------------------------


@dataclass
class Editor:
    """Sends the forms of the admin to a server that may die meanwhile."""

    cookies: dict
    address: str = ""

    def get(self, path):
        answer = requests.get(self.address + path, cookies=self.cookies, timeout=60)
        assert answer.status_code == 200, answer.text
        return answer.text

    def form_at(self, path):
        return querydict_from_html(self.get(path), form_id="page-edit-form").dict()

    def send(self, form):
        """Give whether there was an answer."""
        try:
            answer = requests.post(
                self.address + form.path,
                form.data,
                files=form.files,
                cookies=self.cookies,
                headers={"X-CSRFToken": TOKEN},
                allow_redirects=False,
                timeout=60,
            )
        except requests.ConnectionError:
            return False
        assert answer.status_code == 302, answer.text
        return True


@dataclass
class Form:
    """What is sent, and the key of the one item that it changes."""

    key: str
    path: str
    data: dict
    files: dict = field(default_factory=dict)


@pytest.fixture
def editor(site):
    admin = get_user_model().objects.create_superuser("admin@example.org", "pass", name="Admin")
    client = Client()
    client.force_login(admin)
    return Editor({"sessionid": client.cookies["sessionid"].value, "csrftoken": TOKEN})


@contextmanager
def server(shared, editor, settings):
    """Run a server of its own that the editor sends to; give its process once it answers."""
    port = free_port()
    editor.address = f"http://127.0.0.1:{port}"
    noting = {
        "DJANGO_SETTINGS_MODULE": "tests.noting_settings",
        "SECRET_KEY": settings.SECRET_KEY,
        "ALLOWED_HOSTS": "127.0.0.1",
    }
    with running({**shared, **noting}, "web", f"127.0.0.1:{port}") as process:
        until(lambda: answers(f"{editor.address}/healthz"), seconds=120)
        yield process


def answers(address):
    try:
        return requests.get(address, timeout=60).status_code == 200
    except requests.ConnectionError:
        return False


def settle():
    """Wait until the database has noticed that the process is gone, and look at its files."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for question, answer in (
                ("integrity_check", [("ok",)]),
                ("foreign_key_check", []),
                ("journal_mode", [("wal",)]),
            ):
                assert cursor.execute(f"PRAGMA {question}").fetchall() == answer
        else:
            until(lambda: nobody_else(cursor))


def nobody_else(cursor):
    cursor.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    return cursor.fetchone() == (0,)


# Killing it ------------------------------------------------------------------------------


def numbers(tally, first=0):
    """One for each kill: KILLS of them, and more until half of these have hit something.

    On a quick machine many come too late. Thrice as many have to do.
    """
    for count in range(3 * KILLS):
        if count >= KILLS and tally["inside"] >= KILLS // 2:
            return
        tally["kills"] += 1
        yield first + count


class Drill:
    """Sends forms again and again, and kills the server at it, but for the first times.

    `prepare(number)` makes ready for the number-th time and gives the forms. Their texts bear the
    number, as `№7`; apart from that each time changes the same.
    """

    def __init__(self, shared, editor, settings, chance, prepare):
        self.server = lambda: server(shared, editor, settings)
        self.editor, self.chance, self.prepare = editor, chance, prepare
        self.progress = Progress(shared["VAR_DIR"])
        self.tally = Counter(kills=0, inside=0)

    def run(self):
        with ExitStack() as stack:
            process = stack.enter_context(self.server())
            for number in (1, 2):  # the very first time may change more
                self.look(number)
            for number in numbers(self.tally, first=3):
                forms = self.prepare(number)
                before = self.state(forms)
                self.kill_at_it(process, forms)
                stack.pop_all().close()
                settle()
                undone = self.check(number, forms, before)
                self.tally[self.name_of(undone, forms)] += 1
                process = stack.enter_context(self.server())
                self.finish(number, forms, before, undone)
        return self.tally

    def state(self, forms):
        return [fingerprint.lines(form.key) for form in forms], fingerprint.waiting()

    def look(self, number):
        """See what each form changes when nothing is killed, and how many steps all take."""
        forms = self.prepare(number)
        self.expected = []
        self.progress.clear()
        for place, form in enumerate(forms):
            lines, waiting = self.state(forms)
            assert self.editor.send(form)
            lines_after, waiting_after = self.state(forms)
            change = changes(lines[place], lines_after[place], number)
            assert change, "a form that changes nothing proves nothing"
            self.expected.append((change, waiting_after - waiting))
        self.steps = self.progress.length()
        assert foreign_words() == []

    def kill_at_it(self, process, forms):
        connection.close()  # the database file is the server's alone
        self.progress.clear()
        step = self.chance.randint(1, self.steps)
        more = self.chance.uniform(0, SECONDS_MORE[0])
        with ThreadPoolExecutor(1) as pool:
            sent = pool.submit(lambda: all(self.editor.send(form) for form in forms))
            while self.progress.length() < step and not sent.done():
                time.sleep(0.0005)
            time.sleep(more)
            process.kill()
            process.wait()
            answered = sent.result()
        noted = self.progress.read()
        self.tally["inside"] += noted.count(BEGUN) > noted.count(ENDED)
        self.tally["after the answer"] += answered

    def check(self, number, forms, before):
        """Each item is as it was or as it is to be, with its tasks; give the forms not done."""
        lines, waiting = self.state(forms)
        undone, tasks_due = [], before[1]
        for place, form in enumerate(forms):
            change = changes(before[0][place], lines[place], number)
            expected, its_tasks = self.expected[place]
            if not change:
                undone.append(form)
                continue
            assert change == expected, f"half done in round {number}"
            tasks_due = tasks_due + its_tasks
        assert waiting == tasks_due, f"tasks lost in round {number}"
        assert foreign_words() == []
        return undone

    @staticmethod
    def name_of(undone, forms):
        if not undone:
            return "found done"
        return "found as before" if len(undone) == len(forms) else "found done for some items"

    def finish(self, number, forms, before, undone):
        """The site answers again, and what was not done can be done now."""
        for form in forms:
            for language in ("en", "fr"):
                path = Page.objects.get(translation_key=form.key, locale__language_code="en")
                self.editor.get(f"/{language}/{path.url_path.split('/', 2)[2]}")
        for form in undone:
            assert self.editor.send(form)
        assert not self.check(number, forms, before)


def changes(before, after, number):
    """The lines that came and went; the numbers of this time and the last as words."""

    def general(lines):
        found = Counter()
        for line, times in lines.items():
            line = re.sub(rf"([№-]){number}(?=[⟩/])", r"\1now", line)
            line = re.sub(rf"([№-]){number - 1}(?=[⟩/])", r"\1before", line)
            found[line] += times
        return found

    came, went = general(after - before), general(before - after)
    return {"came": came, "went": went} if came or went else {}


def told(tally):
    """A tally in one line, and that the kills have really hit."""
    assert tally["inside"] >= KILLS // 2
    return ", ".join(f"{number} {name}" for name, number in tally.items())


def test_publishing_is_killed(shared, site, editor, settings, chance, record_figure):
    case = make_tagged_case(site, "Ghana", "ghana")
    translate(case, "fr", into("fr"))

    def prepare(number):
        path = edit_of(case)
        data = editor.form_at(path) | {"action-publish": "action-publish"}
        data |= {"title": said("en", f"Ghana №{number}"), "summary": said("en", f"It №{number}")}
        data |= nested_form_data({"body": text(said("en", f"Text №{number}")), **LISTS})
        return [Form(case.translation_key, path, data)]

    tally = Drill(shared, editor, settings, chance, prepare).run()
    record_figure("publishing", told(tally))


def test_submitting_several_pages_is_killed(shared, site, editor, settings, chance, record_figure):
    locales = [site.languages["fr"].pk]  # into several is the work of a batch

    def prepare(number):
        cases = [
            make_tagged_case(site, f"{name} №{number}", f"{name}-{number}")
            for name in ("ghana", "kenya", "togo")
        ]
        return [
            Form(
                case.translation_key,
                reverse("wagtail_localize:submit_page_translation", args=[case.pk]),
                {"locales": locales},
            )
            for case in cases
        ]

    tally = Drill(shared, editor, settings, chance, prepare).run()
    record_figure("submitting", told(tally))


def test_the_import_of_a_po_file_is_killed(shared, site, editor, settings, chance, record_figure):
    case = make_tagged_case(site, "Ghana", "ghana")
    translate(case, "fr", into("fr"))
    translation = Translation.objects.get(source__object_id=case.translation_key)
    path = reverse("wagtail_localize:upload_pofile", args=[translation.pk])

    def prepare(number):
        editor.get(edit_of(rows(case)["fr"]))  # so that nothing is done for the first time
        po = translation.export_po()
        for entry in po:
            entry.msgstr = f"{said('fr', f'{entry.msgctxt} №{number}')}"
        return [Form(case.translation_key, path, {}, {"file": ("fr.po", str(po).encode())})]

    tally = Drill(shared, editor, settings, chance, prepare).run()
    record_figure("import", told(tally))


# The worker ------------------------------------------------------------------------------


def finished():
    return DBTaskResult.objects.finished().count()


def test_a_worker_is_killed(shared, site, var, settings, chance, record_figure):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    case = make_tagged_case(site, "Ghana", "ghana")
    translate(case, "fr", into("fr"))
    codes = [code for code in LANGUAGES if code not in site.languages]
    enqueued, tally = {row.pk for row in DBTaskResult.objects.all()}, Counter(kills=0, inside=0)

    def enqueue(task, *args):
        enqueued.add(DatabaseBackend("default", {}).enqueue(task, args, {}).db_result.pk)

    for number in numbers(tally):
        level = ("local", "national")[number % 2]
        CaseStudyPage.objects.filter(pk=case.pk).update(level=level)
        if number < len(codes):
            # Not by `create`, which would make the shelves at once.
            Locale.objects.bulk_create([Locale(language_code=codes[number])])
            enqueue(tasks.make_shelves, Locale.objects.get(language_code=codes[number]).pk)
        enqueue(tasks.follow_original, case.pk)
        enqueue(note_slowly)
        done = finished() + chance.randrange(DBTaskResult.objects.ready().count())
        # Mostly soon: a task is over in a few hundredths of a second, or in more.
        more = SECONDS_MORE[1] * chance.random() ** 3
        enqueued |= {row.pk for row in DBTaskResult.objects.all()}
        with running(shared, "work") as worker:
            until(lambda done=done: finished() >= done, seconds=120)
            connection.close()
            time.sleep(more)
            worker.kill()
            worker.wait()
        settle()
        tally["inside"] += DBTaskResult.objects.running().exists()
        call_command("tick")
        assert not DBTaskResult.objects.running().exists(), "a task in the hands of nobody"
        assert foreign_words() == []

    while DBTaskResult.objects.ready().exists():
        with running(shared, "work", "--batch") as worker:
            assert worker.wait(300) == 0
    ends = Counter(DBTaskResult.objects.values_list("status", flat=True))
    assert set(ends) <= {"SUCCESSFUL", "FAILED"}
    assert enqueued <= set(DBTaskResult.objects.values_list("pk", flat=True))
    for row in DBTaskResult.objects.failed():
        assert row.exception_class_path == "core.background.WorkerLost"
    made = DBTaskResult.objects.successful().filter(task_path=tasks.make_shelves.module_path)
    shelves = Page.objects.filter(depth__gt=1).exclude(alias_of=None)
    for row in made:
        assert shelves.filter(locale=row.args_kwargs["args"][0]).count() == SECTIONS
    assert rows(case)["fr"].level == level
    tally |= {f"tasks {status.lower()}": number for status, number in ends.items()}
    record_figure("worker", told(tally))
