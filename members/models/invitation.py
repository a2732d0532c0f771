"""That somebody is asked to become a member."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members import languages
from members.links import MailLink

LINK = MailLink("members.invitation", timedelta(days=14))


class InvitationQuerySet(models.QuerySet):
    def standing(self):
        """Those that can still be accepted."""
        since = timezone.now() - Invitation.LASTS
        return self.filter(accepted_at=None, created_at__gte=since)

    def by_token(self, token):
        """The invitation of a link, if it still stands; else None."""
        parts = LINK.read(token)
        return self.standing().filter(pk=parts[0]).first() if parts else None


class Invitation(models.Model):
    """A mail to one address, with a link that opens one account."""

    LASTS = LINK.lasts

    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language of the mail"), max_length=20, choices=languages.choices)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("invited by"),
    )
    created_at = models.DateTimeField(_("invited at"), auto_now_add=True)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-pk"]

    def __str__(self):
        """What the log calls it, which keeps it longer than the address."""
        return gettext("Invitation %s") % self.pk

    def clean(self):
        super().clean()
        self.email = self.email.strip().lower()

    @property
    def token(self):
        return LINK.token(self.pk)

    @property
    def state(self):
        """What became of it, in words."""
        if self.accepted_at:
            return _("Accepted")
        return _("Waiting") if self.created_at > timezone.now() - self.LASTS else _("Run out")
