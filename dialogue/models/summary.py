"""A facilitator's summary of a dialogue, with the contributions it rests on."""

import hashlib
import json

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Locale, Orderable, PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock
from core.item_forms import ItemForm
from core.languages.ladder import ladder
from core.models.page import ContentPage, ContentQuerySet
from core.models.provenance import Provenance
from core.paging import paginate
from core.turns import take_turn
from core.visitors import member_of
from dialogue.models.confirmation import Confirmation
from dialogue.models.contribution import Contribution
from dialogue.models.forum import ForumPage
from dialogue.rounds import begun_in, rounds_of
from dialogue.thread import said
from dialogue.vocabularies import Status


def shown_in(dialogue, numbers):
    """The originals of these numbers that can be read in a dialogue, given by its key."""
    shown = Contribution.objects.originals().filter(dialogue=dialogue, status=Status.SHOWN)
    return shown.filter(pk__in=numbers)


def rounds_in(key):
    """The rounds of a dialogue, given by its key, as its original asks."""
    from dialogue.models.dialogue import DialoguePage

    originals = DialoguePage.objects.originals().filter(translation_key=key)
    return [one for dialogue in originals for one in rounds_of(dialogue)]


class SummaryForm(ItemForm):
    """Asks what it sums up, and for contributions that can be read in this dialogue, each once."""

    summary_field = "introduction"
    chosen_once = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.dialogue = self.instance.dialogue or self.parent_page.translation_key
        if field := self.fields.get("round"):
            self.fields["round"] = forms.ChoiceField(
                label=field.label,
                help_text=field.help_text,
                choices=self._rounds,
                required=False,
                # Those who took part were asked about it.
                disabled=not self.instance.is_original or bool(self.instance.first_published_at),
            )

    def _rounds(self):
        choices = {"": _("The whole dialogue")}
        choices |= {one.key: one.question for one in rounds_in(self.dialogue)}
        # What it is of may be gone.
        return [*({self.instance.round: "–"} | choices).items()]

    def clean(self):
        cleaned = super().clean()
        if self.instance.is_original:
            self._hold("round", self._check_alone, cleaned.get("round", ""))
            self._check_contributions()
        return cleaned

    def _check_alone(self, key):
        check_alone(self.dialogue, key, self.instance.translation_key)

    def _check_contributions(self):
        rows = [(row, row.cleaned_data.get("number")) for row in self._rows("contributions")]
        numbers = {number for _row, number in rows if number is not None}
        shown = set(shown_in(self.dialogue, numbers).values_list("pk", flat=True))
        chosen = set()
        for row, number in rows:
            if number in chosen:
                row.add_error("number", _("This contribution is chosen twice."))
            elif number is not None and number not in shown:
                row.add_error("number", _("No such contribution can be read in this dialogue."))
            chosen.add(number)


def check_alone(dialogue, key, own):
    """Raise ValidationError where another item than `own` sums up the same: a dialogue, or the
    round of this key in it."""
    others = SummaryPage.objects.filter(dialogue=dialogue, round=key).exclude(translation_key=own)
    if others.exists():
        raise ValidationError(
            _("This round has a summary already, perhaps in another language.")
            if key
            else _("This dialogue has a summary already, perhaps in another language.")
        )


class SummaryQuerySet(ContentQuerySet):
    def published(self, dialogue):
        """The versions of the summary of a whole dialogue, given by its key, that are out for all
        who may read the dialogue, which perhaps is a room: nothing closes it alone."""
        out = self.filter(live=True, alias_of=None, view_restrictions=None)
        return out.filter(dialogue=dialogue, round="")

    def of(self, dialogue, languages, member=None):
        """{key of a round, or "" for the whole: its summary} of a dialogue, given by its key, each
        in the nearest version that this person may read, without its long text."""
        nearest = self.filter(dialogue=dialogue).readable_by(member).best_version(languages)
        return {one.round: one for one in nearest.select_related("locale").defer("body")}


