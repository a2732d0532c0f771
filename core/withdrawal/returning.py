"""From a sealed record back to rows and files, on a site that has gone on meanwhile."""

from collections import defaultdict

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models import F
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, ReferenceIndex
from wagtail.search import index
from wagtail_localize.models import String, Template, TranslatableObject

from core import rooms
from core.languages import addresses, query
from core.languages.shelves import shelf_of
from core.models.addresses import FormerPath
from core.placing import TOO_DEEP
from core.withdrawal.belongings import in_chunks
from core.withdrawal.handing_over import media_of_others
from core.withdrawal.sealing import file_names, read_file, read_rows

# What others may have made anew meanwhile, and how it is known again: theirs stands.
MADE_ANEW = {
    TranslatableObject: ("translation_key",),
    String: ("locale_id", "data_hash"),
    Template: ("uuid",),
    FormerPath: ("path",),
    Redirect: ("site_id", "old_path"),
}


def unseal_item(record):
    """Make the rows and files of a record again; gives the base pages.

    Raises ValidationError where they cannot stand where they stood, or others could read them now.
    """
    head, rows = read_rows(record)
    rows = fitting([*rows, *media_of_others(record, head, rows)], head)
    _place(record, head, rows)
    _write_rows(rows)
    for label, pk, column, value in head["loosened"]:
        model = apps.get_model(label)
        [field] = [field for field in model._meta.concrete_fields if field.attname == column]
        if field.related_model._base_manager.filter(pk=value).exists():
            model._base_manager.filter(pk=pk, **{column: None}).update(**{column: value})
    pages = list(Page.objects.filter(pk__in=[row["pk"] for row in rows if _is(row, Page)]))
    top = next(page for page in pages if page.translation_key == record.key)
    rooms.check_return(top, head.get("closed", ()))
    _enter_in_indexes(rows)
    return pages


def put_back_files(record, stored):
    """Store the files again under their names, whatever was left there. `stored`, a list, takes
    each on, (FileField, name), before it is written: also of a torn one the caller knows."""
    for file, (field, name) in file_names(record).items():
        data = read_file(record, file)
        stored.append((field, name))
        field.storage.delete(name)
        field.storage.save(name, ContentFile(data))


def _is(row, model):
    return row["model"] == model._meta.label_lower


def _write_rows(rows):
    """As they were, with their keys and times: no signal is sent, and nothing follows."""
    by_model = defaultdict(list)
    for row in serializers.deserialize("python", rows, ignorenonexistent=True):
        by_model[type(row.object)].append(row.object)
    for model, objects in by_model.items():
        for some in in_chunks(objects):
            manager = model._base_manager
            manager._insert(some, fields=model._meta.local_concrete_fields, raw=True)


# Fitting into the site as it is -------------------------------------------------------------


def fitting(rows, head):
    """The rows as they can stand today: what they point at may be gone, or be another row.

    Raises ValidationError where a language is gone.
    """
    _rename_languages(rows, head["languages"])
    for model, columns in MADE_ANEW.items():
        rows = _without_doubles(rows, model, columns)
    while True:
        gone = _pointing_nowhere(rows)
        if not gone:
            return rows
        if any(issubclass(apps.get_model(row["model"]), Page) for row in gone):
            raise ValidationError(_("What it belongs to is gone."))
        rows = [row for row in rows if row not in gone]


def _rename_languages(rows, languages):
    """A language that was taken away and added again has another key."""
    now = dict(Locale.objects.values_list("language_code", "pk"))
    keys = {pk: now.get(code) for code, pk in languages.items()}
    for row in rows:
        for field in _links(row):
            if field.related_model is Locale and (pk := row["fields"].get(field.name)):
                if keys.get(pk) is None:
                    raise ValidationError(
                        _("One of its languages does not run any more. Add it again first.")
                    )
                row["fields"][field.name] = keys[pk]


def _links(row):
    """The columns of a row that point at others, but for those that may point at what is gone."""
    for field in apps.get_model(row["model"])._meta.local_concrete_fields:
        if field.is_relation and field.db_constraint:
            yield field


