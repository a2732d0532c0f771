"""What follows when a member is saved, wherever that was done."""

from allauth.account.models import EmailAddress
from django.db.models.signals import post_save

from members.models import Member


def connect():
    post_save.connect(forget_former_addresses, Member, dispatch_uid="members.former_addresses")


def forget_former_addresses(instance, update_fields, raw, **kwargs):
    """A member signs in, and resets the password, with the present e-mail address only.

    allauth notes an address at the first password reset and would go by that note for ever: who
    holds a mailbox that was taken off the account could take the account over.
    """
    if not raw and (update_fields is None or "email" in update_fields):
        EmailAddress.objects.filter(user=instance).exclude(email=instance.email).delete()