class SummaryPage(ContentPage):
    parent_page_types = ["dialogue.DialoguePage"]
    subpage_types = []
    page_description = _(
        "What came of the dialogue. When it is published, those who took part are asked by mail "
        "whether it says what they said; what they answer stands beside it."
    )

    # The key of the dialogue it lies in, in whatever language.
    dialogue = models.UUIDField(db_index=True, editable=False)
    # The key of the round it sums up; of the whole dialogue it is empty.
    round = models.CharField(
        _("sums up"),
        max_length=36,
        blank=True,
        help_text=_("This stays when it has been published."),
    )
    introduction = models.TextField(
        _("introduction"),
        max_length=600,
        help_text=_("Two or three sentences: what came of it. They stand on the dialogue’s page."),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("What was said, also where people did not agree, and what is still open."),
    )

    state_fields = [*ContentPage.state_fields, "dialogue"]
    objects = PageManager.from_queryset(SummaryQuerySet)()
    base_form_class = SummaryForm

    content_panels = [
        *ContentPage.content_panels,
        "round",
        "introduction",
        "body",
        InlinePanel(
            "contributions",
            heading=_("Contributions it rests on"),
            label=pgettext_lazy("site", "Contribution"),
        ),
    ]
    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    override_translatable_fields = [
        *ContentPage.override_translatable_fields,
        SynchronizedField("round", overridable=False),
    ]

    class Meta:
        verbose_name = _("summary of a dialogue")
        verbose_name_plural = _("summaries of dialogues")

    @classmethod
    def can_create_at(cls, parent):
        """One for each dialogue and one for each of its rounds, in whatever language; the others
        are translations of them."""
        if not super().can_create_at(parent):
            return False
        there = cls.objects.originals().filter(dialogue=parent.translation_key).count()
        return there <= len(rounds_in(parent.translation_key))

    def can_move_to(self, parent):
        """What others said it rests on is in this dialogue."""
        return False

    @transaction.atomic
    def save(self, *args, **kwargs):
        if self._state.adding:
            take_turn()
            self.dialogue = self.get_parent().translation_key
            check_alone(self.dialogue, self.round, self.translation_key)
        super().save(*args, **kwargs)

    @cached_property
    def digest(self):
        """What the published text of its original is known by, to see whether it was changed."""
        current = Provenance.objects.current(self.translation_key, [self.original_locale_id])
        segments = current[self.original_locale_id].segments if current else {}
        return hashlib.sha256(json.dumps(segments, sort_keys=True).encode()).hexdigest()

    @property
    def spoken(self):
        """The originals that can be read in what it sums up."""
        shown = Contribution.objects.originals().filter(dialogue=self.dialogue, status=Status.SHOWN)
        return begun_in(shown, rounds_in(self.dialogue), self.round) if self.round else shown

    @property
    def answers(self):
        """What those who took part say of it, in whatever language they read it."""
        return Confirmation.objects.answered(self)

    @cached_property
    def counts(self):
        """How many say so, how many do not, and how many of them said it of an earlier text."""
        return self.answers.counts(self.digest)

    def rests_on(self, languages):
        """`Said` of each contribution that can still be read, in the order of the editors."""
        numbers = [row.number for row in self.contributions.all()]
        rows = shown_in(self.dialogue, numbers).select_related("locale", "author").in_bulk()
        return said([rows[number] for number in numbers if number in rows], languages)

    def _round_for(self, member):
        """The round that it sums up, asked in the language nearest to a reader; or None."""
        from dialogue.models.dialogue import DialoguePage

        if not self.round:
            return None
        dialogues = DialoguePage.objects.filter(translation_key=self.dialogue)
        nearest = dialogues.for_listing(ladder(get_language(), member), member).first()
        rounds = rounds_of(nearest) if nearest else []
        return next((one for one in rounds if one.key == self.round), None)

    @property
    def forum(self):
        """The key of the forum in which it is."""
        return self.get_parent().get_parent().translation_key

    def languages_moderated_by(self, user):
        """The codes of the languages in which somebody moderates the remarks on it."""
        moderated = ForumPage.objects.filter(translation_key=self.forum).moderated_by(user)
        languages = Locale.objects.filter(pk__in=moderated.get(self.forum, ()))
        return set(languages.values_list("language_code", flat=True))

    def get_context(self, request, *args, **kwargs):
        member = member_of(request)
        moderated = self.languages_moderated_by(member) if member else ()
        remarks = paginate(request, self.answers.with_remarks())
        for one in remarks:
            one.is_earlier = one.given_to != self.digest
            one.is_moderated = one.language in moderated and one.member != member
        return super().get_context(request, *args, **kwargs) | {
            "round": self._round_for(member),
            "rests_on": self.rests_on(ladder(get_language(), member)),
            "remarks": remarks,
        }


class SummaryContribution(Orderable):
    """A contribution on which a summary rests, by the number in its lasting address."""

    page = ParentalKey(SummaryPage, on_delete=models.CASCADE, related_name="contributions")
    number = models.PositiveBigIntegerField(
        pgettext_lazy("of a contribution", "number"),
        help_text=_(
            "The number at the end of its address: the date beside a contribution is a link to it."
        ),
    )

    panels = ["number"]
