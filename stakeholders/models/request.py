"""That an organisation asks to be listed, until the mail address is confirmed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.sealing import SealedTextField


class ListingRequest(models.Model):
    """What was typed, sealed as JSON. It becomes a draft profile when the asker confirms."""

    number = models.UUIDField(primary_key=True)
    sender_mark = models.CharField(max_length=64)
    answers = SealedTextField(_("answers"))
    language = models.CharField(_("language"), max_length=20)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("request to be listed")
        verbose_name_plural = _("requests to be listed")

    def __str__(self):
        return str(self.number)
