"""The addresses an item used to have, and how an item gets a new one."""

from django.db import models
from django.db.models import Q
from wagtail.models import Page

from core.languages.addresses import below_home


class FormerPathManager(models.Manager):
    def remember(self, page, url_path):
        """Keep the path the item of `page` had, so that it leads to where the item is now.

        Not that of what was never public, nor held anything: it must not take the place of
        another item's.
        """
        key = page.translation_key
        family = Page.objects.filter(translation_key=key)
        if family.filter(Q(first_published_at__isnull=False) | Q(numchild__gt=0)).exists():
            path = below_home(url_path)
            self.update_or_create(path=path, defaults={"translation_key": key})


class FormerPath(models.Model):
    """A path below the home under which an item was once read, the same in every language.

    Kept once per change of one item. What lies below a section that moved is found through the
    section's own row (`core.languages.routing.current_path`).
    """

    path = models.TextField(unique=True)
    translation_key = models.UUIDField(db_index=True)

    objects = FormerPathManager()

    def __str__(self):
        return self.path


def readdress(original, former_url_path):
    """Bring every version and shelf of an item to the original's new slug, and keep its old path.

    Takes the original after it was saved with a new slug, and the `url_path` it had before.
    """
    rows = Page.objects.filter(translation_key=original.translation_key).exclude(pk=original.pk)
    for row in rows:
        before, row.slug = row.url_path, original.slug
        after = row.set_url_path(row.get_parent())
        Page.objects.filter(pk=row.pk).update(slug=row.slug, url_path=after)
        row._update_descendant_url_paths(before, after)
    FormerPath.objects.remember(original, former_url_path)
