"""A dialogue: one question, with an opening and a closing date, and what people say to it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel, InlinePanel
from wagtail.blocks import StreamBlockValidationError
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock
from core.item_forms import ItemForm
from core.languages.ladder import ladder
from core.languages.query import linked, tied
from core.mails import forget_items
from core.models.page import ContentPage, ContentQuerySet
from core.visitors import member_of
from dialogue.blocks import RoundsBlock, late_or_early
from dialogue.models.forum import ForumPage
from dialogue.models.summary import SummaryPage
from dialogue.rounds import lay_out, rounds_of
from dialogue.thread import read_thread
from dialogue.visits import come_in
from dialogue.vocabularies import DialogueState
from knowledge.models import CaseStudyPage
from stakeholders.models import ProfilePage


class DialogueForm(ItemForm):
    summary_field = "introduction"
    chosen_once = {}


class DialogueQuerySet(ContentQuerySet):
    def with_summaries(self):
        """Each knows whether its summary is out (`has_summary`)."""
        summaries = SummaryPage.objects.published(models.OuterRef("translation_key"))
        return self.annotate(has_summary=models.Exists(summaries))

    def for_listing(self, languages, member=None):
        """Each dialogue this person may read, once, in the nearest version: the open ones first."""
        is_open = models.Case(
            models.When(state=DialogueState.OPEN, then=0),
            models.When(state=DialogueState.ANNOUNCED, then=1),
            default=2,
        )
        return (
            self.readable_by(member)
            .best_version(languages)
            .select_related("locale")
            .defer("body")
            .order_by(is_open, "-opens_on", "pk")
        )


class DialoguePage(ContentPage):
    parent_page_types = ["dialogue.ForumPage"]
    subpage_types = ["dialogue.SummaryPage"]
    card_template = "dialogue/includes/dialogue_card.html"
    page_description = _(
        "One question, with what one should know to answer it. Members answer it in any language, "
        "from the day on which it opens until the day on which it closes."
    )

    # The key of the forum it lies in, in whatever language.
    forum = models.UUIDField(db_index=True, editable=False)
    introduction = models.TextField(
        _("introduction"),
        max_length=600,
        help_text=_("Two or three sentences: what is asked, and why now."),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("framing"),
        blank=True,
        help_text=_("What one should know to answer: what was tried, and where opinions differ."),
    )
    opens_on = models.DateField(_("opens on"), default=timezone.localdate)
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    rounds = StreamField(
        RoundsBlock(),
        verbose_name=_("rounds"),
        blank=True,
        help_text=_("Parts of the question, if one is spoken about after the other."),
    )
    state = models.CharField(
        pgettext_lazy("of a dialogue", "state"),
        max_length=20,
        choices=DialogueState,
        default=DialogueState.ANNOUNCED,
        editable=False,
    )

    # By a moderator, whatever its dates say.
    closed_by_hand = models.BooleanField(default=False, editable=False)
    # How many seconds each member waits before they say something more in it.
    pause_between = models.PositiveIntegerField(default=0, editable=False)

    state_fields = [
        *ContentPage.state_fields,
        "forum",
        "state",
        "closed_by_hand",
        "pause_between",
    ]
    objects = PageManager.from_queryset(DialogueQuerySet)()
    base_form_class = DialogueForm

    content_panels = [
        *ContentPage.content_panels,
        "introduction",
        FieldRowPanel(["opens_on", "closes_on"]),
        "rounds",
        "body",
        InlinePanel("hosts", heading=_("Hosts"), label=pgettext_lazy("of a dialogue", "Host")),
        InlinePanel("cases", heading=_("Related cases"), label=_("Related case")),
    ]
    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    override_translatable_fields = [
        *ContentPage.override_translatable_fields,
        SynchronizedField("opens_on", overridable=False),
        SynchronizedField("closes_on", overridable=False),
    ]

    class Meta:
        verbose_name = pgettext_lazy("site", "dialogue")
        verbose_name_plural = _("dialogues")

    @property
    def is_open(self):
        """Whether members can say something to it now."""
        return self.state == DialogueState.OPEN

    @cached_property
    def has_summary(self):
        """Whether the summary of the whole of it is out; `DialogueQuerySet.with_summaries` knows it
        for many."""
        return SummaryPage.objects.published(self.translation_key).exists()

    @property
    def pace(self):
        """How often each speaks, in words, where a moderator has slowed it down; else nothing."""
        minutes = self.pause_between // 60
        return minutes and ngettext(
            "So that all come to speak, each says one thing in %(minutes)s minute here.",
            "So that all come to speak, each says one thing in %(minutes)s minutes here.",
            minutes,
        ) % {"minutes": minutes}

    def state_on(self, day):
        """How far it is on a day: what its dates say, unless a moderator has closed it, and whether
        its summary is out."""
        if self.closed_by_hand or (self.closes_on and day > self.closes_on):
            return DialogueState.SUMMARISED if self.has_summary else DialogueState.CLOSED
        if day < self.opens_on:
            return DialogueState.ANNOUNCED
        return DialogueState.OPEN

    def clean(self):
        super().clean()
        if self.closes_on and self.opens_on and self.closes_on < self.opens_on:
            raise ValidationError({"closes_on": _("It cannot close before it opens.")})
        self._check_rounds()

    def _check_rounds(self):
        """Raise ValidationError for a round that opens when the dialogue is not open."""
        first, last = self.opens_on or date.min, self.closes_on or date.max
        days = [child.value["opens_on"] for child in self.rounds]
        errors = {
            n: late_or_early(_("It must open while the dialogue is open."))
            for n, day in enumerate(days)
            if day and not first <= day <= last
        }
        if errors:
            raise ValidationError({"rounds": StreamBlockValidationError(block_errors=errors)})

    def save(self, *args, **kwargs):
        if self._state.adding:
            self.forum = self.get_parent().translation_key
            self.state = self.state_on(timezone.localdate())
        super().save(*args, **kwargs)

    @transaction.atomic
    def move(self, target, pos=None, user=None):
        super().move(target, pos, user)
        versions = DialoguePage.objects.filter(translation_key=self.translation_key)
        versions.update(forum=versions.get(pk=self.pk).get_parent().translation_key)
        forget_items([self.translation_key])  # perhaps into a room

    def get_context(self, request, *args, **kwargs):
        member = member_of(request)
        languages = ladder(get_language(), member)
        forums = ForumPage.objects.filter(translation_key=self.forum)
        links = {"hosts": DialogueHost, "cases": DialogueCase}
        ties = {name: tied(self, link, "dialogue") for name, link in links.items()}
        summaries = SummaryPage.objects.of(self.translation_key, languages, member)
        as_written, whole = ("as-written" in request.GET, "whole" in request.GET)
        number = request.GET.get("page")
        rounds = rounds_of(self)
        thread = read_thread(self.translation_key, rounds, languages, number, as_written, whole)
        lay_out(rounds, thread, summaries)
        reads = member and not getattr(request, "is_preview", False)
        return super().get_context(request, *args, **kwargs) | {
            "forum": forums.for_listing(languages, member).first(),
            **linked(ties, languages, member),
            "summary": summaries.get(""),
            "rounds": rounds,
            "thread": thread,
            "news": come_in(member, self.translation_key, thread) if reads else None,
            "as_written": as_written,
            "whole": whole,
        }


class DialogueHost(Orderable):
    """An organisation of the directory that hosts a dialogue."""

    dialogue = ParentalKey(DialoguePage, on_delete=models.CASCADE, related_name="hosts")
    stakeholder = models.ForeignKey(
        ProfilePage, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="+"
    )

    ends = ("dialogue", "stakeholder")
    panels = ["stakeholder"]


class DialogueCase(Orderable):
    """A case study that bears on the question."""

    dialogue = ParentalKey(DialoguePage, on_delete=models.CASCADE, related_name="cases")
    case_study = models.ForeignKey(
        CaseStudyPage, verbose_name=_("case study"), on_delete=models.CASCADE, related_name="+"
    )

    ends = ("dialogue", "case_study")
    panels = ["case_study"]
