"""What translating keeps of a person."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail_localize.models import TranslationSource

from core.own_data.content import scrub
from members import personal_data

WHEN = _("When")


def forget_in_sources(member):
    """What is translated is kept as the page was then, with the comments on it."""
    scrub(TranslationSource.objects.all(), "content_json", member, json.loads, write)


def write(content):
    return json.dumps(content, cls=DjangoJSONEncoder)


def register():
    personal_data.stays(
        "wagtail_localize.StringTranslation.last_translated_by",
        _("Sentences you translated"),
        {"data": pgettext_lazy("site", "Text"), "updated_at": WHEN},
    )
    personal_data.stays(
        "wagtail_localize.SegmentOverride.last_translated_by",
        _("Links and pictures you chose for a language"),
        {"data_json": _("What was chosen"), "updated_at": WHEN},
    )
    personal_data.column(
        "wagtail_localize.TranslationSource.content_json", forget=forget_in_sources
    )
    # What stands in them is the text of a page.
    personal_data.column(
        "wagtail_localize.SegmentOverride.data_json",
        "wagtail_localize.OverridableSegment.data_json",
    )
