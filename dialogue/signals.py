"""What follows when a summary is published and taken back, and a dialogue moved, wherever that was
done; and when a picture or file of a contribution is deleted, whatever took it along."""

from django.db.models.signals import post_delete
from wagtail.signals import page_published, page_unpublished, post_page_move

from dialogue import actions, attaching, tasks
from dialogue.actions.following import take_along
from dialogue.models import Attachment, DialoguePage, SummaryPage


def connect():
    page_published.connect(ask_speakers, SummaryPage, dispatch_uid="dialogue.ask_speakers")
    page_unpublished.connect(take_back, SummaryPage, dispatch_uid="dialogue.take_back_summary")
    post_page_move.connect(tell_on, DialoguePage, dispatch_uid="dialogue.tell_on")
    post_delete.connect(attaching.delete_file, Attachment)


def ask_speakers(instance, **kwargs):
    """Its dialogue is summarised, and those who were not asked yet are asked about it."""
    actions.follow_dates_of(instance.dialogue)
    tasks.ask_speakers.enqueue(str(instance.translation_key))


def take_back(instance, **kwargs):
    actions.follow_dates_of(instance.dialogue)


def tell_on(instance, parent_page_before, parent_page_after, **kwargs):
    """Who follows both forums is told of it as before."""
    places = [(forum.translation_key,) for forum in (parent_page_before, parent_page_after)]
    take_along("dialogue", instance.translation_key, *places)