def _without_doubles(rows, model, columns):
    """Leave out the rows of which there is one again, and point at that."""
    own = [row for row in rows if _is(row, model)]
    fields = [model._meta.get_field(column) for column in columns]
    there = {}
    for some in in_chunks(own):
        values = [_value(row, fields[-1]) for row in some]
        found = model._base_manager.filter(**{f"{fields[-1].name}__in": values})
        for pk, *known_by in found.values_list("pk", *columns):
            there[tuple(map(str, known_by))] = pk
    double = {}
    for row in own:
        known_by = tuple(str(_value(row, field)) for field in fields)
        if known_by in there:
            double[str(row["pk"])] = there[known_by]
    if not double:
        return rows
    for row in rows:
        for field in _links(row):
            if field.related_model is model and str(row["fields"].get(field.name)) in double:
                row["fields"][field.name] = double[str(row["fields"][field.name])]
    return [row for row in rows if not (_is(row, model) and str(row["pk"]) in double)]


def _value(row, field):
    return row["pk"] if field.primary_key else row["fields"][field.name]


def _pointing_nowhere(rows):
    """The rows that cannot do without something that is gone; the others are brought to do so."""
    own = defaultdict(set)
    for row in rows:
        own[row["model"]].add(str(row["pk"]))
    pointing = defaultdict(list)
    for row in rows:
        for field in _links(row):
            pk = row["fields"].get(field.name)
            if pk is not None and str(pk) not in own[field.related_model._meta.label_lower]:
                pointing[field].append((str(pk), row))
    gone = []
    for field, found in pointing.items():
        there = set()
        for pks in in_chunks({pk for pk, _row in found}):
            there |= {str(pk) for pk in field.related_model._base_manager.in_bulk(pks)}
        for pk, row in found:
            if pk in there:
                continue
            if field.null:
                row["fields"][field.name] = None
            elif field.has_default():
                row["fields"][field.name] = field.get_default()
            else:
                gone.append(row)
    return gone


# Its place in the tree --------------------------------------------------------------------


def _place(record, head, rows):
    """Bring the pages below the place they lay in, as the last where theirs is taken."""
    pages = [row for row in rows if _is(row, Page)]
    parents = Page.objects.filter(translation_key=head["parent"])
    original = parents.filter(alias_of=None).first()
    if original is None:
        raise ValidationError(_("The page it lay in is gone. Bring that back first."))
    for top in [row for row in pages if row["fields"]["translation_key"] == str(record.key)]:
        locale = Locale.objects.get(pk=top["fields"]["locale"])
        shelf_of(original.specific, locale)
        parent = parents.get(locale=locale)
        slug = top["fields"]["slug"]
        if not addresses.slug_is_free(slug, parent, record.key):
            raise ValidationError(
                _("Its address is another page's by now: “%s”. Give that one another first.") % slug
            )
        _move(pages, top["fields"], parent)
        Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)


def _move(pages, top, parent):
    before, url_before = top["path"], top["url_path"]
    path, url_path = _path_below(parent, before), f"{parent.url_path}{top['slug']}/"
    deeper = (len(path) - len(before)) // Page.steplen
    for row in pages:
        fields = row["fields"]
        if not fields["path"].startswith(before):
            continue
        fields["path"] = path + fields["path"][len(before) :]
        fields["url_path"] = url_path + fields["url_path"][len(url_before) :]
        fields["depth"] += deeper
        if fields["depth"] > query.MAX_DEPTH:
            raise ValidationError(TOO_DEEP)


def _path_below(parent, path):
    """The path it had, if that is still below the parent and free; else that of a last child."""
    if path[: -Page.steplen] == parent.path and not Page.objects.filter(path=path).exists():
        return path
    last = parent.get_last_child()
    return last._inc_path() if last else Page._get_path(parent.path, parent.depth + 1, 1)


# The indexes ---------------------------------------------------------------------------------


def _enter_in_indexes(rows):
    """Have them found again, and what they use known as used: both are made of what is there."""
    found = defaultdict(set)
    for row in rows:
        model = apps.get_model(row["model"])
        if model is not Page:
            found[model].add(row["pk"])
        for field in model._meta.local_concrete_fields:
            if isinstance(field, ParentalKey):
                # Of a child row that another item holds.
                found[field.related_model].add(row["fields"][field.name])
    for model, pks in found.items():
        for some in in_chunks(pks):
            for thing in model._base_manager.filter(pk__in=some):
                if ReferenceIndex.is_indexed(model):
                    ReferenceIndex.create_or_update_for_object(thing)
                if index.class_is_indexed(model):
                    index.insert_or_update_object(thing)
