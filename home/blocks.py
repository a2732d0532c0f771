"""The rows of the front page, which its editors choose and order."""

from django.db.models import Count
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from core.languages.ladder import ladder
from core.visitors import member_of
from dialogue.models import DialoguePage, ForumsPage
from dialogue.vocabularies import DialogueState
from dialogue.voices import with_voices
from knowledge.models import (
    CaseStudyCountry,
    CaseStudyIndexPage,
    CaseStudyPage,
    CollectionIndexPage,
    CollectionPage,
    ResourceIndexPage,
    ResourcePage,
)
from stakeholders.models import UpdatePage, UpdatesPage

MOST = 12


class Row(blocks.StructBlock):
    """A row with a heading and what stands in it, found for the reader of the page."""

    heading = blocks.CharBlock(label=_("Heading"))

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        member = member_of(context["request"])
        return context | self.find(value, ladder(get_language(), member), member)

    def find(self, value, languages, member):
        """What the row's template shows, for a reader with this ladder, who may be a member."""
        return {}


class ListRow(Row):
    """The latest of one kind of page, or those that are chosen, in their order."""

    number = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=MOST)
    model = section = None  # what is listed, and the place that lists all of it

    def find(self, value, languages, member):
        listed = self.model.objects.for_listing(languages, member)
        chosen = [page for page in value["chosen"] if page]
        if not chosen:
            sections = self.section.objects.readable_by(member).best_version(languages)
            items = self.latest(listed)[: value["number"]]
            return {"items": items, "section": sections.first()}
        keys = Page.objects.filter(pk__in=[page.pk for page in chosen]).values("translation_key")
        found = {page.translation_key: page for page in listed.filter(translation_key__in=keys)}
        return {"items": [found[p.translation_key] for p in chosen if p.translation_key in found]}

    def latest(self, listed):
        """Of what is listed, what stands here where nothing is chosen."""
        return listed

    class Meta:
        template = "home/rows/list.html"


def chosen(page_type):
    return blocks.ListBlock(
        blocks.PageChooserBlock(page_type=page_type),
        label=_("Chosen by hand"),
        help_text=_("Leave this empty for the latest."),
        default=[],
        max_num=MOST,
    )


class OpeningRow(Row):
    text = blocks.RichTextBlock(label=pgettext_lazy("block", "Text"))

    class Meta:
        icon = "pilcrow"
        label = _("Words")
        template = "home/rows/opening.html"


class CasesRow(ListRow):
    chosen = chosen("knowledge.CaseStudyPage")
    model, section = CaseStudyPage, CaseStudyIndexPage

    class Meta:
        icon = "doc-full"
        label = _("Case studies")


class ResourcesRow(ListRow):
    chosen = chosen("knowledge.ResourcePage")
    model, section = ResourcePage, ResourceIndexPage

    class Meta:
        icon = "doc-full-inverse"
        label = _("Resources")


class CollectionsRow(ListRow):
    chosen = chosen("knowledge.CollectionPage")
    model, section = CollectionPage, CollectionIndexPage

    class Meta:
        icon = "list-ol"
        label = _("Collections")


class UpdatesRow(ListRow):
    chosen = chosen("stakeholders.UpdatePage")
    model, section = UpdatePage, UpdatesPage

    class Meta:
        icon = "calendar-alt"
        label = pgettext_lazy("site", "Updates")


class DialoguesRow(ListRow):
    """Open dialogues, with how many speak in them and in how many languages."""

    chosen = chosen("dialogue.DialoguePage")
    model, section = DialoguePage, ForumsPage

    def find(self, value, languages, member):
        found = super().find(value, languages, member)
        return found | {"items": with_voices(found["items"])}

    def latest(self, listed):
        return listed.filter(state=DialogueState.OPEN)

    class Meta:
        icon = "comment"
        label = _("Open dialogues")


class FiguresRow(Row):
    """How much is here to read, counted when the page is made."""

    def find(self, value, languages, member):
        cases = CaseStudyPage.objects.readable()
        resources = ResourcePage.objects.readable()
        items = Count("translation_key", distinct=True)
        return {
            "cases": cases.aggregate(n=items)["n"],
            "resources": resources.aggregate(n=items)["n"],
            "countries": CaseStudyCountry.objects.filter(case_study__in=cases).aggregate(
                n=Count("iso", distinct=True)
            )["n"],
            "languages": cases.aggregate(n=Count("locale", distinct=True))["n"],
        }

    class Meta:
        icon = "order"
        label = _("Figures of the site")
        template = "home/rows/figures.html"


class RowsBlock(blocks.StreamBlock):
    opening = OpeningRow()
    cases = CasesRow()
    resources = ResourcesRow()
    collections = CollectionsRow()
    updates = UpdatesRow()
    dialogues = DialoguesRow()
    figures = FiguresRow()
