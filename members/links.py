"""Links in mails, by which somebody is known without signing in."""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing


@dataclass(frozen=True)
class MailLink:
    """Links for one purpose, which work nowhere else, and for some time or, with None, always."""

    purpose: str
    lasts: timedelta | None

    def token(self, *parts):
        """What stands in the link: numbers and texts, which anybody may read and nobody change."""
        return signing.dumps([str(part) for part in parts], salt=self.purpose)

    def read(self, token):
        """The parts of a token; None where it is old, of another purpose, or not ours."""
        try:
            return signing.loads(token, salt=self.purpose, max_age=self.lasts)
        except signing.BadSignature:
            return None
