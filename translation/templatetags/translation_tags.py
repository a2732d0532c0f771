"""What wagtail-localize's translation editor is told, by our rules."""

import json

from django import template

from translation import editor, publishing

register = template.Library()


@register.simple_tag(takes_context=True)
def doors(context):
    """Which ways out of the editor are open to this person."""
    return editor.doors(context["instance"], context["request"].user)


@register.filter
def by_our_rules(props, doors):
    """The editor's settings, in JSON, with the ways out that are open.

    A version never becomes an alias: only shelves are aliases (core/languages/shelves.py).
    """
    settings = json.loads(props)
    settings["links"]["convertToAliasUrl"] = None
    settings["perms"]["canPublish"] = doors.publish
    # Otherwise the editor's large button would be the one that deletes.
    settings["perms"]["canDelete"] &= doors.publish
    return json.dumps(settings)


@register.filter
def missing_words(translation):
    """How many passages are not translated yet."""
    return publishing.missing_words(translation)
