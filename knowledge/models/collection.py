"""A collection: a reading list that somebody has put together, in order, with comments."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from core.languages.ladder import ladder
from core.models.page import ContentPage, ContentQuerySet
from core.visitors import member_of
from knowledge.blocks import EntriesBlock
from knowledge.forms import CollectionForm
from knowledge.models.case_study import CaseStudyPage
from knowledge.models.resource import ResourcePage


@dataclass(frozen=True)
class Entry:
    """What is to be read, in the version nearest to the reader, and why."""

    page: ContentPage
    comment: str


class CollectionQuerySet(ContentQuerySet):
    def for_listing(self, languages, member=None):
        """Each collection this person may read, once, in the nearest version."""
        return (
            self.readable_by(member)
            .best_version(languages)
            .select_related("locale")
            .defer("entries")
            .order_by("title", "pk")
        )


class CollectionPage(ContentPage):
    parent_page_types = ["knowledge.CollectionIndexPage"]
    subpage_types = []
    card_template = "knowledge/includes/collection_card.html"
    page_description = _(
        "A reading list: case studies and resources that are here already, in an order, with a "
        "word on why to read each."
    )

    introduction = models.TextField(
        _("introduction"),
        max_length=600,
        help_text=_("Two or three sentences: for whom these are, and what they have in common."),
    )
    entries = StreamField(
        EntriesBlock(),
        verbose_name=_("what is to be read"),
        blank=True,
        help_text=_(
            "In the order in which you would hand it over. What is chosen in one language is shown "
            "to each reader in their own, where it is translated."
        ),
    )

    objects = PageManager.from_queryset(CollectionQuerySet)()
    base_form_class = CollectionForm

    content_panels = [*ContentPage.content_panels, "introduction", "entries"]
    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("entries"),
    ]

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")

    def read_entries(self, member=None):
        """The entries whose pages this person may read, as `Entry`, in their order.

        A fixed number of queries: of each kind of page all at once.
        """
        chosen = [(block.value["page"], block.value["comment"]) for block in self.entries]
        keys = Page.objects.filter(pk__in=[page.pk for page, _ in chosen if page])
        keys = keys.values("translation_key")
        found = {
            page.translation_key: page
            for model in (CaseStudyPage, ResourcePage)
            for page in model.objects.filter(translation_key__in=keys).for_listing(
                ladder(get_language(), member), member
            )
        }
        return [
            Entry(found[page.translation_key], comment)
            for page, comment in chosen
            if page and page.translation_key in found
        ]

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "entries": self.read_entries(member_of(request))
        }
