"""What follows when a member is saved or deleted, wherever that was done."""

from allauth.account.models import EmailAddress
from django.db.models.signals import post_save, pre_delete

from members import erasures, personal_data
from members.models import Member


def connect():
    post_save.connect(keep_one_address, Member, dispatch_uid="members.one_address")
    pre_delete.connect(forget_person, Member, dispatch_uid="members.forget_person")


def keep_one_address(instance, update_fields, raw, **kwargs):
    """A member signs in, and resets the password, with the present e-mail address only.

    allauth keeps addresses in a table of its own and would go by a former one for ever: who holds a
    mailbox that was taken off the account could take the account over. An address that an
    administrator enters is vouched for; who signs up confirms it.
    """
    if raw or not (update_fields is None or "email" in update_fields):
        return
    own = EmailAddress.objects.filter(user=instance)
    if own.filter(email=instance.email, primary=True).exists():
        return  # one that waits to be confirmed in its place stays
    own.exclude(email=instance.email).delete()
    if instance.address_is_vouched_for:
        EmailAddress.objects.get_or_create(
            user=instance, email=instance.email, defaults={"verified": True, "primary": True}
        )


def forget_person(instance, **kwargs):
    """Nobody is deleted who is not forgotten everywhere: not by a shell, nor by a queryset."""
    _ = instance.has_shown_address  # asked now, before the table that tells it is emptied
    personal_data.forget(instance)
    erasures.note(instance)
