"""Standing pages: what the network is, how to take part, privacy, safety."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.search import index

from core.blocks import BodyBlock
from core.models.page import ContentPage


class StandardPage(ContentPage):
    """A page of text below the front page; its foot lists them all."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    show_in_menus_default = True
    page_description = _(
        "A page of text that stands by itself: who we are, how to take part, privacy. The foot of "
        "every page leads to it."
    )

    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("One or two sentences: what one learns here.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [*ContentPage.content_panels, "introduction", "body"]
    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
