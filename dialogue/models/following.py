"""Who follows what by mail."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.models.contribution import Contribution
from dialogue.models.dialogue import DialoguePage
from dialogue.vocabularies import HowOften


class FollowingQuerySet(models.QuerySet):
    def of(self, member, key):
        """That of a member, given by its primary key, and a forum, dialogue or thread, by its
        own."""
        return self.filter(Q(forum=key) | Q(dialogue=key) | Q(thread=key), member=member)

    def by_member(self, forum, dialogue=None):
        """{primary key of a member: that which tells them of what is said in a dialogue of a forum,
        or else in all of them}; both are given by their keys."""
        rows = self.filter(forum=forum)
        if dialogue:
            rows |= self.filter(dialogue=dialogue)
        return {row.member_id: row for row in rows.order_by(F("dialogue").asc(nulls_first=True))}

    def with_news(self, until):
        """Those where, until then, somebody else has said something of which they were not told."""
        new = Contribution.objects.new(OuterRef("told_until"), until, OuterRef("member"))
        in_forum = DialoguePage.objects.filter(forum=OuterRef(OuterRef("forum")))
        return self.filter(told_until__lt=until, member__is_active=True).filter(
            Exists(new.filter(thread__translation_key=OuterRef("thread")))
            | Exists(new.filter(dialogue=OuterRef("dialogue")))
            | Exists(new.filter(dialogue__in=in_forum.values("translation_key")))
        )


class Following(models.Model):
    """That a member is told by mail of what is said in a thread, a dialogue, or all of a forum.

    Each is given by its key, in whatever language; a thread by that of the contribution that began
    it. Who follows a part and the whole is told of the part as they chose for it, which may be not
    at all.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    thread = models.UUIDField(null=True)
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
            models.UniqueConstraint(fields=["member", "thread"], name="member_follows_thread_once"),
            models.UniqueConstraint(
                fields=["member", "dialogue"], name="member_follows_dialogue_once"
            ),
            models.UniqueConstraint(fields=["member", "forum"], name="member_follows_forum_once"),
            models.CheckConstraint(
                condition=Q(thread__isnull=False, dialogue=None, forum=None)
                | Q(thread=None, dialogue__isnull=False, forum=None)
                | Q(thread=None, dialogue=None, forum__isnull=False),
                name="following_of_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["how", "id"])]

    def __str__(self):
        return f"{self.pk}"

    @property
    def key(self):
        return self.thread or self.dialogue or self.forum

    def wider(self):
        """That which tells the same member of this where it does not itself, or None."""
        others, dialogues = Following.objects.filter(member=self.member_id), [self.dialogue]
        if self.thread:
            begins = Contribution.objects.originals().filter(translation_key=self.thread)
            dialogues = begins.values("dialogue")
            if found := others.filter(dialogue__in=dialogues).first():
                return found
        forums = DialoguePage.objects.filter(translation_key__in=dialogues).values("forum")
        return others.filter(forum__in=forums).first()

    def originals(self):
        """The originals of which it tells, also where the member may not read them."""
        originals = Contribution.objects.originals()
        others = Following.objects.filter(member=self.member_id)
        if self.thread:
            return originals.filter(thread__translation_key=self.thread)
        threads = others.exclude(thread=None).values("thread")
        originals = originals.exclude(thread__translation_key__in=threads)
        if self.dialogue:
            return originals.filter(dialogue=self.dialogue)
        dialogues = others.exclude(dialogue=None).values("dialogue")
        in_forum = DialoguePage.objects.filter(forum=self.forum)
        in_forum = in_forum.exclude(translation_key__in=dialogues)
        return originals.filter(dialogue__in=in_forum.values("translation_key"))
