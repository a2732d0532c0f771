"""What is said in a dialogue, as a feed (Atom): what anyone may read, in the nearest version."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.template.loader import render_to_string
from django.utils.feedgenerator import get_tag_uri
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.languages.addresses import reader_path
from core.languages.catalogues import menu_language
from core.languages.ladder import ladder
from dialogue.models import Contribution, DialoguePage
from dialogue.thread import said
from stakeholders.digest_mails import one_line
from stakeholders.feeds import MOST, OURS_SINCE, Atom, printable

# Signs of a text that stand for its title.
TITLE_LENGTH = 80


class DialogueFeed(Feed):
    """The newest contributions to one dialogue, by its key."""

    feed_type = Atom

    @property
    def language(self):
        """That of the feed's own words."""
        return menu_language(get_language())

    def get_object(self, request, dialogue):
        dialogues = DialoguePage.objects.filter(translation_key=dialogue)
        return dialogues.for_listing(ladder(get_language())).get()

    def title(self, dialogue):
        what = _("What is said")
        return f"{what}: {printable(dialogue.title)}"

    def link(self, dialogue):
        return reader_path(dialogue, get_language())

    def items(self, dialogue):
        newest = Contribution.objects.newest(dialogue.translation_key)[:MOST]
        return said(newest, ladder(get_language()))

    def item_title(self, one):
        return Truncator(one_line(one.shown.text)).chars(TITLE_LENGTH)

    def item_description(self, one):
        return printable(render_to_string("dialogue/feed_entry.html", {"said": one}))

    def item_link(self, one):
        return one.original.get_absolute_url()

    def item_guid(self, one):
        """Of the contribution: the same in every language."""
        address = f"{settings.WAGTAILADMIN_BASE_URL}/contributions/{one.original.translation_key}"
        return get_tag_uri(address, OURS_SINCE)

    def item_author_name(self, one):
        return printable(one.author_name)

    def item_pubdate(self, one):
        return one.original.appeared_at

    def item_updateddate(self, one):
        return one.original.edited_at or one.original.appeared_at

    def item_extra_kwargs(self, one):
        return {"language": one.shown.locale.language_code}
