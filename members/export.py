"""A copy of what is kept of a person, for themselves: to read, and to take elsewhere."""

import io
import json
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import pgettext

from members import personal_data


def copy_for(member):
    """A zip, as bytes: `data.json`, and `index.html` in the active language."""
    told = personal_data.told(member)
    kept = io.BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        archive.writestr("data.json", as_json(told))
        archive.writestr("index.html", as_page(told))
    return kept.getvalue()


def as_json(told):
    content = {place.name: {"title": place.title, "rows": rows} for place, rows in told}
    return json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def as_page(told):
    tables = [
        {
            "title": place.title,
            "labels": place.labels.values(),
            "rows": [[in_words(row[key]) for key in place.labels] for row in rows],
        }
        for place, rows in told
    ]
    return render_to_string("members/copy.html", {"tables": tables, "made_at": timezone.now()})


def in_words(value):
    """A value as the reader of the active language writes it."""
    if isinstance(value, bool):
        return pgettext("site", "Yes") if value else pgettext("site", "No")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    return "" if value is None else str(value)
