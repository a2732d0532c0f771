"""Who follows what by mail."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.models.contribution import Contribution
from dialogue.models.dialogue import DialoguePage
from dialogue.vocabularies import HowOften


class FollowingQuerySet(models.QuerySet):
    def of(self, member, key):
        """That of a member, given by its primary key, and a dialogue or forum, by its own."""
        return self.filter(Q(dialogue=key) | Q(forum=key), member=member)

    def with_news(self, until):
        """Those where, until then, somebody else has said something of which they were not told."""
        new = Contribution.objects.new(OuterRef("told_until"), until, OuterRef("member"))
        in_forum = DialoguePage.objects.filter(forum=OuterRef(OuterRef("forum")))
        return self.filter(told_until__lt=until, member__is_active=True).filter(
            Exists(new.filter(dialogue=OuterRef("dialogue")))
            | Exists(new.filter(dialogue__in=in_forum.values("translation_key")))
        )


class Following(models.Model):
    """That a member is told by mail of what is said in a dialogue, or in all those of a forum.

    Each is given by its key, in whatever language. Who follows both is told of the dialogue as they
    chose for it.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    dialogue = models.UUIDField(null=True)
    forum = models.UUIDField(null=True)
    how = models.CharField(_("how often"), max_length=20, choices=HowOften)
    # What appeared up to then has been told, or was there before.
    told_until = models.DateTimeField(default=timezone.now, editable=False)

    objects = FollowingQuerySet.as_manager()

    class Meta:
        verbose_name = _("dialogue followed by mail")
        verbose_name_plural = _("dialogues followed by mail")
        constraints = [
            models.UniqueConstraint(
                fields=["member", "dialogue"], name="member_follows_dialogue_once"
            ),
            models.UniqueConstraint(fields=["member", "forum"], name="member_follows_forum_once"),
            models.CheckConstraint(
                condition=Q(dialogue=None) ^ Q(forum=None), name="following_of_one_thing"
            ),
        ]
        indexes = [models.Index(fields=["how", "id"])]

    def __str__(self):
        return f"{self.pk}"

    @property
    def key(self):
        return self.dialogue or self.forum

    def dialogues(self):
        """All rows of the dialogues of which it tells."""
        if self.dialogue:
            return DialoguePage.objects.filter(translation_key=self.dialogue)
        alone = Following.objects.filter(member=self.member_id).exclude(dialogue=None)
        dialogues = DialoguePage.objects.filter(forum=self.forum)
        return dialogues.exclude(translation_key__in=alone.values("dialogue"))
