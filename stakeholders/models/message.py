"""Messages of strangers to a contact, on their way through the relay."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.sealing import SealedTextField
from stakeholders.models.contact import Contact


class Message(models.Model):
    """What somebody wrote to an organisation. All of it is sealed, and purged after 30 days."""

    number = models.UUIDField(primary_key=True)
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="messages")
    sender_mark = models.CharField(max_length=64)
    sender = SealedTextField(_("e-mail address"))
    sender_name = SealedTextField(_("name"), blank=True)
    words = SealedTextField(_("message"))
    may_be_answered = models.BooleanField(_("may be answered"), default=False)
    language = models.CharField(_("language of the writer"), max_length=20)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(fields=["sender_mark", "created_at"]),
            models.Index(fields=["contact", "sent_at"]),
        ]

    def __str__(self):
        return str(self.number)


class Block(models.Model):
    """That a contact wants nothing more from one writer."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="blocks")
    sender_mark = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        constraints = [
            models.UniqueConstraint(fields=["contact", "sender_mark"], name="block_once")
        ]

    def __str__(self):
        return f"{self.pk}"
