"""What templates say about what the knowledge section holds."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from core.languages import cldr

register = template.Library()


@register.filter
def country_links(countries):
    """The names of rows with an `iso`, each leading to the country's page, as a list reads."""
    language = get_language()
    links = [
        format_html(
            '<a href="{}">{}</a>',
            reverse("country", args=[row.iso]),
            cldr.country_name(row.iso, language),
        )
        for row in countries
        if row.iso
    ]
    return mark_safe(cldr.listed(links, language))
