"""Every address of the site, as `get_resolver()` knows them."""

import re
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RegexPattern

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
NAME = re.compile(r"(?<=[<:])\w+(?=>)")


@dataclass(frozen=True)
class Address:
    """`key` is the name by which the table calls it: its own, else its route.

    Where one pattern stands before another at the same place, both are this one address. Places
    differ by what may stand in them: `<uuid:item>` is not `<country:iso>`.
    """

    key: str
    route: str
    is_regex: bool

    @property
    def parameters(self):
        return tuple(PARAMETER.findall(self.route))


def addresses(resolver=None):
    """All of them, each place once."""
    names, routes = {}, {}
    for route, name, is_regex in _walk(resolver or get_resolver()):
        place = NAME.sub("", route)
        names[place] = names.get(place) or name
        routes.setdefault(place, (route, is_regex))
    return [
        Address(names[place] or route or "/", route, is_regex)
        for place, (route, is_regex) in routes.items()
    ]


def _walk(resolver, before="", namespace=""):
    for pattern in resolver.url_patterns:
        part = str(pattern.pattern).removeprefix("^").removesuffix("$")
        is_regex = isinstance(pattern.pattern, RegexPattern) and any(s in part for s in "(*+")
        if isinstance(pattern, URLPattern):
            name = f"{namespace}{pattern.name}" if pattern.name else ""
            yield before + part, name, is_regex
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, before + part, inner)
