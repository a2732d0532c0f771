"""What follows when contacts go, and profiles are saved, published and deleted, wherever that was
done."""

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import ModelLogEntry
from wagtail.signals import page_published

from core import mails
from stakeholders import unlisted
from stakeholders.models import CommitteeRights, Contact, ProfilePage
from stakeholders.rights import sync_rights


def connect():
    pre_delete.connect(forget_person, Contact, dispatch_uid="stakeholders.forget_person")
    for signal in (post_save, post_delete):
        signal.connect(keep_rights, ProfilePage, dispatch_uid="stakeholders.keep_rights")
    page_published.connect(list_again, ProfilePage, dispatch_uid="stakeholders.list_again")


def forget_person(instance, **kwargs):
    """Mails to them are not sent any more, and why somebody looked at them is nobody's business."""
    if instance.email:
        mails.waiting_for(instance.email).delete()
    ModelLogEntry.objects.for_instance(instance).update(data={})


def list_again(instance, **kwargs):
    """An organisation that editors publish is not kept out of files any longer."""
    unlisted.forget(instance)


def keep_rights(instance, raw=False, **kwargs):
    """Editors of a committee may write in each language as soon as it has a place there, and
    nothing any more in what is no committee."""
    rights = CommitteeRights.objects.filter(committee=instance.translation_key)
    if not raw and rights.exists():
        sync_rights(instance.translation_key)
