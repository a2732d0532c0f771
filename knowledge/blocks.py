"""Blocks that speak of what the knowledge section holds."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class EntryBlock(blocks.StructBlock):
    """One thing to read, and why."""

    page = blocks.PageChooserBlock(
        label=_("Case study or resource"),
        page_type=["knowledge.CaseStudyPage", "knowledge.ResourcePage"],
    )
    comment = blocks.TextBlock(
        label=_("Comment"), required=False, help_text=_("Why this, and what to look for in it.")
    )

    class Meta:
        icon = "list-ol"
        label = _("Entry")


class EntriesBlock(blocks.StreamBlock):
    entry = EntryBlock()
