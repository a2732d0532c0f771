"""What long text may hold, and what becomes of what is pasted into it."""

from wagtail.admin.rich_text.converters.html_to_contentstate import BlockElementHandler
from wagtail.admin.rich_text.editors.draftail.features import BlockFeature

# A heading block is an h2. Within a text a heading stands below it: an h3 (but see `laid_out`).
TEXT_FEATURES = [
    "h3", "pasted-h1", "pasted-h2", "bold", "italic", "ol", "ul", "link", "document-link",
]  # fmt: skip


def take_larger_headings(features):
    """A text out of a word processor keeps its headings: the larger ones, too, are stored as h3.

    Without icon or label, the editor takes such blocks when they are pasted, and offers no button.
    """
    for name, block_type in (("h1", "header-one"), ("h2", "header-two")):
        features.register_editor_plugin(
            "draftail", f"pasted-{name}", BlockFeature({"type": block_type})
        )
        features.register_converter_rule(
            "contentstate",
            f"pasted-{name}",
            {
                "from_database_format": {name: BlockElementHandler("header-three")},
                "to_database_format": {"block_map": {block_type: "h3"}},
            },
        )
