"""The directory as files ask for it: the profiles of many keys at once."""

from django.utils.translation import gettext as _
from wagtail.models import Locale

from core.languages.addresses import path_below_home
from core.languages.shelves import family
from core.models.addresses import FormerPath
from stakeholders.files.columns import MOST_PARENTS, keys_in
from stakeholders.files.tables import Unusable
from stakeholders.models import ProfilePage, StakeholdersPage

ROWS = ("countries", "themes", "languages", "parents__other")


def find_section():
    """The original of the directory's section. Raises Unusable where there is none to import to."""
    section = StakeholdersPage.objects.originals().first()
    if section is None:
        raise Unusable(_("This site has no directory: make its section first."))
    return section


def places_to_import_into(member):
    """The versions and shelves of the section below which a member may add and publish."""
    section = StakeholdersPage.objects.originals().first()
    if section is None:
        return []
    return [place for place in family(section) if may_add_below(place, member)]


def may_add_below(place, member):
    rights = place.permissions_for_user(member)
    return rights.can_add_subpage() and rights.can_publish_subpage()


class Directory:
    """What the rows of a file are about; `look_up` reads it for the next of them."""

    def __init__(self, section):
        self.section = section
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self._profiles, self._others, self._readable = {}, {}, set()
        # The keys that earlier rows of a dry run would make.
        self._promised = set()

    def look_up(self, rows):
        """Read the profiles that these rows are about, and the organisations that they name."""
        keys = {row.key for row in rows if row.key}
        named = [keys_in(row.cells.get("part_of", "")) for row in rows]
        named = {key for some in named if len(some) <= MOST_PARENTS for key in some}
        found = self.find(keys | named)
        own = {found[key] for key in keys if key in found}
        profiles = (
            ProfilePage.objects.select_related("locale").prefetch_related(*ROWS).in_bulk(list(own))
        )
        others = ProfilePage.objects.defer("body").in_bulk(
            [pk for key in named if (pk := found.get(key)) and pk not in profiles]
        )
        self._profiles = {key: profiles[found[key]] for key in keys if key in found}
        self._others = {key: (profiles | others)[found[key]] for key in named if key in found}
        self.note_readable(profiles.values(), others.values())

    def note_readable(self, profiles, others=()):
        """Find out which of these, and of what the profiles are part of, everybody may read."""
        keys = {organisation.pk for organisation in [*profiles, *others]}
        for profile in profiles:
            keys.update(row.other_id for row in profile.parents.all())
        readable = ProfilePage.objects.readable().filter(pk__in=keys)
        self._readable = set(readable.values_list("pk", flat=True))

    def is_readable(self, organisation):
        return organisation.pk is None or organisation.pk in self._readable

    def profile(self, key):
        """The original with this key, now or formerly, or None."""
        return self._profiles.get(key)

    def knows(self, key):
        return key in self._others or key in self._promised

    def organisation(self, key):
        """The organisation that a row names: of one that a dry run would make, a stand-in."""
        return self._others.get(key) or ProfilePage(slug=key)

    def made(self, profile):
        """Take note of what a row has made, or would make."""
        if profile.pk:
            self._others[profile.slug] = profile
            self._readable.add(profile.pk)
        else:
            self._promised.add(profile.slug)

    def find(self, keys):
        """{key: id of the original} of those that are known, by their present or a former key."""
        originals = ProfilePage.objects.originals()
        found = dict(originals.filter(slug__in=keys).values_list("slug", "pk"))
        former = self._items_formerly_at(keys - found.keys())
        items = dict(
            originals.filter(translation_key__in=former.values()).values_list(
                "translation_key", "pk"
            )
        )
        return found | {key: items[item] for key, item in former.items() if item in items}

    def _items_formerly_at(self, keys):
        """{key: translation key} of what once was read under these keys in the directory."""
        if not keys:
            return {}
        formerly = FormerPath.objects.filter(translation_key=self.section.translation_key)
        places = [path_below_home(self.section), *formerly.values_list("path", flat=True)]
        paths = {f"{place}{key}/": key for place in places for key in keys}
        at = FormerPath.objects.filter(path__in=paths).values_list("path", "translation_key")
        return {paths[path]: item for path, item in at}
