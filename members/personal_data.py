"""Where the site keeps something of a person: what a copy tells of it, and what erasing does to it.

Each app enters what it knows of, from its `apps.py`. A relation to a member is named by its field,
and so is a column of JSON, in which a member may be named too:

    personal_data.goes("core.Batch.member", _("Work you started"), {"title": _("Title")})
    personal_data.stays("core.Picture.uploaded_by_user", _("Pictures"), {"title": _("Title")})
    personal_data.column("core.Step.arguments", forget=drop_steps)

What is known by the e-mail address alone is a member's only where they have shown that it is theirs
(`by_address`): else who opens an account in another's name would see it, and delete it.

Every relation and every such column has its entry: `tests/test_personal_data.py` looks for them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.apps import apps


@dataclass(frozen=True)
class Place:
    """One place where something of a member is kept.

    `labels` are what is told of each row, {key: label}; `tell(member)` gives the rows themselves,
    {key: value}, of this member alone. `goes` says whether the rows are erased, or stay without a
    name. `forget(member)` does so. What has no title tells nothing.
    """

    name: str
    title: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    goes: bool = True
    tell: Callable[..., Iterable[dict]] = lambda member: ()
    forget: Callable[..., object] = lambda member: None


_places: dict[str, Place] = {}
_beginnings = []


def enter(place, first=False):
    """`first` is told before all else."""
    others = dict(_places)
    _places.clear()
    _places.update({place.name: place} | others if first else others | {place.name: place})


def goes(name, title, tells, forget=None, tell=None):
    """Rows that are of this person alone. `tells` is {lookup: label}.

    `forget(member)` is called before they are deleted, for what they leave elsewhere; `tell` gives
    the rows where their columns do not say it.
    """

    def delete(member):
        if forget:
            forget(member)
        _rows(name, member).delete()

    enter(_of_rows(name, title, tells, tell, goes=True, forget=delete))


def stays(name, title, tells, forget=None, tell=None):
    """Rows of the site that stay, and no longer say who it was."""

    def take_name_off(member):
        if forget:
            forget(member)
        _rows(name, member).update(**{name.rpartition(".")[2]: None})

    enter(_of_rows(name, title, tells, tell, goes=False, forget=take_name_off))


def column(*names, forget=lambda member: None):
    """Columns of JSON: `forget` takes out what names the member; without it, none ever is named."""
    for name in names:
        enter(Place(name, forget=forget))


def by_address(name, title, tells, rows):
    """Rows that go, and are known by the e-mail address alone: `rows(address)`."""

    def theirs(member):
        found = rows(member.email)
        return found if member.has_shown_address else found.none()

    enter(
        Place(
            name,
            title,
            tells,
            tell=lambda member: theirs(member).values(*tells),
            forget=lambda member: theirs(member).delete(),
        )
    )


def begin_with(function):
    """Have `function()` called before anything is read that is erased."""
    _beginnings.append(function)


def _rows(name, member):
    model, _dot, relation = name.rpartition(".")
    return apps.get_model(model)._base_manager.filter(**{relation: member.pk})


def _of_rows(name, title, tells, tell, **how):
    keys = {lookup: lookup.replace("__", "_") for lookup in tells}

    def tell_columns(member):
        for row in _rows(name, member).order_by("pk").values(*tells):
            yield {keys[lookup]: value for lookup, value in row.items()}

    labels = {keys[lookup]: label for lookup, label in tells.items()}
    return Place(name, title, labels, tell=tell or tell_columns, **how)


# What is asked of all -------------------------------------------------------------


def places():
    return list(_places.values())


def told(member):
    """All that is kept of a member: [(Place, rows)] of the places where there is something."""
    found = [(place, list(place.tell(member))) for place in places() if place.title]
    return [(place, rows) for place, rows in found if rows]


def begin():
    """To be called in the transaction of an erasure, before what it erases is read."""
    for function in _beginnings:
        function()


def forget(member):
    """Erase what goes, and take the name off what stays, in all places."""
    for place in places():
        place.forget(member)
