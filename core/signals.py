"""What follows when pages and languages are made, published and deleted, and somebody signs in."""

from django.contrib.auth.signals import user_logged_in
from django.core.signals import request_finished
from django.db import transaction
from django.db.models import ProtectedError
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from wagtail.models import Locale, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished

from core import deletion, facts, mails, restrictions, sealed_words, tasks
from core.languages import shelves
from core.languages.links import forget_links
from core.models import ContentPage
from core.models.provenance import record_publication

# More rows than this at a time are made or changed by the worker, not while a person waits. The
# task is written in the same transaction: a process killed after it has not forgotten the task.
MANY = 10


def shelve_new_section(sender, instance, created, raw=False, **kwargs):
    if created and not raw and sender.is_section and instance.is_original:
        if Locale.objects.count() > MANY:
            tasks.shelve_section.enqueue(instance.pk)
        else:
            shelves.shelve_section(instance)


def shelve_new_language(sender, instance, created, raw=False, **kwargs):
    forget_site_roots()
    if created and not raw:
        if len(shelves.sections()) > MANY:
            tasks.make_shelves.enqueue(instance.pk)
        else:
            shelves.make_shelves(instance)


def forget_site_roots(**kwargs):
    """Wagtail keeps the homes of all languages for an hour and does not notice these changes.

    Now, and once others can see the change: until then they may keep what was before.
    """
    Site.clear_site_root_paths_cache()
    transaction.on_commit(Site.clear_site_root_paths_cache)


def keep_what_others_need(sender, instance, **kwargs):
    if reason := deletion.refusal(instance):
        raise ProtectedError(reason, {instance})
    if instance.is_original:
        deletion.delete_shelves(instance)
    elif deletion.leaves_a_place(instance):
        # `ContentPage.delete` keeps its place; a queryset would take all that lies in it along.
        raise ProtectedError("Delete what holds pages by itself.", {instance})


def join_restriction(sender, instance, created, raw=False, **kwargs):
    if created and not raw:
        restrictions.join(instance)


def note_publication(sender, instance, revision=None, alias=False, **kwargs):
    if not isinstance(instance, ContentPage) or alias:
        return
    record_publication(instance, revision)
    if not instance.is_original:
        facts.follow(type(instance).objects.get(pk=instance.pk), instance.original)
    elif shelves.family(instance).filter(alias_of=None).count() > MANY:
        tasks.follow_original.enqueue(instance.pk)
    else:
        facts.follow_original(type(instance).objects.get(pk=instance.pk))


def forget_mails(sender, instance, **kwargs):
    """Mails that wait tell nothing of what is not published any more in any language."""
    if not shelves.family(instance).filter(live=True, alias_of=None).exists():
        mails.forget_items([instance.translation_key])


def connect(page_types):
    """Connect everything; `page_types` are the concrete page types of the upper layers."""
    for page_type in page_types:
        pre_delete.connect(keep_what_others_need, sender=page_type)
        post_save.connect(join_restriction, sender=page_type)
        if page_type.is_section:
            post_save.connect(shelve_new_section, sender=page_type)
    post_save.connect(shelve_new_language, sender=Locale)
    post_delete.connect(forget_site_roots, sender=Locale)
    page_published.connect(note_publication)
    page_unpublished.connect(forget_mails)
    post_save.connect(restrictions.after_saving, sender=PageViewRestriction)
    post_delete.connect(restrictions.after_deleting, sender=PageViewRestriction)
    m2m_changed.connect(
        restrictions.after_choosing_groups, sender=PageViewRestriction.groups.through
    )
    user_logged_in.connect(sealed_words.stay_with_their_writer)
    request_finished.connect(forget_links)
