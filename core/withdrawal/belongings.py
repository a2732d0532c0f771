"""Which rows are an item's: its own, all that hangs on them, and the media it alone uses."""

from collections import defaultdict
from functools import cache

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import SET_NULL, IntegerField
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import Page, ReferenceIndex
from wagtail.search.models import IndexEntry
from wagtail_localize.models import (
    SegmentOverride,
    String,
    StringSegment,
    StringTranslation,
    Template,
    TemplateSegment,
    TranslatableObject,
)

from core import withdrawal
from core.models.addresses import FormerPath
from core.withdrawal.media import media_of, used_by_it_alone

CHUNK = 500
# Made of what is there, or of what somebody has open: it goes, and is not kept.
DERIVED = {IndexEntry, ReferenceIndex, EditingSession, FormState}


def in_chunks(values):
    values = list(values)
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


def unused(media):
    """Of these pictures and files, {(model, key)}, those that nothing uses or ever used: {model:
    keys}."""
    return used_by_it_alone(media, Belongings([]))


class Belongings:
    """The rows of these pages' items: `rows[model]` is {pk: row}.

    `media` are the pictures and files they use, alone or with others: {(model, key)}. `loosened`
    are the columns elsewhere that point at them and can do without: [(model, pk, column, value)].
    """

    def __init__(self, pages):
        self.rows = defaultdict(dict)
        self.pages = list(pages)
        self.keys = {page.translation_key for page in self.pages}
        self._pointing = {}
        self._add(self.pages)
        for rows in self._known_by_key():
            self._add(rows)
        self._add_words()
        self.media = media_of(self)
        for model, pks in used_by_it_alone(self.media, self).items():
            self._add(model._base_manager.filter(pk__in=pks))

    @property
    def loosened(self):
        return [
            (model, pk, column, value)
            for (model, pk, column), value in self._pointing.items()
            if pk not in self.rows[model]
        ]

    def take_out(self):
        """Delete all of it, as it stands: no signal is sent, and nothing follows."""
        for model, pk, column, _value in self.loosened:
            model._base_manager.filter(pk=pk).update(**{column: None})
        for model in [model for model in self.rows if self.rows[model]]:
            for pks in in_chunks(self.rows[model]):
                _delete(model._base_manager.filter(pk__in=pks))
            kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
            for pks in in_chunks(map(str, self.rows[model])):
                _delete(ReferenceIndex.objects.filter(to_content_type=kind, to_object_id__in=pks))

    # Gathering ---------------------------------------------------------------------------

    def _add(self, found):
        """Take these rows in, which are of one model, with all that hangs on them."""
        fresh = [row for row in found if row.pk not in self.rows[type(row)]]
        if not fresh:
            return
        model = type(fresh[0])
        self.rows[model] |= {row.pk: row for row in fresh}
        if model in DERIVED:
            return
        for pks in in_chunks([row.pk for row in fresh]):
            for parent in model._meta.parents:
                self._add(parent._base_manager.filter(pk__in=pks))
            self._add_hanging(model, pks)
            self._add_marked(model, pks)

    def _add_hanging(self, model, pks):
        """What points at these rows; it goes with them unless it can do without."""
        for relation in model._meta.get_fields(include_parents=False, include_hidden=True):
            if relation.concrete or not (relation.one_to_many or relation.one_to_one):
                continue
            if not relation.auto_created:
                continue
            field = relation.field
            found = field.model._base_manager.filter(**{f"{field.name}__in": pks})
            if relation.on_delete is SET_NULL:
                for row in found:
                    place = (field.model, row.pk, field.attname)
                    self._pointing[place] = getattr(row, field.attname)
            else:
                self._add(found)

    def _add_marked(self, model, pks):
        """What names these rows by their type and key."""
        kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
        named = [str(pk) for pk in pks]
        for marked in marked_models():
            is_number = isinstance(marked._meta.get_field("object_id"), IntegerField)
            if is_number and not all(isinstance(pk, int) for pk in pks):
                continue
            self._add(marked._base_manager.filter(content_type=kind, object_id__in=named))
        if issubclass(model, Page):
            self._add(FormState.objects.filter(parent_object_id__in=named))

    def _known_by_key(self):
        keys = self.keys
        return [
            StringTranslation.objects.filter(context__object__in=keys),
            SegmentOverride.objects.filter(context__object__in=keys),
            TranslatableObject.objects.filter(pk__in=keys),
            FormerPath.objects.filter(translation_key__in=keys),
            *withdrawal.companions(keys),
        ]

    def _add_words(self):
        """The strings and templates of its translations that no other item has."""
        segments, translations = self.rows[StringSegment], self.rows[StringTranslation]
        used = {row.string_id for row in segments.values()}
        used |= {row.translation_of_id for row in translations.values()}
        others = set()
        for pks in in_chunks(used):
            there = StringSegment.objects.filter(string__in=pks).values_list("pk", "string")
            others |= {string for pk, string in there if pk not in segments}
            there = StringTranslation.objects.filter(translation_of__in=pks)
            there = there.values_list("pk", "translation_of")
            others |= {string for pk, string in there if pk not in translations}
        for pks in in_chunks(used - others):
            self._add(String.objects.filter(pk__in=pks))
        segments = self.rows[TemplateSegment]
        used = {row.template_id for row in segments.values()}
        there = TemplateSegment.objects.filter(template__in=used).values_list("pk", "template")
        others = {template for pk, template in there if pk not in segments}
        self._add(Template.objects.filter(pk__in=used - others))


def _delete(rows):
    rows._raw_delete(using=rows.db)


@cache
def marked_models():
    """The models whose rows name a thing by its type and key."""
    wanted = {"content_type", "object_id"}
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if wanted <= {field.name for field in model._meta.local_concrete_fields}
    ]
