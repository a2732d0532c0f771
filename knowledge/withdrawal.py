"""Where everybody reads of cases and resources, beside the pages themselves."""

from django.urls import reverse
from django.utils.translation import override

from core import withdrawal
from knowledge.models import CaseStudyCountry


def addresses(language):
    with override(language):
        yield reverse("countries")
        for iso in CaseStudyCountry.objects.values_list("iso", flat=True).distinct():
            if iso:
                yield reverse("country", args=[iso])


def register():
    withdrawal.shows(addresses)
