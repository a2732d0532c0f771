"""An update: what a committee did or decided, told by itself, with a date."""

from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core import reading
from core.blocks import BodyBlock
from core.dates import check_day
from core.languages.ladder import ladder
from core.languages.query import rank
from core.models.page import ContentPage, ContentQuerySet
from core.models.rows import ThemeRow
from core.visitors import member_of
from stakeholders.forms import UpdateForm
from stakeholders.models.profile import ProfilePage
from stakeholders.models.profile_rows import ProfileCountry


class UpdateQuerySet(ContentQuerySet):
    def for_listing(self, languages, member=None):
        """Each update this person may read, once, in the nearest version, ready for its card."""
        return (
            self.readable_by(member)
            .best_version(languages)
            .for_cards(languages, member)
            .order_by("-date", "-first_published_at", "pk")
        )

    def for_cards(self, languages, member=None):
        """With what a card shows: the committee is named in its version nearest to the reader."""
        committees = ProfilePage.objects.filter(translation_key=OuterRef("committee"))
        nearest = committees.readable_by(member).order_by(rank(languages), "pk")
        return self.select_related("locale").annotate(
            committee_name=Subquery(nearest.values("title")[:1]),
            committee_language=Subquery(nearest.values("locale__language_code")[:1]),
        )

    def of_country(self, iso):
        """What the committees of one country told."""
        committees = ProfileCountry.objects.filter(iso=iso)
        return self.filter(committee__in=committees.values("profile__translation_key"))

    def told_first(self, since, until):
        """Items that were published for the first time, in whatever language, after `since` and
        not after `until`; each row knows when: `told_first_at`."""
        published = UpdatePage.objects.exclude(first_published_at=None)
        lately = published.filter(first_published_at__gt=since, first_published_at__lte=until)
        versions = published.filter(translation_key=OuterRef("translation_key"))
        first = versions.order_by("first_published_at").values("first_published_at")[:1]
        return (
            self.filter(translation_key__in=lately.values("translation_key"))
            .annotate(told_first_at=Subquery(first))
            .filter(told_first_at__gt=since)
        )


class UpdatePage(ContentPage):
    parent_page_types = ["stakeholders.ProfilePage"]
    subpage_types = []
    card_template = "stakeholders/includes/update_card.html"
    questions = "stakeholders/desk/questions.html"
    facet_fields = ["committee", "date"]
    facet_relations = {"themes": "theme"}
    page_description = _(
        "What the committee did or decided, told in its own language. No names of persons who did "
        "not agree: what stands here is read by everybody."
    )

    # The key of the committee that tells it: of the profile above, in whatever language.
    committee = models.UUIDField(db_index=True, editable=False)
    date = models.DateField(
        _("date"),
        default=timezone.localdate,
        validators=[check_day],
        help_text=_("The day on which it happened, or on which you write."),
    )
    place = models.CharField(
        _("place"),
        max_length=200,
        blank=True,
        help_text=_("A town, a district or a region. No street and no house where people meet."),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("What happened, who took part, what came of it. A few sentences are enough."),
    )

    state_fields = [*ContentPage.state_fields, "committee"]
    objects = PageManager.from_queryset(UpdateQuerySet)()
    base_form_class = UpdateForm

    content_panels = [
        *ContentPage.content_panels,
        FieldRowPanel(["date", "place"]),
        "body",
        InlinePanel("themes", heading=_("Themes"), label=_("Theme")),
    ]
    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("place"),
        index.SearchField("body"),
    ]
    override_translatable_fields = [
        *ContentPage.override_translatable_fields,
        SynchronizedField("date", overridable=False),
    ]

    class Meta:
        verbose_name = _("update")
        verbose_name_plural = _("updates")

    @classmethod
    def can_exist_under(cls, parent):
        """Below committees only. What a shelf is, its original says."""
        return super().can_exist_under(parent) and parent.specific.original.is_committee

    def save(self, *args, **kwargs):
        if self._state.adding:
            self.committee = self.get_parent().translation_key
        super().save(*args, **kwargs)

    @transaction.atomic
    def move(self, target, pos=None, user=None):
        super().move(target, pos, user)
        versions = UpdatePage.objects.filter(translation_key=self.translation_key)
        versions.update(committee=versions.get(pk=self.pk).get_parent().translation_key)

    def clean(self):
        super().clean()
        if self.path:
            self.get_parent().specific.check_place(self.place)

    @property
    def was_public(self):
        """Whether readers could ever see it."""
        return bool(self.first_published_at)

    @property
    def first_words(self):
        """How it begins, in plain words, for cards and feeds."""
        return reading.first_words(self.body)

    def get_context(self, request, *args, **kwargs):
        member = member_of(request)
        committees = ProfilePage.objects.filter(translation_key=self.committee)
        nearest = committees.readable_by(member).best_version(ladder(get_language(), member))
        return super().get_context(request, *args, **kwargs) | {
            "committee": nearest.for_cards().first(),
            "themes": self.themes.all(),
        }


class UpdateTheme(ThemeRow):
    update = ParentalKey(UpdatePage, on_delete=models.CASCADE, related_name="themes")
