"""The style guide: every component of the stylesheet on one page, where the site is developed."""

from types import SimpleNamespace
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from core.languages.surroundings import Place, Surroundings
from core.models.provenance import Telling
from core.styleguide_words import COMPONENTS, LEAD, LONG_ADDRESS, SCRIPTS, TITLE
from core.weaving import band

LONGEST_NAME = 3


@require_safe
def styleguide(request):
    """The components by their own templates, where they have one, from left and from right."""
    context = {
        "title": TITLE,
        "lead": LEAD,
        "long_address": LONG_ADDRESS,
        "scripts": [
            {"language": language, "heading": heading, "text": text, "band": band(UUID(int=number))}
            for number, (language, heading, text) in enumerate(SCRIPTS, 0x5EED << 90)
        ],
        "samples": [sample(number, language) for number, language in enumerate(COMPONENTS, 1)],
    }
    return render(request, "core/styleguide.html", context)


def sample(number, language):
    """What the components show in one language: words, and stand-ins for what pages give."""
    words = COMPONENTS[language]
    with translation.override(language):
        return {
            "number": number,
            "language": language,
            "words": words,
            "around": Surroundings(
                breadcrumbs=tuple(
                    Place(title, "", language, depth, True)
                    for depth, title in enumerate(words["above"], 2)
                )
            ),
            # A page shown in another language, which is itself a translation and out of date.
            "page": SimpleNamespace(
                locale=SimpleNamespace(language_code="fr"),
                original_locale=SimpleNamespace(language_code="ne"),
                original_is_readable=False,
                source_numbers={"source": number},
            ),
            "telling": Telling(
                shown_instead=True,
                is_translation=True,
                how="machine",
                made_at=None,
                changes=number,
                states={},
            ),
            "pages": Paginator(range(3), 1).page(2),
            "form": filled_in(words, prefix=language),
        }


def filled_in(words, prefix):
    """A form as it comes back with errors."""

    class Form(forms.Form):
        name = forms.CharField(
            label=words["name"], help_text=words["name_help"], max_length=LONGEST_NAME
        )
        mail = forms.EmailField(label=words["mail"])
        place = forms.ChoiceField(label=words["place"], choices=enumerate(words["places"]))
        message = forms.CharField(label=words["message"], widget=forms.Textarea(attrs={"rows": 3}))
        agree = forms.BooleanField(label=words["agree"], required=False)

    sent = {"name": words["name"], "mail": "", "place": "0", "message": words["text"]}
    form = Form({f"{prefix}-{name}": value for name, value in sent.items()}, prefix=prefix)
    form.full_clean()
    return form
