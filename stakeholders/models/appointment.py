"""Who edits a committee, who was asked to, and what carries their rights."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from members import languages
from members.links import MailLink
from members.sealing import SealedTextField
from stakeholders.models.profile import ProfilePage

LINK = MailLink("stakeholders.appointment", timedelta(days=14))


class Appointment(models.Model):
    """That a member edits a committee: the key of its profile, in whatever language that is.

    Their rights follow it (`stakeholders.rights.sync_rights`).
    """

    committee = models.UUIDField(db_index=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="appointments"
    )
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    appointed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        constraints = [
            models.UniqueConstraint(fields=["committee", "member"], name="appointed_once")
        ]

    def __str__(self):
        return f"{self.pk}"


class EditorInvitationQuerySet(models.QuerySet):
    def standing(self):
        """Those that can still be accepted."""
        return self.filter(created_at__gte=timezone.now() - LINK.lasts)

    def run_out(self):
        return self.filter(created_at__lt=timezone.now() - LINK.lasts)

    def by_token(self, token):
        """The invitation of a link, if it still stands; else None."""
        parts = LINK.read(token)
        return self.standing().filter(pk=parts[0]).first() if parts else None


class EditorInvitation(models.Model):
    """A mail to one address, which asks its reader to edit a committee. Gone once accepted."""

    committee = models.UUIDField(db_index=True, editable=False)
    email = SealedTextField(_("e-mail address"), max_length=254)
    email_mark = models.CharField(max_length=64, editable=False, db_index=True)
    language = models.CharField(_("language of the mail"), max_length=20, choices=languages.choices)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EditorInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation to edit a committee")
        verbose_name_plural = _("invitations to edit committees")
        constraints = [
            models.UniqueConstraint(fields=["committee", "email_mark"], name="asked_once")
        ]

    def __str__(self):
        """It names nobody."""
        return f"{self.pk}"

    @property
    def token(self):
        """What stands in the link. The committee, too: when the invitation is gone, the link still
        leads those who accepted it to what they edit."""
        return LINK.token(self.pk, self.committee)

    @property
    def profile(self):
        """The original of the committee, or None where there is none any more."""
        committees = ProfilePage.objects.originals().committees()
        return committees.filter(translation_key=self.committee).first()


class CommitteeRights(models.Model):
    """The group of a committee's editors, and its own collection of pictures and documents.

    Made with the first appointment; kept by `stakeholders.rights.sync_rights` alone.
    """

    committee = models.UUIDField(unique=True, editable=False)
    group = models.OneToOneField(Group, models.SET_NULL, null=True, related_name="+")
    collection = models.OneToOneField(Collection, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("rights of a committee’s editors")
        verbose_name_plural = _("rights of committees’ editors")

    def __str__(self):
        return f"{self.committee}"
