"""What public templates say about languages, addresses, dates and sources."""

from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from core import dates, weaving
from core.fields import split_keys
from core.languages import cldr, known
from core.languages.addresses import path_below_home, reader_path
from core.languages.catalogues import menu_language
from core.languages.surroundings import language_links, path_of_view, surroundings
from core.visitors import member_of

register = template.Library()


def _attributes(language):
    direction = "rtl" if known.LANGUAGES[language].rtl else "ltr"
    return format_html('lang="{}" dir="{}"', language, direction)


@register.simple_tag
def reader_url(page):
    """The address of a page for this reader: the only way to link a page."""
    return reader_path(page, get_language())


@register.simple_tag
def reader_lang():
    """`lang` and `dir` of the reader's language."""
    return _attributes(get_language())


@register.simple_tag
def lang_of(page):
    """`lang` and `dir` of the text of a page."""
    return _attributes(page.locale.language_code)


@register.simple_tag
def lang_attributes(language):
    """`lang` and `dir` of a language by its code."""
    return _attributes(language)


@register.simple_tag
def borrowed():
    """`lang` and `dir` for words of the site borrowed from another language, else nothing."""
    language = menu_language(get_language())
    return format_html(" {}", _attributes(language)) if language != get_language() else ""


@register.simple_tag(takes_context=True)
def places(context):
    """The menu and breadcrumbs round the page of this context; asked once for each page."""
    request, page = context["request"], context.get("page")
    if not hasattr(request, "_surroundings"):
        page = page if getattr(page, "path", "") else None
        request._surroundings = surroundings(page, get_language(), member_of(request))
    return request._surroundings


@register.simple_tag(takes_context=True)
def languages(context):
    """The switcher: every running language with the address of this page in it.

    What is no page stands at the same address in all languages.
    """
    page, request = context.get("page"), context["request"]
    if hasattr(page, "url_path"):
        path, written = path_below_home(page), page.readable_in or frozenset()
    else:
        path, written = path_of_view(request), None
    return language_links(path, written, request.running_languages)


@register.simple_tag(takes_context=True)
def member(context):
    """The signed-in member, or None; an anonymous page does not look at the session."""
    return member_of(context["request"])


@register.simple_tag(takes_context=True)
def alternates(context):
    """The versions that can be read: [(code, absolute address)], the original as x-default too."""
    page, request = context["page"], context["request"]
    codes = sorted(page.readable_in or ())
    pairs = [(code, code) for code in codes]
    if page.original_is_readable:
        pairs.append(("x-default", page.original_locale.language_code))
    return [
        (name, request.build_absolute_uri(reader_path(page, language))) for name, language in pairs
    ]


@register.simple_tag(takes_context=True)
def canonical(context, language=None):
    """The absolute address of a page under its own language, or under another."""
    page = context["page"]
    path = reader_path(page, language or page.locale.language_code)
    return context["request"].build_absolute_uri(path)


@register.simple_tag
def band(page):
    """The woven band of the page's item, the same in every language."""
    return weaving.band(page.translation_key)


@register.filter
def language_called(language):
    """A language's name in the words of the menus."""
    return cldr.language_name(language, menu_language(get_language()))


@register.filter
def other_language(page):
    """The name of a page's language where it is not the reader's, in the words of the menus."""
    language = page.locale.language_code
    return language_called(language) if language != get_language() else ""


@register.filter
def country_names(countries):
    """The names of rows with an `iso`, as a list reads in the reader's language.

    A draft may hold a row without a country yet.
    """
    language = get_language()
    names = [cldr.country_name(row.iso, language) for row in countries if row.iso]
    return cldr.listed(names, language)


@register.filter
def language_names(languages):
    """The names of rows with a `code`, as a list reads in the words of the menus."""
    language = menu_language(get_language())
    names = [cldr.language_name(row.code, language) for row in languages if row.code]
    return cldr.listed(names, language)


@register.filter
def host(url):
    """Whose address it is: "example.org"."""
    return urlsplit(url).hostname or url


@register.filter
def partial_date(value):
    """ "2011", "2011-05" or "2011-05-16" as the reader writes it; a draft may hold none yet."""
    return dates.partial_date(value) if value else ""


@register.simple_tag(takes_context=True)
def source_marks(context, keys):
    """Numbered links to the sources that bear a fact out."""
    numbers = getattr(context.get("page"), "source_numbers", {})
    marks = [(numbers[key], numbers[key]) for key in split_keys(keys) if key in numbers]
    if not marks:
        return ""
    links = format_html_join(" ", '<a href="#source-{}">{}</a>', marks)
    return format_html('<sup class="sources">{}</sup>', links)
