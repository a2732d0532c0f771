"""What committees tell, as feeds (Atom): what anyone may read, each item in the nearest version."""

import re
from datetime import UTC, date, datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.languages import cldr
from core.languages.addresses import reader_path
from core.languages.catalogues import menu_language
from core.languages.ladder import ladder
from stakeholders.models import ProfilePage, UpdatePage, UpdatesPage

MOST = 30
# A `tag:` URI names a day on which its host was ours.
OURS_SINCE = date(2026, 1, 1)
# What stands in no XML file.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def printable(text):
    return UNPRINTABLE.sub("", text or "")


class Atom(Atom1Feed):
    """Each entry says its language, which need not be that of the feed."""

    def item_attributes(self, item):
        return {"xml:lang": item["language"]}


class UpdatesFeed(Feed):
    """The newest updates of all committees."""

    feed_type = Atom

    @property
    def language(self):
        """That of the feed's own words."""
        return menu_language(get_language())

    def title(self, obj):
        return _("Updates of committees")

    def link(self, obj):
        """Where the same can be read as a page."""
        section = UpdatesPage.objects.readable().best_version(ladder(get_language())).first()
        return reader_path(section, get_language()) if section else f"/{get_language()}/"

    def updates(self, obj):
        return UpdatePage.objects.for_listing(ladder(get_language()))

    def items(self, obj):
        return self.updates(obj)[:MOST]

    def item_title(self, update):
        return printable(update.title)

    def item_description(self, update):
        return escape(printable(update.first_words))

    def item_link(self, update):
        return reader_path(update, get_language())

    def item_guid(self, update):
        """Of the item: the same in every language, wherever it moves."""
        address = f"{settings.WAGTAILADMIN_BASE_URL}/updates/{update.translation_key}"
        return get_tag_uri(address, OURS_SINCE)

    def item_author_name(self, update):
        return printable(update.committee_name)

    def item_pubdate(self, update):
        return datetime.combine(update.date, time(), UTC)

    def item_updateddate(self, update):
        return update.last_published_at

    def item_extra_kwargs(self, update):
        return {"language": update.locale.language_code}


class CountryFeed(UpdatesFeed):
    """Those of the committees of one country."""

    def get_object(self, request, iso):
        return iso

    def title(self, iso):
        name = cldr.country_name(iso, self.language)
        return _("Updates of committees: %s") % name

    def updates(self, iso):
        return super().updates(iso).of_country(iso)


class CommitteeFeed(UpdatesFeed):
    """Those of one committee, by its key."""

    def get_object(self, request, committee):
        committees = ProfilePage.objects.committees().filter(translation_key=committee)
        return committees.readable().best_version(ladder(get_language())).get()

    def title(self, committee):
        return _("Updates of committees: %s") % printable(committee.title)

    def link(self, committee):
        return reader_path(committee, get_language())

    def updates(self, committee):
        return super().updates(committee).filter(committee=committee.translation_key)
