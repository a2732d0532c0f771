"""The sizes and formats in which templates, ours and Wagtail's, show pictures."""

import re
from pathlib import Path

import wagtail
from django.conf import settings
from wagtail.images.models import Filter

TAG = re.compile(r"{%\s*(?:image|srcset_image|picture)\s+\S+\s+(.*?)%}", re.S)
# Not the name of the result, and no attributes of the tag.
NO_SPEC = re.compile(r'\bas\s+\w+|[\w-]+=(?:"[^"]*"|\S+)')


def specs_of(templates):
    """Every filter spec that these templates ask for."""
    found = set()
    for template in templates:
        for words in TAG.findall(template.read_text()):
            found.update(Filter.expand_spec(NO_SPEC.sub("", words).split()))
    return sorted(found)


def ours():
    return specs_of(settings.BASE_DIR.glob("*/templates/**/*.html"))


def all_of_them():
    wagtails = Path(wagtail.__file__).parent.glob("*/templates/**/*.html")
    return sorted({*ours(), *specs_of(wagtails)})
