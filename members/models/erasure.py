"""Who is to stay erased, without saying who."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Erasure(models.Model):
    """That somebody was erased: not who, but whom to erase again (`members.erasures`)."""

    number = models.UUIDField(_("number"), unique=True)
    erased_on = models.DateField(_("erased on"))

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")

    def __str__(self):
        return str(self.number)
