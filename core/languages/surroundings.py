"""What stands around a page: the menu, the way back up, the other languages."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import get_language
from wagtail.models import Page

from core.languages import known
from core.languages.addresses import HOME_DEPTH, path_below_home
from core.languages.ladder import ladder
from core.languages.query import nearest, readable_by


@dataclass(frozen=True)
class Place:
    """A page as a menu or breadcrumb names it: in its own language, under the reader's address."""

    title: str
    path: str
    language: str
    depth: int

    @property
    def address(self):
        return f"/{get_language()}/{self.path}"


@dataclass(frozen=True)
class LanguageLink:
    """One running language in the switcher."""

    language: known.Language
    address: str
    is_current: bool
    is_written: bool


@dataclass(frozen=True)
class Surroundings:
    menu: tuple[Place, ...] = ()
    breadcrumbs: tuple[Place, ...] = ()


def surroundings(page, language, member=None):
    """The menu, and the pages above `page` (which may be None), in the reader's best versions.

    Two queries. The menu is what the reader's home holds, in that home's order.
    """
    in_menu = Q(depth=HOME_DEPTH + 1, show_in_menus=True, locale__language_code=language)
    above = Q(path__in=_paths_above(page))
    places = Page.objects.filter(in_menu | above)
    order = {}
    for key, depth, path in places.order_by("path").values_list("translation_key", "depth", "path"):
        order.setdefault(key, (depth, path))
    versions = readable_by(Page.objects.filter(translation_key__in=order), member)
    best = nearest(versions.select_related("locale").order_by("pk"), ladder(language))
    shown = [_place(best[key]) for key in order if key in best]
    return Surroundings(
        menu=tuple(place for place in shown if place.depth == HOME_DEPTH + 1),
        breadcrumbs=tuple(
            sorted((place for place in shown if _is_above(place, page)), key=lambda p: p.depth)
        ),
    )


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
    return Place(page.title, path_below_home(page), page.locale.language_code, page.depth)


def language_links(page, running):
    """The running languages, each with the address of `page` (or of the home) in it."""
    path = path_below_home(page) if page is not None else ""
    written = page.readable_in if page is not None and page.readable_in else frozenset()
    current = get_language()
    return [
        LanguageLink(
            language=known.LANGUAGES[code],
            address=f"/{code}/{path}",
            is_current=code == current,
            is_written=page is None or code in written,
        )
        for code in running
    ]
