"""What addresses may name beside what Django knows."""

from core.languages.cldr import is_country


class CountryConverter:
    """An ISO 3166-1 code in small letters; the view gets it in capitals."""

    regex = "[a-z]{2}"

    def to_python(self, value):
        if not is_country(value.upper()):
            raise ValueError(value)
        return value.upper()

    def to_url(self, iso):
        return iso.lower()
