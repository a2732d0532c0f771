"""What one person says in a dialogue, in the language they chose, and its translations.

A contribution is an item with versions, like a page: the rows that share a `translation_key`, one
per language, one of them the original. It belongs to the dialogue's item, so that all versions of a
dialogue hold one conversation. What was done to it: `dialogue.actions`.
"""

import hashlib
import json

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Locale, TranslatableMixin

from core.models.provenance import How
from dialogue.vocabularies import ANSWERABLE, Status

# What readers see of, even if only that something stood there.
IN_THREAD = (Status.SHOWN, Status.HIDDEN, Status.WITHDRAWN)


class ContributionQuerySet(models.QuerySet):
    def originals(self):
        return self.filter(locale=F("original_locale"))

    def translations(self):
        return self.exclude(locale=F("original_locale"))

    def placed(self):
        """The originals of which readers see at least the place: what was shown once keeps it."""
        return self.originals().filter(Q(status__in=IN_THREAD) | ~Q(appeared_at=None))

    def translated_by(self, member):
        """The translations that have this member's words now."""
        own = Q(changed_by=member) | Q(changed_by=None, author=member)
        return self.translations().filter(own)

    def in_thread(self, dialogue):
        """The originals that readers of a dialogue (its key) see, in their order: each thread
        together, and in it one after the other as they were said."""
        return self.placed().filter(dialogue=dialogue).order_by("thread", "pk")

    def newest(self, dialogue):
        """The originals that can be read in a dialogue (its key), the last one to appear first."""
        shown = self.originals().filter(dialogue=dialogue, status=Status.SHOWN)
        return shown.select_related("locale", "author").order_by("-appeared_at", "-pk")

    def new(self, since, until, reader):
        """The originals that appeared between two moments and are not the reader's own."""
        found = self.originals().filter(status=Status.SHOWN)
        found = found.filter(appeared_at__gt=since, appeared_at__lte=until)
        return found.exclude(author=reader)

    def waiting(self):
        return self.filter(status=Status.WAITING)

    def answerable(self):
        """The originals on which their author may answer the moderators now: once on each
        decision, until a moderator has read it."""
        paused = Q(pauses__until__gt=timezone.now())
        decided = self.originals().filter(Q(status__in=ANSWERABLE) | paused)
        return decided.filter(Q(answer="") | Q(answer_waits=True))


class Contribution(TranslatableMixin, models.Model):
    """One version of a contribution.

    `status` of the original says what became of the contribution; of a translation, whether it is
    read. `thread` is the original that began the thread (itself, if it did), `answers` the one it
    answers. `draft` of a translation is what a translator proposes in place of its `text`.
    """

    original_locale = models.ForeignKey(
        Locale, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    dialogue = models.UUIDField(editable=False)
    thread = models.ForeignKey("self", models.CASCADE, null=True, related_name="+")
    answers = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="contributions",
        verbose_name=_("author"),
    )
    # Made with the form: sent twice, it is one.
    number = models.UUIDField(null=True, unique=True, editable=False)
    text = models.TextField(_("text"), blank=True)
    # From where its author speaks, if they said so: it is only counted.
    country = models.CharField(_("country"), max_length=2, blank=True)
    status = models.CharField(
        pgettext_lazy("of a contribution", "status"),
        max_length=20,
        choices=Status,
        default=Status.WAITING,
    )
    written_at = models.DateTimeField(_("written"), auto_now_add=True)
    edited_at = models.DateTimeField(_("edited"), null=True)
    # When it was shown for the first time. Hidden and shown again, it is no news.
    appeared_at = models.DateTimeField(null=True, editable=False)
    approved_at = models.DateTimeField(_("approved"), null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # What a moderator wrote to the author.
    note = models.TextField(blank=True, editable=False)
    # What the author wrote back, and whether a moderator has yet to read it.
    answer = models.TextField(blank=True, editable=False)
    answer_waits = models.BooleanField(default=False, editable=False)
    # Of an original: its author asked that no machine translates it.
    by_people_only = models.BooleanField(_("to be translated by people only"), default=False)
    # Of a translation: how and from which text it was made; its author is who translated it first,
    # `changed_by` who gave it the words that it has now, where that is another.
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    how = models.CharField(max_length=20, choices=How, default=How.PERSON)
    made_from = models.CharField(max_length=64, blank=True, editable=False)
    draft = models.TextField(pgettext_lazy("site", "draft"), blank=True)
    draft_how = models.CharField(max_length=20, choices=How, default=How.PERSON, editable=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = ContributionQuerySet.as_manager()

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        indexes = [
            models.Index(
                fields=["dialogue", "thread", "id"],
                condition=Q(locale=F("original_locale")),
                name="contribution_in_thread",
            ),
            models.Index(
                fields=["status"], condition=Q(status="waiting"), name="contribution_waiting"
            ),
            models.Index(
                fields=["answer_waits"],
                condition=Q(answer_waits=True),
                name="contribution_answer_waits",
            ),
        ]

    def __str__(self):
        """What logs call it: no words of it."""
        return f"{self.pk}"

    def save(self, *args, **kwargs):
        if self.status == Status.SHOWN and not self.appeared_at:
            self.appeared_at = timezone.now()
        super().save(*args, **kwargs)

    @property
    def is_original(self):
        return self.locale_id == self.original_locale_id

    @property
    def anchor(self):
        """The `id` of its element in a thread, the same in every language. Of originals."""
        return f"contribution-{self.pk}"

    @property
    def has_been_answered(self):
        return Contribution.objects.filter(answers=self).exists()

    @property
    def digest(self):
        """What its text is known by, to see whether it was edited since."""
        return digest_of(self.text)

    @property
    def original(self):
        """The original of this version: itself, if it is one."""
        originals = Contribution.objects.originals()
        return self if self.is_original else originals.get(translation_key=self.translation_key)

    @property
    def translator(self):
        """Of a translation: whose words it has now."""
        return self.changed_by or self.author

    @property
    def standing(self):
        """What a moderator decides on is known by, to see whether it has changed since."""
        stands = [
            str(self.dialogue),
            self.status,
            self.text,
            self.note,
            self.answer,
            self.answer_waits,
        ]
        return f"{self.pk}-{hashlib.sha256(json.dumps(stands).encode()).hexdigest()}"

    def get_absolute_url(self):
        """The lasting address of an original, in the active language."""
        return reverse("contribution", args=[self.pk])


def digest_of(text):
    """By what a text is known again."""
    return hashlib.sha256(text.encode()).hexdigest()


class FormerText(models.Model):
    """A text as it stood before it was changed: moderators see the history of each version.

    `author` is who translated it so, and `reason` what they were told, where it was sent back or
    taken out.
    """

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="former_texts")
    text = models.TextField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    reason = models.TextField(blank=True)
    replaced_at = models.DateTimeField(auto_now_add=True)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.pk}"
