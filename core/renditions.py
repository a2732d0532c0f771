"""The sizes in which pictures are sent."""

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.fields import StreamField
from wagtail.images import get_image_model

# Widths for a phone and for a desk, as templates/core/blocks/picture.html asks for them.
PICTURE_SPECS = ["width-360|format-webp", "width-720|format-webp"]


def prefetch_renditions(page):
    """Fetch the renditions of all pictures in a page's long texts at once."""
    fields = [field.name for field in page._meta.get_fields() if isinstance(field, StreamField)]
    pictures = [
        block.value["image"]
        for name in fields
        for block in getattr(page, name)
        if block.block_type == "picture" and block.value["image"]
    ]
    if pictures:
        renditions = get_image_model().get_rendition_model().objects
        wanted = renditions.filter(filter_spec__in=PICTURE_SPECS)
        prefetch_related_objects(
            pictures, Prefetch("renditions", queryset=wanted, to_attr="prefetched_renditions")
        )
