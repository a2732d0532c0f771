"""What wagtail-localize's translation editor is told, by our rules."""

import json

from django import template

register = template.Library()


@register.filter
def by_our_rules(props):
    """The editor's settings, in JSON, without what is not done here.

    A version never becomes an alias: only shelves are aliases (core/languages/shelves.py).
    """
    settings = json.loads(props)
    settings["links"]["convertToAliasUrl"] = None
    return json.dumps(settings)
