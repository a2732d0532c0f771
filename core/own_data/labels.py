"""What columns of different tables are called in a copy."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PAGE, TITLE, TEXT, WHEN = _("Page"), _("Title"), pgettext_lazy("site", "Text"), _("When")
