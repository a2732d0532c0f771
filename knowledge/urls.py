"""What the knowledge section shows beside pages, for `/<language>/knowledge/`."""

from django.urls import path, register_converter

from core.languages.cldr import is_country
from knowledge import views


class CountryConverter:
    """An ISO 3166-1 code in small letters; the view gets it in capitals."""

    regex = "[a-z]{2}"

    def to_python(self, value):
        if not is_country(value.upper()):
            raise ValueError(value)
        return value.upper()

    def to_url(self, iso):
        return iso.lower()


register_converter(CountryConverter, "country")

urlpatterns = [
    path("countries/", views.countries, name="countries"),
    path("countries/<country:iso>/", views.country, name="country"),
]
