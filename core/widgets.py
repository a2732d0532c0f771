"""Fields of forms in the admin."""

from django.core.exceptions import SuspiciousOperation
from wagtail.admin.rich_text import DraftailRichTextArea


class RichTextArea(DraftailRichTextArea):
    """The editor of long text, which takes back only what it sends itself."""

    def value_from_datadict(self, data, files, name):
        """The text as it is stored; raises SuspiciousOperation for what no editor sends."""
        try:
            html = super().value_from_datadict(data, files, name)
        except (
            AttributeError,
            IndexError,
            KeyError,
            RecursionError,
            TypeError,
            ValueError,
        ) as error:
            raise SuspiciousOperation("Not what the editor of long text sends.") from error
        # JSON can hold half a letter, which a browser cuts off when one pastes; databases cannot.
        return html and html.encode(errors="replace").decode()
