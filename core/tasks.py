"""What the worker does for core. Every task can run twice."""

from django_tasks import task
from wagtail.models import Locale, Page

from core import batches, facts, mails
from core.languages import shelves
from core.turns import turn


@task()
def make_shelves(locale_id):
    """Give every section its place in a language, unless the language is gone again."""
    if locale := Locale.objects.filter(pk=locale_id).first():
        shelves.make_shelves(locale)


@task()
def shelve_section(page_id):
    """Give a section its place in every language, unless the section is gone again."""
    if page := Page.objects.filter(pk=page_id).first():
        shelves.shelve_section(page.specific)


@task()
def follow_original(page_id):
    """Bring the versions of an item to the facts of its original, unless it is gone again."""
    with turn():
        if page := Page.objects.filter(pk=page_id).first():
            facts.follow_original(page.specific)


@task()
def work_off(batch_id):
    """Do what waits in a batch."""
    batches.work_off(batch_id)


@task(priority=50)
def send_mails():
    """Hand on the mails that wait, before all other work: people wait for them."""
    mails.send_waiting()
