"""What public templates say about languages, addresses, dates and sources."""

from urllib.parse import urlsplit

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from core import dates, reading, sharing, weaving
from core.fields import split_keys
from core.languages import cldr, known
from core.languages.addresses import path_below_home, reader_path
from core.languages.catalogues import menu_language
from core.languages.surroundings import language_links, path_of_view, surroundings
from core.models.provenance import State
from core.visitors import member_of
from members.languages import nearest_running

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

    What is no page stands at the same address in all languages, and is written in all of them.
    """
    page, request = context.get("page"), context["request"]
    if not hasattr(page, "url_path"):
        return language_links(path_of_view(request), lambda code: "", request.running_languages)
    states = context["telling"].states if "telling" in context else {}

    def state_of(code):
        if code not in (page.readable_in or ()):
            return State.MISSING.label
        return states[code].label if code in states else ""

    return language_links(path_below_home(page), state_of, request.running_languages)


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


@register.simple_tag(takes_context=True)
def band(context, page):
    """The woven band of the page's item, the same in every language."""
    return "" if text_only(context) else weaving.band(page.translation_key)


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


@register.filter
def day(value):
    """A day as the reader writes it."""
    return cldr.day_name(value, get_language())


@register.simple_tag(takes_context=True)
def source_marks(context, keys):
    """Numbered links to the sources that bear a fact out; `marks_of` leads back to each."""
    numbers = getattr(context.get("page"), "source_numbers", {})
    marks = []
    for number in [numbers[key] for key in split_keys(keys) if key in numbers]:
        made = _marks_made(context)
        made[number] = made.get(number, 0) + 1
        marks.append((number, made[number], number, number))
    if not marks:
        return ""
    links = format_html_join(" ", '<a id="mark-{}-{}" href="#source-{}">{}</a>', marks)
    return format_html('<sup class="sources">{}</sup>', links)


@register.simple_tag(takes_context=True)
def marks_of(context, number):
    """The ids of the marks that were made for a source on this page so far."""
    times = _marks_made(context).get(number, 0)
    return [f"mark-{number}-{time}" for time in range(1, times + 1)]


def _marks_made(context):
    """How often each source was named while this page was rendered: {number: times}."""
    request = context["request"]
    if not hasattr(request, "_marks_made"):
        request._marks_made = {}
    return request._marks_made


register.simple_tag(sharing.ways_to_pass_on)


@register.simple_tag
def laid_out(body):
    """The blocks of a body as they are shown (`core.reading.laid_out`)."""
    return reading.laid_out(body)


@register.simple_tag
def contents(blocks):
    """The list of a long text's headings (`core.reading.contents`)."""
    return reading.contents(blocks)


@register.simple_tag
def minutes_to_read(page):
    """How long one reads the text of a page (`core.reading.minutes_to_read`)."""
    return reading.minutes_to_read(page.body, page.locale.language_code)


@register.simple_tag(takes_context=True)
def text_only(context):
    """Whether the reader asked for words alone, without any picture: by `?text`."""
    return "text" in context["request"].GET


@register.simple_tag(takes_context=True)
def saves_data(context):
    """Whether the browser was told to save data ; pages vary by it (`core.views.serve`)."""
    return context["request"].headers.get("Save-Data") == "on"


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


# Mails about the admin, whose receivers may have no access to it ----------------------


@register.filter
def enters_admin(member):
    return member.has_perm("wagtailadmin.access_admin")


@register.filter
def language_of_mails(member):
    """The code of the language in which a member is written to."""
    return nearest_running(member.language or get_language())
