"""Shelves: the places in the tree that every language has.

Wagtail takes a page's language from its parent, so a Nepali case study needs a Nepali section to
lie in, also while the section has no Nepali text. Such a place is an alias of the section: it holds
children and permissions, and is never served, listed, linked, indexed or counted.
"""

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import Locale, Page, get_page_models
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import Translation

from core.languages.addresses import HOME_DEPTH


def is_shelf(page):
    return page.alias_of_id is not None


def family(page):
    """All rows of the page's item: its versions and shelves."""
    return Page.objects.filter(translation_key=page.translation_key)


def with_all_below(page):
    """The rows, versions and shelves, of the page's item and of all that lies in it."""
    branch = Q()
    for path in family(page).values_list("path", flat=True):
        branch |= Q(path__startswith=path)
    keys = Page.objects.filter(branch).values("translation_key")
    return Page.objects.filter(translation_key__in=keys)


def section_models():
    """The page types that stand in every language, homes first."""
    return [model for model in get_page_models() if getattr(model, "is_section", False)]


def sections():
    """The originals of all sections, from the top of the tree down."""
    originals = [page for model in section_models() for page in model.objects.originals()]
    return sorted(originals, key=lambda page: (page.depth, page.path))


@transaction.atomic
def shelf_of(page, locale):
    """The place of the page's item in `locale`: its version there, or a shelf, made if missing."""
    place = family(page).filter(locale=locale).first()
    if place:
        return place
    original = page.specific.original
    if original.depth > HOME_DEPTH:
        shelf_of(original.get_parent(), locale)
    return original.copy_for_translation(locale, alias=True)


@transaction.atomic
def shelve_version(version, user=None):
    """Turn the version of a page that holds others, which is not the original, into a shelf again.

    Its words go, with their revisions and provenance; what lies in it stays.
    """
    original = version.original
    log(instance=version, action="wagtail.delete", user=user, deleted=False)
    if workflow := version.current_workflow_state:
        workflow.cancel(user=user)
    version.provenance.all().delete()
    Translation.objects.filter(
        source__object_id=version.translation_key, target_locale=version.locale
    ).delete()
    version.latest_revision = version.live_revision = None
    version.first_published_at = version.last_published_at = None
    version.has_unpublished_changes = False
    version.alias_of, version.live = original, original.live
    for translatable in get_translatable_fields(type(version)):
        field = translatable.get_field(type(version))
        if field.concrete:  # rows that hang on the page are facts, and the same already
            setattr(version, field.attname, getattr(original, field.attname))
    version.draft_title = version.title
    version.save(clean=False)
    version.revisions.all().delete()


def make_shelves(locale):
    """Give every section its place in `locale`. Safe to repeat."""
    for section in sections():
        shelf_of(section, locale)


def shelve_section(section):
    """Give a section its place in every running language. Safe to repeat."""
    for locale in Locale.objects.exclude(pk=section.locale_id):
        shelf_of(section, locale)
