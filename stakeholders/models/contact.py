"""The people through whom organisations are reached: neither pages nor snippets."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import languages
from members.sealing import SealedTextField, fingerprint

PURPOSE = "stakeholders.contact"


def today():
    return timezone.now().date()


def in_a_year():
    return today() + timedelta(days=365)


class ContactQuerySet(models.QuerySet):
    def with_consent(self):
        """Those who may be written to today."""
        return self.filter(consent_ends_on__gt=today())

    def for_messages(self, item):
        """Those of an item (its key) who take messages of strangers, the first one first."""
        return self.with_consent().filter(item=item, scope=Contact.Scope.MESSAGES).order_by("pk")


class Contact(models.Model):
    """A person behind an organisation, with what they agreed to. What names them is sealed.

    `item` is the key of the organisation's profile, in whatever language that is written.
    """

    class Scope(models.TextChoices):
        MESSAGES = "messages", _("Messages of readers, and our yearly question")
        QUESTION = "question", _("Our yearly question only")

    item = models.UUIDField(db_index=True, editable=False)
    name = SealedTextField(_("name"), max_length=200)
    email = SealedTextField(_("e-mail address"), max_length=254)
    email_mark = models.CharField(max_length=64, editable=False, db_index=True)
    phone = SealedTextField(_("telephone"), max_length=100, blank=True)
    language = models.CharField(_("language of mails"), max_length=20, choices=languages.choices)
    scope = models.CharField(_("agreed to"), max_length=10, choices=Scope, default=Scope.MESSAGES)
    consent_given_on = models.DateField(_("agreed on"), default=today)
    consent_ends_on = models.DateField(_("holds until"), default=in_a_year)
    consent_note = SealedTextField(
        _("how they agreed"), blank=True, help_text=_("By mail, in a meeting, on which paper.")
    )

    # When this person was last asked whether the profile still holds.
    asked_on = models.DateField(null=True, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self):
        """What logs and messages call it: it names nobody."""
        return _("Contact %s") % self.pk

    def save(self, *args, **kwargs):
        """With another address it is another person: nothing of the former one's stays."""
        mark = mark_of(self.email)
        if self.pk and self.email_mark not in ("", mark):
            self.messages.all().delete()
            self.blocks.all().delete()
        self.email_mark = mark
        super().save(*args, **kwargs)

    @property
    def takes_messages(self):
        return self.scope == self.Scope.MESSAGES and self.consent_ends_on > today()


def mark_of(address):
    """What an e-mail address is known by without being told; `a+b@c.org` is one with `a@c.org`."""
    name, _at, host = address.strip().rpartition("@")
    return fingerprint(f"{name.partition('+')[0]}@{host}", PURPOSE)
