"""Listings in the admin of all pages of one type, in whatever section and language they lie."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.forms import CheckboxSelectMultiple
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ModelMultipleChoiceFilter, MultipleChoiceFilter
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy

from core.freshness import behind
from core.languages.catalogues import menu_language
from core.languages.cldr import language_name, listed


class ByItsOwn:
    """Filters by a question of its own, because searching knows few columns besides the key."""

    def filter(self, pages, value):
        if not value:
            return pages
        chosen = self.get_chosen(pages.model._default_manager, value)
        return pages.filter(pk__in=chosen.values("pk"))

    def get_chosen(self, pages, value):
        return pages.filter(**{f"{self.field_name}__in": value})


class ChoicesFilter(ByItsOwn, MultipleChoiceFilter):
    def __init__(self, **kwargs):
        super().__init__(widget=CheckboxSelectMultiple, **kwargs)


class LanguageFilter(ByItsOwn, ModelMultipleChoiceFilter):
    def __init__(self, **kwargs):
        kwargs = {"label": _("Language"), "queryset": Locale.objects.all()} | kwargs
        super().__init__(widget=CheckboxSelectMultiple, **kwargs)


class ItemFilterSet(PageFilterSet):
    """Without Wagtail's filters by people, places in the tree and sites."""

    # Not "locale": Wagtail takes that for the language of a whole listing.
    language = LanguageFilter(field_name="locale")
    owner = edited_by = site = has_child_pages = None


def language_of(page):
    """The name of a page's language in the words of the menus."""
    return language_name(page.locale.language_code, menu_language(get_language()))


@dataclass(frozen=True)
class Version:
    """A version of an item, as a listing names it."""

    language: str
    is_live: bool
    passages_behind: int

    def __str__(self):
        if not self.is_live:
            return _("%s (draft)") % self.language
        if not self.passages_behind:
            return self.language
        return ngettext(
            "%(language)s (%(count)s passage behind)",
            "%(language)s (%(count)s passages behind)",
            self.passages_behind,
        ) % {"language": self.language, "count": self.passages_behind}


def versions_of(pages, user):
    """The versions of the items of `pages`: {translation_key: {pk: Version}}.

    Drafts are named only to those who may edit them. A fixed number of queries.
    """
    keys = {page.translation_key for page in pages}
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    known = Page.objects.filter(translation_key__in=keys, alias_of=None).filter(
        Q(live=True) | Q(pk__in=mine.values("pk"))
    )
    late = behind(known)
    versions = defaultdict(dict)
    for row in known.select_related("locale").order_by("locale__language_code"):
        version = Version(language_of(row), row.live, late.get(row.pk, 0))
        versions[row.translation_key][row.pk] = version
    return versions


class ItemIndexView(IndexView):
    """A listing whose rows say which other languages an item can be read in."""

    table_classname = "listing full-width item-listing"
    columns_of_type = []

    @cached_property
    def columns(self):
        """Without Wagtail's menu beside each title, for which libraries ask row by row."""
        return [
            BulkActionsColumn("bulk_actions"),
            TitleColumn(
                "title",
                label=_("Title"),
                accessor="get_admin_display_title",
                url_name="wagtailadmin_pages:edit",
                sort_key="title",
                classname="title",
            ),
            *self.columns_of_type,
            Column("own_version", label=_("Language")),
            Column("other_versions", label=_("Other languages")),
            DateColumn(
                "latest_revision_created_at",
                label=_("Updated"),
                sort_key="latest_revision_created_at",
            ),
            # Not "Status": a body may have ended while its page is live.
            PageStatusColumn("status", label=_("Page"), sort_key="live"),
        ]

    def get_base_queryset(self):
        """Without shelves; by the key, which is among the few columns that searching knows."""
        versions = Page.objects.filter(alias_of=None)
        return super().get_base_queryset().filter(pk__in=versions.values("pk"))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        pages = list(context["object_list"])
        versions = versions_of(pages, self.request.user)
        words = menu_language(get_language())
        for page in pages:
            others = dict(versions[page.translation_key])
            page.own_version = others.pop(page.pk, "")
            page.other_versions = listed([str(other) for other in others.values()], words) or "–"
        return context


class ItemListing(PageListingViewSet):
    """All pages of a type in the menu of the admin, with a listing of its own."""

    index_view_class = ItemIndexView
    columns = PageListingViewSet.UNDEFINED  # those of the view
    add_to_admin_menu = True
