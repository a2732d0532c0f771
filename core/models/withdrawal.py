"""What was withdrawn, sealed, for as long as it can be brought back."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.sealing import SealedTextField, fingerprint

KEEP = timedelta(days=30)
PURPOSE = "core.withdrawal"


class WithdrawnItemQuerySet(models.QuerySet):
    def standing(self):
        """Those that can still be brought back."""
        return self.filter(withdrawn_at__gt=timezone.now() - KEEP)

    def due(self):
        """Those of which nothing is to be left."""
        return self.filter(withdrawn_at__lte=timezone.now() - KEEP)


class WithdrawnItem(models.Model):
    """One item that was withdrawn, with all that lay in it. Its words are sealed."""

    key = models.UUIDField(unique=True)
    title = SealedTextField(gettext_lazy("title"))
    withdrawn_at = models.DateTimeField(gettext_lazy("withdrawn at"), default=timezone.now)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=gettext_lazy("withdrawn by"),
    )

    objects = WithdrawnItemQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("withdrawn item")
        verbose_name_plural = gettext_lazy("withdrawn items")
        ordering = ["-withdrawn_at"]

    def __str__(self):
        """What logs and messages call it: it tells nothing."""
        return _("Withdrawn item %s") % self.pk

    @property
    def days_left(self):
        return (self.withdrawn_at + KEEP - timezone.now()).days


class WithdrawnPart(models.Model):
    """A piece of what is sealed: of the rows, or of the file that `file` names."""

    record = models.ForeignKey(WithdrawnItem, models.CASCADE, related_name="parts")
    file = SealedTextField(blank=True)
    content = SealedTextField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.pk}"


class WithdrawnAddressQuerySet(models.QuerySet):
    def at(self, path):
        """Those of a path below the home, while what stood there can be brought back."""
        standing = WithdrawnItem.objects.standing()
        return self.filter(mark=fingerprint(path, PURPOSE), record__in=standing)


class WithdrawnAddress(models.Model):
    """A path at which something stood, known again by its mark: the path tells the title."""

    record = models.ForeignKey(WithdrawnItem, models.CASCADE, related_name="addresses")
    mark = models.CharField(max_length=64, db_index=True)
    says_so = models.BooleanField()

    objects = WithdrawnAddressQuerySet.as_manager()

    def __str__(self):
        return f"{self.pk}"
