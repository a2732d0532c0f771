"""Facts follow the original: what is the same in every language is copied to every version.

Facts are the fields and child rows that wagtail-localize calls synchronised, and in long texts the
values that are no words (dates, short names of sources). On any version but the original they are
state: a form, a draft or an older revision of a translation does not change them.
"""

from functools import cache

from django.db.models import ManyToOneRel
from wagtail.blocks import DateBlock, ListBlock, RegexBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from core.languages.shelves import family

# An item's address and original follow it by rules of their own (`ContentPage.save`).
KEPT_ELSEWHERE = {"slug", "original_locale"}


@cache
def facts_of(model):
    """The fields of a page type that are facts: (own fields, child relations)."""
    names = [
        field.field_name
        for field in get_translatable_fields(model)
        if isinstance(field, SynchronizedField) and field.field_name not in KEPT_ELSEWHERE
    ]
    fields = [model._meta.get_field(name) for name in names]
    relations = [field for field in fields if isinstance(field, ManyToOneRel)]
    return [field for field in fields if field not in relations], relations


def keep_facts(row, draft):
    """Give `draft`, a translation as a revision has it, the facts of its own row."""
    fields, relations = facts_of(type(row))
    for field in fields:
        setattr(draft, field.attname, getattr(row, field.attname))
    for relation in relations:
        name = relation.get_accessor_name()
        setattr(draft, name, list(getattr(row, name).all()))


def follow_original(original):
    """Bring every other version of an item to the facts of its original, as it stands saved."""
    versions = family(original).exclude(pk=original.pk).filter(alias_of=None)
    for version in versions.specific():
        follow(version, original)


def follow(version, original):
    """Bring one version to the facts of its original; save it when that changes anything."""
    fields, relations = facts_of(type(original))
    changed = False
    for field in fields:
        fact = getattr(original, field.attname)
        changed |= getattr(version, field.attname) != fact
        setattr(version, field.attname, fact)
    for relation in relations:
        if _rows(version, relation) != _rows(original, relation):
            original.copy_child_relation(relation.get_accessor_name(), version)
            changed = True
    for field in version._meta.get_fields():
        if isinstance(field, StreamField):
            changed |= _follow_in_text(field, original, version)
    if changed:
        version.save(clean=False)


def _rows(page, relation):
    """What the child rows of a page say, without what ties them to it."""
    own = {relation.field, relation.related_model._meta.pk}
    fields = relation.related_model._meta.concrete_fields
    names = [field.attname for field in fields if field not in own]
    children = getattr(page, relation.get_accessor_name()).all()
    return [[getattr(child, name) for name in names] for child in children]


# Long texts --------------------------------------------------------------------------


def _follow_in_text(field, original, version):
    """Put the facts of the original's text into that of a version; give whether any differed."""
    block = field.stream_block
    own, theirs = (block.get_prep_value(getattr(page, field.name)) for page in (version, original))
    followed = _with_facts(block, own, theirs)
    setattr(version, field.name, block.to_python(followed))
    return followed != own


def _with_facts(block, own, theirs):
    """The stored value `own` of a block, with the facts of `theirs`.

    Blocks of streams and lists correspond by their ids, which are the same in every language.
    """
    if isinstance(block, RegexBlock | DateBlock):
        return theirs
    if isinstance(block, StructBlock):
        return {
            name: _with_facts(block.child_blocks[name], value, theirs[name])
            if name in block.child_blocks and name in theirs
            else value
            for name, value in own.items()
        }
    if isinstance(block, StreamBlock | ListBlock):
        by_id = {item["id"]: item for item in theirs}
        return [_item_with_facts(block, item, by_id.get(item["id"])) for item in own]
    return own


def _item_with_facts(block, own, theirs):
    if theirs is None or theirs["type"] != own["type"]:
        return own
    child = block.child_blocks[own["type"]] if isinstance(block, StreamBlock) else block.child_block
    return own | {"value": _with_facts(child, own["value"], theirs["value"])}
