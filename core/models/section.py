"""Sections: the pages that stand in every language and hold what is written in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.models.page import ContentPage


class SectionPage(ContentPage):
    """A place of the site, with a few words on what is found in it."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        help_text=_("Two or three sentences: what a reader finds here."),
    )

    is_section = True
    show_in_menus_default = True
    content_panels = [*ContentPage.content_panels, "introduction"]
    search_fields = [*ContentPage.search_fields, index.SearchField("introduction")]

    class Meta:
        abstract = True
