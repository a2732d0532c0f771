"""Who asked not to be listed: known again, under another key too, when it comes in a file."""

import re
import unicodedata
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils.crypto import salted_hmac

from core.languages.addresses import path_below_home
from core.models import WithdrawnAddress
from stakeholders.models import StakeholdersPage, Unlisted

SALT = "stakeholders.unlisted"


def is_unlisted(key, name, website):
    """Whether an organisation with this key, this name or this website is not to be listed."""
    if _is_withdrawn(key):
        return True
    asked = Q(key=key)
    if name := _name(name):
        asked |= Q(name_hash=_hash(name))
    if places := _places(website):
        asked |= Q(website_hash__in=[_hash(place) for place in places])
    return Unlisted.objects.filter(asked).exists()


def _is_withdrawn(key):
    section = StakeholdersPage.objects.originals().first()
    if section is None:
        return False
    return WithdrawnAddress.objects.at(f"{path_below_home(section)}{key}/").exists()


def remember(profile):
    """Record that the organisation of `profile` does not want to be listed. Safe to repeat."""
    places = _places(profile.website)
    Unlisted.objects.update_or_create(
        key=profile.slug,
        defaults={
            "name_hash": _hash(_name(profile.title)),
            "website_hash": _hash(places[-1]) if places else "",
        },
    )


def forget(profile):
    """An organisation with this key, name or website may be listed again."""
    known = Q(key=profile.slug) | Q(name_hash=_hash(_name(profile.title)))
    if places := _places(profile.website):
        known |= Q(website_hash=_hash(places[-1]))
    Unlisted.objects.filter(known).delete()


def _name(name):
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", name or "").casefold()))


def _places(website):
    """The host of a website, and its place there where it has one.

    Whoever has a page on a large host is not everybody who has one there.
    """
    try:
        parts = urlsplit(website or "")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return []
    place = parts.path.strip("/")
    return [host, f"{host}/{place}"][: 2 if place else 1] if host else []


def _hash(text):
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()
