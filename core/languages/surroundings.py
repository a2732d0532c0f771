"""What stands around a page: the menu, the way back up, the other languages."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.utils.translation import get_language
from wagtail.models import Page

from core.languages import known
from core.languages.addresses import HOME_DEPTH, path_below_home
from core.languages.ladder import ladder
from core.languages.query import nearest, readable_by
from core.languages.shelves import section_models


@dataclass(frozen=True)
class Place:
    """A page as a menu or breadcrumb names it: in its own language, under the reader's address."""

    title: str
    path: str
    language: str
    depth: int
    is_section: bool

    @property
    def address(self):
        return f"/{get_language()}/{self.path}"


@dataclass(frozen=True)
class LanguageLink:
    """One running language in the switcher."""

    language: known.Language
    address: str
    is_current: bool
    state: str  # in words; empty where there is nothing to say


@dataclass(frozen=True)
class Surroundings:
    menu: tuple[Place, ...] = ()
    standing: tuple[Place, ...] = ()
    breadcrumbs: tuple[Place, ...] = ()


def surroundings(page, language, member=None):
    """The menu, the standing pages, and the pages above `page` (which may be None), in the
    reader's best versions.

    One query. The menu is what the reader's home holds, in that home's order. Standing pages have
    no place in the languages they are not written in, so these are of all homes.
    """
    below_home = Q(depth=HOME_DEPTH + 1, show_in_menus=True)
    is_section = Q(content_type__in=_section_types())
    places = Page.objects.filter(
        below_home & (Q(locale__language_code=language) | ~is_section)
        | Q(path__in=_paths_above(page))
    )
    # A section above the page may lie under another home: its place in the menu is in the reader's.
    in_readers_home = Q(locale__language_code=language) & is_section
    readers_first = Case(When(in_readers_home, then=Value(0)), default=Value(1))
    its_places = places.filter(translation_key=OuterRef("translation_key"))
    its_places = its_places.order_by(readers_first, "path")
    pages = Page.objects.filter(translation_key__in=places.values("translation_key"))
    versions = readable_by(pages, member).annotate(place=Subquery(its_places.values("path")[:1]))
    best = nearest(versions.select_related("locale").order_by("pk"), ladder(language, member))
    shown = [_place(version) for version in sorted(best.values(), key=lambda page: page.place)]
    top = [place for place in shown if place.depth == HOME_DEPTH + 1]
    above = [place for place in shown if _is_above(place, page)]
    return Surroundings(
        menu=tuple(place for place in top if place.is_section),
        standing=tuple(place for place in top if not place.is_section),
        breadcrumbs=tuple(sorted(above, key=lambda place: place.depth)),
    )


def _section_types():
    """The ids of the page types that are sections; Django keeps them in memory."""
    models = ContentType.objects.get_for_models(*section_models())
    return [content_type.pk for content_type in models.values()]


def _paths_above(page):
    if page is None:
        return []
    return [page.path[: n * Page.steplen] for n in range(HOME_DEPTH, page.depth)]


def _is_above(place, page):
    return (
        page is not None
        and path_below_home(page).startswith(place.path)
        and (place.depth < page.depth)
    )


def _place(page):
    return Place(
        page.title,
        path_below_home(page),
        page.locale.language_code,
        page.depth,
        page.content_type_id in _section_types(),
    )


def path_of_view(request):
    """The address of a view without its language.

    That of the home, where there is no view of ours to show in another language: for a page that
    was not found, and for an address that bears no language.
    """
    match = getattr(request, "resolver_match", None)
    home = f"/{get_language()}/"
    if match is None or match.url_name == "wagtail_serve" or not request.path.startswith(home):
        return ""
    return request.path.removeprefix(home)


def language_links(path, state_of, running):
    """The running languages, each with `path` in it and the state that `state_of(code)` names."""
    current = get_language()
    return [
        LanguageLink(
            language=known.LANGUAGES[code],
            address=f"/{code}/{path}",
            is_current=code == current,
            state=state_of(code),
        )
        for code in running
    ]
