"""What follows when a summary is published and taken back, wherever that was done."""

from wagtail.signals import page_published, page_unpublished

from dialogue import actions, tasks
from dialogue.models import SummaryPage


def connect():
    page_published.connect(ask_speakers, SummaryPage, dispatch_uid="dialogue.ask_speakers")
    page_unpublished.connect(take_back, SummaryPage, dispatch_uid="dialogue.take_back_summary")


def ask_speakers(instance, **kwargs):
    """Its dialogue is summarised, and those who were not asked yet are asked about it."""
    actions.follow_dates_of(instance.dialogue)
    tasks.ask_speakers.enqueue(str(instance.translation_key))


def take_back(instance, **kwargs):
    actions.follow_dates_of(instance.dialogue)
