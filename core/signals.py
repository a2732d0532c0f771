"""What follows when pages and languages are made, published and deleted."""

from functools import partial

from django.core.signals import request_finished
from django.db import transaction
from django.db.models import ProtectedError
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Locale, Site
from wagtail.signals import page_published

from core import deletion, tasks
from core.languages import shelves
from core.languages.links import forget_links
from core.models import ContentPage
from core.models.provenance import record_publication

# More places than this at a time are made by the worker, not while a person waits.
MANY = 10


def shelve_new_section(sender, instance, created, raw=False, **kwargs):
    if created and not raw and sender.is_section and instance.is_original:
        if Locale.objects.count() > MANY:
            transaction.on_commit(partial(tasks.shelve_section.enqueue, instance.pk))
        else:
            shelves.shelve_section(instance)


def shelve_new_language(sender, instance, created, raw=False, **kwargs):
    forget_site_roots()
    if created and not raw:
        if len(shelves.sections()) > MANY:
            transaction.on_commit(partial(tasks.make_shelves.enqueue, instance.pk))
        else:
            shelves.make_shelves(instance)


def forget_site_roots(**kwargs):
    """Wagtail keeps the homes of all languages for an hour and does not notice these changes."""
    Site.clear_site_root_paths_cache()


def keep_what_others_need(sender, instance, **kwargs):
    if reason := deletion.refusal(instance):
        raise ProtectedError(reason, {instance})
    if instance.is_section and instance.is_original:
        deletion.delete_shelves(instance)


def shelve_again(sender, instance, **kwargs):
    """A section keeps its place in a language that loses its version."""
    if instance.is_section and not instance.is_original and not shelves.is_shelf(instance):
        transaction.on_commit(partial(tasks.make_shelves.enqueue, instance.locale_id))


def note_provenance(sender, instance, revision=None, alias=False, **kwargs):
    if isinstance(instance, ContentPage) and not alias:
        record_publication(instance, revision)


def connect(page_types):
    """Connect everything; `page_types` are the concrete page types of the upper layers."""
    for page_type in page_types:
        pre_delete.connect(keep_what_others_need, sender=page_type)
        if page_type.is_section:
            post_save.connect(shelve_new_section, sender=page_type)
            post_delete.connect(shelve_again, sender=page_type)
    post_save.connect(shelve_new_language, sender=Locale)
    post_delete.connect(forget_site_roots, sender=Locale)
    page_published.connect(note_provenance)
    request_finished.connect(forget_links)
