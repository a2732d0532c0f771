"""Choosers of pages: each row says its language, and a search finds each item once.

Put in place once when the apps are loaded.
"""

from django.utils.translation import get_language
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.views import chooser

from core.languages.ladder import ladder
from core.languages.query import nearest

# A search that finds more is to be made narrower anyway.
MOST_FOUND = 500

stock_cell = chooser.PageTitleColumn.get_cell_context_data


def put_in_place():
    chooser.PageTitleColumn.get_cell_context_data = cell_with_language


def cell_with_language(column, page, parent_context):
    """Wagtail names the language of front pages only."""
    context = stock_cell(column, page, parent_context)
    context["show_locale_labels"] = parent_context.get("show_locale_labels") and page.depth > 1
    return context


def each_item_once(pages, request):
    """Of the versions that a search finds, the nearest to the language of the admin; no shelves.

    What is chosen stands for its item, whatever the version. Only who moves or copies a page looks
    for one place among those of a language, and is shown them all.
    """
    form = SearchForm(request.GET)  # by which Wagtail refuses words that no database takes
    words = form.is_valid() and form.cleaned_data["q"]
    is_search = request.resolver_match.view_name == "wagtailadmin_choose_page_search"
    if not is_search or not words or request.GET.get("user_perms"):
        return pages
    found = pages.filter(depth__gt=1).autocomplete(words)[:MOST_FOUND]
    rows = [page for page in found if page.alias_of_id is None]
    rows.sort(key=lambda page: page.pk)
    best = nearest(rows, ladder(get_language()))
    return pages.filter(pk__in=[page.pk for page in best.values()])
