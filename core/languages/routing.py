"""From an address to a page: one question for the item and its versions, then the best of them."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, F, TextField, Value, When
from django.db.models.functions import Concat
from wagtail.models import Page

from core.languages.addresses import HOME_DEPTH, path_below_home
from core.languages.ladder import ladder
from core.languages.query import MAX_DEPTH, readable_by
from core.models.addresses import FormerPath

# A chain of renamed sections and items is followed this far.
MAX_MOVES = 12


def item_at(path):
    """The rows, versions and shelves alike, that lie at `path` below any home."""
    homes = Page.objects.filter(depth=HOME_DEPTH)
    if not path:
        return homes
    at = homes.order_by().annotate(at=Concat("url_path", Value(path), output_field=TextField()))
    return Page.objects.filter(
        slug=path.rstrip("/").rpartition("/")[2], url_path__in=at.values("at")
    )


def page_at(path, language, member=None):
    """The page a reader of `language` gets at `path` ("knowledge/case-studies/", "" for the home).

    Takes the person asking, or None for anyone. Gives the specific page with `readable_in` set to
    the codes of the languages in which this person can read the item, or None. Two queries.
    """
    if path.count("/") > MAX_DEPTH:
        return None
    items = item_at(path).values("translation_key")
    versions = readable_by(Page.objects.filter(translation_key__in=items), member).values_list(
        "pk", "locale__language_code", "translation_key", "content_type_id"
    )
    steps = {code: step for step, code in enumerate(ladder(language, member))}
    found = sorted(versions, key=lambda version: steps.get(version[1], len(steps)))
    if not found:
        return None
    _, nearest, key, content_type = found[0]
    candidates = [v for v in found if v[2] == key and (v[1] == nearest or nearest not in steps)]
    page = _load(content_type, [version[0] for version in candidates])
    page.readable_in = frozenset(version[1] for version in found if version[2] == key)
    return page


def _load(content_type, keys):
    """The specific page among the candidates: the original, if it is one of them."""
    model = ContentType.objects.get_for_id(content_type).model_class()
    original_first = Case(When(original_locale=F("locale"), then=Value(0)), default=Value(1))
    return model.objects.filter(pk__in=keys).for_its_page().order_by(original_first, "pk").first()


def current_path(path, member=None):
    """Where the item that used to be read at `path` is read now, or None.

    Follows the item's own former paths and those of the sections above it, as often as they
    changed, and gives only a path at which this person can read something.
    """
    waiting, seen = [path], {path}
    while waiting and len(seen) <= MAX_MOVES:
        for moved in _one_move(waiting.pop(0)):
            if moved in seen:
                continue
            items = item_at(moved).values("translation_key")
            if readable_by(Page.objects.filter(translation_key__in=items), member).exists():
                return moved
            seen.add(moved)
            waiting.append(moved)
    return None


def _one_move(path):
    """The paths that `path` turns into by one former path of the item or of a section above.

    Those where it lies now first, then those where it lay at another time: what lies in a section
    may have been renamed while the section itself was elsewhere.
    """
    parts = path.rstrip("/").split("/")
    if len(parts) > MAX_DEPTH:
        return []
    heads = ["/".join(parts[:n]) + "/" for n in range(len(parts), 0, -1)]
    former = dict(FormerPath.objects.filter(path__in=heads).values_list("path", "translation_key"))
    if not former:
        return []
    keys = set(former.values())
    places = [(page.translation_key, path_below_home(page)) for page in _of_items(Page, keys)]
    places += [(row.translation_key, row.path) for row in _of_items(FormerPath, keys)]
    return [
        place + path[len(head) :]
        for head in heads
        for key, place in places
        if former.get(head) == key
    ]


def _of_items(model, keys):
    return model.objects.filter(translation_key__in=keys).order_by("-pk")
