"""The machine that drafts translations, where the site's owner has set one (`TRANSLATOR_URL`).

Its words stand in the field of a person, who sends them: nothing else is ever done with them.
"""

from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from requests import HTTPError, RequestException
from wagtail_localize.machine_translators.libretranslate import LibreTranslator
from wagtail_localize.strings import StringValue

from dialogue.models import DialoguePage

# Signs of a text.
LONGEST = 10_000
BAD_REQUEST = 400


class Machine:
    """A LibreTranslate server. `host` names it; one that is the site's own tells nobody else what
    was said."""

    def __init__(self, url):
        parts = urlsplit(url)
        key, _at, self.host = parts.netloc.rpartition("@")
        self.is_own = parse_qs(parts.query).get("own") == ["1"]
        self._engine = LibreTranslator(
            {
                "LIBRETRANSLATE_URL": f"{parts.scheme}://{self.host}{parts.path.rstrip('/')}",
                "API_KEY": unquote(key),
            }
        )

    def draft(self, original, locale):
        """An original in another language, line by line. Raises ValidationError, for who asked,
        where there is none."""
        lines = original.text.splitlines()
        strings = [StringValue.from_plaintext(line) for line in lines if line.strip()]
        try:
            translated = self._engine.translate(original.locale, locale, strings)
            drafted = (unescape(translated[string].data) for string in strings)
            return "\n".join(next(drafted) if line.strip() else "" for line in lines)
        except HTTPError as error:
            if error.response.status_code == BAD_REQUEST:
                raise ValidationError(
                    _("The machine cannot translate this between these two languages.")
                ) from error
            raise ValidationError(_silent()) from error
        except (RequestException, KeyError, TypeError, ValueError) as error:
            raise ValidationError(_silent()) from error


def machine_for(original):
    """The `Machine` that may draft translations of an original, or None.

    Its author may have asked for people only; and what is not public is told to no machine but the
    site's own.
    """
    if not settings.TRANSLATOR_URL or original.by_people_only or len(original.text) > LONGEST:
        return None
    machine = Machine(settings.TRANSLATOR_URL)
    public = DialoguePage.objects.readable().filter(translation_key=original.dialogue)
    return machine if machine.is_own or public.exists() else None


def _silent():
    return _("The machine does not answer now. Try again later, or translate it yourself.")
