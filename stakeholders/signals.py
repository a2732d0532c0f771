"""What follows when contacts go and profiles are published, wherever that was done."""

from django.db.models.signals import pre_delete
from wagtail.models import ModelLogEntry
from wagtail.signals import page_published

from core import mails
from stakeholders import unlisted
from stakeholders.models import Contact, ProfilePage


def connect():
    pre_delete.connect(forget_person, Contact, dispatch_uid="stakeholders.forget_person")
    page_published.connect(list_again, ProfilePage, dispatch_uid="stakeholders.list_again")


def forget_person(instance, **kwargs):
    """Mails to them are not sent any more, and why somebody looked at them is nobody's business."""
    if instance.email:
        mails.waiting_for(instance.email).delete()
    ModelLogEntry.objects.for_instance(instance).update(data={})


def list_again(instance, **kwargs):
    """An organisation that editors publish is not kept out of files any longer."""
    unlisted.forget(instance)
