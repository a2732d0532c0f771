"""The forms of profiles in the admin: of one, and of a file with many."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.item_forms import ItemForm
from stakeholders.vocabularies import DECIMALS, MapPrecision, StakeholderKind

# The signs that stand in numbers elsewhere: the commas of French and Arabic, the long minus, and
# what a map adds to a number one copies from it.
PLAIN = str.maketrans({",": ".", "٫": ".", "−": "-", "°": "", "\u200e": "", "\u200f": ""})


class ProfileForm(ItemForm):
    chosen_once = {"countries": "iso", "themes": "theme", "languages": "code"}

    def clean(self):
        cleaned = super().clean()
        if self._rows("people") and cleaned.get("kind") != StakeholderKind.LOCAL_COMMITTEE:
            self.add_error(None, _("Only the page of a committee shows who is in it."))
        return cleaned


class UpdateForm(ItemForm):
    summary_field = None

    def clean(self):
        cleaned = super().clean()
        # An update that lies below its committee already asks by itself (`UpdatePage.clean`).
        if not self.instance.pk:
            self._hold(None, self.parent_page.specific.check_place, cleaned.get("place"))
        return cleaned


class DegreesField(forms.DecimalField):
    """Degrees from -`most` to `most`, in the digits and with the comma of any language.

    Whatever is `wrong` with them is said in these words.
    """

    # Browsers refuse the commas and digits of other languages in a field for numbers.
    widget = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "autocomplete": "off"})

    def __init__(self, most, wrong, **kwargs):
        errors = dict.fromkeys(["invalid", "min_value", "max_value"], wrong)
        super().__init__(
            min_value=-most, max_value=most, required=False, error_messages=errors, **kwargs
        )

    def to_python(self, value):
        return super().to_python(str(value or "").translate(PLAIN))


class MapForm(forms.Form):
    """How precisely an organisation is shown on the map, with the point where that needs one."""

    precision = forms.ChoiceField(
        label=_("How precisely is it shown on the map?"),
        widget=forms.RadioSelect,
        choices=MapPrecision.choices,
    )
    latitude = DegreesField(
        90,
        _("Write the latitude as a number from -90 to 90, such as 27.7."),
        label=_("Latitude"),
        help_text=_("Degrees north; south of the equator with a minus."),
    )
    longitude = DegreesField(
        180,
        _("Write the longitude as a number from -180 to 180, such as 85.3."),
        label=_("Longitude"),
        help_text=_("Degrees east; west of Greenwich with a minus."),
    )

    def clean(self):
        cleaned = super().clean()
        for name in ("latitude", "longitude") if "precision" in cleaned else ():
            if cleaned["precision"] not in DECIMALS:
                self.errors.pop(name, None)
                cleaned[name] = None  # whatever stands there is not wanted
            elif cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, _("A place or a district needs a point on the map."))
        return cleaned


class ImportForm(forms.Form):
    """Takes the languages that run, as (code, name)."""

    most_bytes = 10 * 1024 * 1024

    file = forms.FileField(
        label=pgettext_lazy("site", "File"),
        help_text=_("A table as CSV in UTF-8, or XLSX. Its first line names the columns."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    language = forms.ChoiceField(
        label=_("Language"), help_text=_("Of new profiles whose row names none.")
    )

    def __init__(self, *args, languages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > self.most_bytes:
            raise ValidationError(
                _("This file is too big. It may have at most %(size)s."),
                params={"size": filesizeformat(self.most_bytes)},
            )
        return file
