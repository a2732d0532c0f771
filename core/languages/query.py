"""What may be read, and in which language: the two questions every public listing asks.

Public code reads through these functions and nothing else: no `.live()`, `.public()` or
`get_children()`, which know neither versions nor restrictions on another version.
"""

from functools import reduce
from operator import or_

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber, Substr
from wagtail.models import Page, PageViewRestriction
from wagtail.permission_policies.pages import PagePermissionPolicy

# The deepest a page may lie: the tree root is 1, a home 2. Refused beyond it on saving.
MAX_DEPTH = 9


def paths_above(path):
    """The tree paths of a page and of all above it, for a query to compare with."""
    depths = range(1, MAX_DEPTH + 1)
    return [Substr(path, 1, depth * Page.steplen) for depth in depths]


def shut_by(restrictions):
    """True for a page that one of `restrictions` closes.

    A restriction on one version closes the item, and what lies below it, in every language. Walks
    up from the page, so the cost does not grow with the number of restrictions.
    """
    return Exists(
        Page.objects.filter(
            path__in=paths_above(OuterRef("path")),
            translation_key__in=restrictions.values("page__translation_key"),
        )
    )


def readable(pages):
    """The rows of `pages` that anyone may read: live versions that nothing closes.

    Shelves (aliases) are places, not texts.
    """
    return pages.filter(live=True, alias_of=None).exclude(
        shut_by(PageViewRestriction.objects.all())
    )


def readable_by(pages, member):
    """The rows of `pages` that this person may read; what is `readable` for an anonymous one.

    Adds the rooms a member is invited to, and whatever an editor may edit.
    """
    if not (member and member.is_authenticated):
        return readable(pages)
    live = pages.filter(live=True, alias_of=None)
    if member.is_superuser:
        return live
    not_passed = PageViewRestriction.objects.exclude(
        Q(restriction_type=PageViewRestriction.LOGIN)
        | Q(restriction_type=PageViewRestriction.GROUPS, groups__in=member.groups.all())
    )
    editable = PagePermissionPolicy().instances_user_has_any_permission_for(
        member, {"change", "publish"}
    )
    return live.filter(~shut_by(not_passed) | Q(pk__in=editable.values("pk")))


def rank(languages):
    """How near a version is to the reader: its place on the ladder, then the original, then any."""
    steps = [When(locale__language_code=code, then=Value(n)) for n, code in enumerate(languages)]
    steps.append(When(original_locale=F("locale"), then=Value(len(steps))))
    return Case(*steps, default=Value(len(steps)), output_field=IntegerField())


def best_version(versions, languages):
    """One row for each item among `versions`: the one nearest to the reader.

    `versions` is a queryset of rows that may be read, `languages` a ladder. The result is an
    ordinary queryset of the same model: filter, order, count and page it.
    """
    nearest_first = Window(
        RowNumber(), partition_by="translation_key", order_by=[rank(languages), "pk"]
    )
    nearest = versions.order_by().annotate(nearness=nearest_first).filter(nearness=1)
    return versions.model.objects.filter(pk__in=nearest.values("pk"))


def nearest(pages, languages):
    """Of base pages in memory, one for each item: {translation_key: the nearest to the reader}.

    `pages` come with their locales, the oldest first. Where no version is on the ladder the oldest
    is taken: a base page does not know its original, which is the oldest as a rule.
    """
    steps = {code: step for step, code in enumerate(languages)}
    found = {}
    for page in pages:
        step = steps.get(page.locale.language_code, len(steps))
        if page.translation_key not in found or step < found[page.translation_key][0]:
            found[page.translation_key] = (step, page)
    return {key: page for key, (_, page) in found.items()}


def tied(item, link, end):
    """The keys of the items that `link` ties to this one, which stands at this `end` of it.

    `link` is a child model whose `ends` name the field that holds it and the field that points at
    the other item. Relations are read by item, because a foreign key stays on the version its
    author chose, and from the originals, because a translation keeps its copy of the rows until it
    is synchronised.
    """
    [other] = set(link.ends) - {end}
    ties = link.objects.filter(**{f"{end}__translation_key": item.translation_key})
    ties = ties.exclude(**{f"{other}__translation_key": item.translation_key})
    return originals_of(ties).values(f"{other}__translation_key")


def originals_of(ties):
    """Of the rows of a link, those that originals hold."""
    holder, _other = ties.model.ends
    return ties.filter(**{f"{holder}__locale": F(f"{holder}__original_locale")})


def linked(ties, languages, member=None, **facts):
    """{name: base pages to link to, by title}: of each item the version nearest to the reader.

    `ties` is {name: what `tied` gave, or several of these}; `facts` are annotated. One query.
    """
    ties = {name: _any(keys) for name, keys in ties.items()}
    pages = readable_by(Page.objects.filter(reduce(or_, ties.values())), member)
    marks = {f"tied_{name}": _is(condition) for name, condition in ties.items()}
    pages = pages.annotate(**facts, **marks).select_related("locale").order_by("pk")
    found = sorted(nearest(pages, languages).values(), key=lambda page: page.title.casefold())
    return {name: [page for page in found if getattr(page, f"tied_{name}")] for name in ties}


def _any(keys):
    several = keys if isinstance(keys, list) else [keys]
    return reduce(or_, (Q(translation_key__in=some) for some in several))


def _is(condition):
    return Case(When(condition, then=Value(True)), default=Value(False))


def related(item, link, member=None):
    """The items that `link` ties to this one, from either side: the rows this person may read.

    `item` is any version, `link` as `tied` takes it. Where both ends are of one type a tie counts
    from either side; else the items of the other type are given.
    """
    holder, other = link.ends
    holding, pointed_at = (link._meta.get_field(end).related_model for end in link.ends)
    if holding is pointed_at:
        pages = holding.objects.filter(_any([tied(item, link, holder), tied(item, link, other)]))
    elif isinstance(item, holding):
        pages = pointed_at.objects.filter(translation_key__in=tied(item, link, holder))
    else:
        pages = holding.objects.filter(translation_key__in=tied(item, link, other))
    return readable_by(pages, member)
