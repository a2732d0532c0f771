"""What every page of the site has: versions of one item, an original, one path."""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from wagtail.models import Locale, Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from core import deletion, facts, placing, previews, titles
from core.languages import addresses, query, shelves
from core.languages.links import look_up_links
from core.models.addresses import readdress
from core.models.provenance import telling
from core.page_forms import ContentPageForm, ItemCopyForm
from core.permissions import ItemPermissionTester
from core.renditions import prefetch_renditions
from core.visitors import member_of
from members.names import without_turns


class ContentQuerySet(PageQuerySet):
    def readable(self):
        """Versions anyone may read (`core.languages.query.readable`)."""
        return query.readable(self)

    def readable_by(self, member):
        return query.readable_by(self, member)

    def best_version(self, languages):
        """One version of each item: the nearest to a reader with this ladder."""
        return query.best_version(self, languages)

    def for_its_page(self):
        """With what a page shows of itself at its own address: page types add to it."""
        return self.select_related("locale", "original_locale")

    def originals(self):
        return self.filter(locale=models.F("original_locale"))


class ContentPage(Page):
    """One version of an item.

    The item is the `translation_key`, its versions are the rows that share it, one per locale, and
    one of them is the original: the version its author wrote (docs/reading-model.md).
    """

    original_locale = models.ForeignKey(
        Locale, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    # A section stands in every language, as a version or as a shelf.
    is_section = False
    # The template of what to ask oneself before the text is translated, where there is a danger.
    questions = None
    # Columns that are state, not content: publishing an older revision does not bring them back.
    state_fields = ["original_locale"]

    objects = PageManager.from_queryset(ContentQuerySet)()
    base_form_class = ContentPageForm
    copy_form_class = ItemCopyForm
    # Not Wagtail's panel for titles: its script writes the slug, and knows only Latin letters.
    content_panels = ["title"]
    override_translatable_fields = [
        SynchronizedField("slug", overridable=False),
        SynchronizedField("original_locale", overridable=False),
    ]

    # The codes of the languages the item can be read in by the person it was found for: set by
    # `core.languages.routing.page_at`.
    readable_in = None

    class Meta:
        abstract = True

    @property
    def is_original(self):
        """So is what is being written for the first time, and not saved yet."""
        return self.original_locale_id in (None, self.locale_id)

    @property
    def original(self):
        """The original of this version's item. One query."""
        if self.is_original:
            return self
        return type(self).objects.originals().get(translation_key=self.translation_key)

    @property
    def slug_is_state(self):
        """Whether the slug follows the item: on a home it never changes, on a version it is the
        original's."""
        return bool(self.pk) and (self.depth == addresses.HOME_DEPTH or not self.is_original)

    @property
    def slug_follows_title(self):
        """Whether the slug was made from the title and nobody can have read it yet."""
        return (
            not self.slug_is_state
            and not self.first_published_at
            and addresses.is_made_from(self.slug, self.title)
        )

    def get_admin_display_title(self):
        if self.live and titles.are_as_published():
            return self.title
        return super().get_admin_display_title()

    # Saving --------------------------------------------------------------------

    def save(self, *args, **kwargs):
        with transaction.atomic():
            if self._state.adding:
                addresses.hold_addresses()
                self._join_family()
                super().save(*args, **kwargs)
            else:
                before = Page.objects.values("alias_of", "slug", "url_path").get(pk=self.pk)
                # A shelf that becomes a version is a draft until someone has written it. Stock,
                # submitting a section for translation leaves it live with the original's text.
                if before["alias_of"] and not self.alias_of_id:
                    self._take_down(kwargs)
                if self.slug_is_state:
                    self.slug = before["slug"]
                    self.url_path = before["url_path"]
                elif self.slug != before["slug"]:
                    addresses.hold_addresses()
                super().save(*args, **kwargs)
                if self.url_path != before["url_path"]:
                    readdress(self, before["url_path"])

    def _join_family(self):
        """A new row takes the original's language, slug and state from its item, or starts one."""
        if self.locale_id is None:
            self.locale = self.get_default_locale()
        placing.check_place(self)
        item = type(self)._base_manager.filter(translation_key=self.translation_key)
        original = item.filter(locale=models.F("original_locale")).first()
        self.original_locale_id = original.locale_id if original else self.locale_id
        if original and self.depth > addresses.HOME_DEPTH:
            self.slug = original.slug
            self._take_state(original)

    def _take_state(self, row):
        for name in self.state_fields:
            attname = self._meta.get_field(name).attname
            setattr(self, attname, getattr(row, attname))

    def _take_down(self, kwargs):
        """Save the row as not live, also where `kwargs` name only some of its columns."""
        self.live = False
        self.has_unpublished_changes = True
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "live", "has_unpublished_changes"}

    def clean_fields(self, exclude=None):
        self.title = without_turns(self.title)
        self.seo_title = without_turns(self.seo_title)
        super().clean_fields(exclude)

    def _set_core_field_defaults(self):
        if not self.slug and self.path:
            self.slug = addresses.free_slug(self.title, self.get_parent(), self.translation_key)
        super()._set_core_field_defaults()

    def _check_slug_is_unique(self):
        super()._check_slug_is_unique()
        addresses.check_slug(self.slug, self.get_parent(), self.translation_key)

    def with_content_json(self, content):
        """The page as a revision has it, but with the state of today."""
        page = super().with_content_json(content)
        if not self.is_original:
            facts.keep_facts(self, page)
        page._take_state(self)
        if self.slug_is_state:
            page.slug = self.slug
        elif page.slug != self.slug:
            # Another item may have taken the address of a draft meanwhile.
            page.slug = addresses.free_slug(page.slug, self.get_parent(), self.translation_key)
        page.set_url_path(self.get_parent())
        return page

    # One transaction each --------------------------------------------------------

    @transaction.atomic
    def publish(self, *args, **kwargs):
        return super().publish(*args, **kwargs)

    @transaction.atomic
    def unpublish(self, *args, **kwargs):
        return super().unpublish(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args, **kwargs):
        """Delete the row; a section's version becomes the place again that its language needs."""
        if deletion.leaves_a_place(self):
            return shelves.shelve_version(self, user=kwargs.get("user"))
        return super().delete(*args, **kwargs)

    def move(self, target, pos=None, user=None):
        """Move the item: see `core.placing.move_item`."""
        placing.move_item(self, target, pos, user)

    def update_aliases(self, *, revision=None, _content=None, _updated_ids=None):
        """Shelves are never read: they follow in what the admin and the menus show of a place."""
        Page.objects.filter(alias_of=self).update(
            title=self.title, draft_title=self.title, show_in_menus=self.show_in_menus
        )

    def copy(self, recursive=False, to=None, update_attrs=None, **kwargs):
        slug = (update_attrs or {}).get("slug", self.slug)
        if kwargs.get("reset_translation_key", True):  # else it becomes a version of the same item
            placing.check_copy(self, to or self.get_parent(), slug, recursive)
        return super().copy(recursive=recursive, to=to, update_attrs=update_attrs, **kwargs)

    def create_alias(self, *, reset_translation_key=True, **kwargs):
        """Nothing but a shelf of the same item is ever an alias."""
        if reset_translation_key:
            raise PermissionDenied
        return super().create_alias(reset_translation_key=False, **kwargs)

    def copy_for_translation(self, locale, copy_parents=False, alias=False, **kwargs):
        """A place is one of the original, also where a version in another language asks for it."""
        if alias and not self.is_original:
            return shelves.shelf_of(self, locale)
        return super().copy_for_translation(locale, copy_parents, alias, **kwargs)

    def permissions_for_user(self, user):
        return ItemPermissionTester(user, self)

    # Looking at a draft ----------------------------------------------------------

    default_preview_mode = previews.OWN
    preview_mode = previews.OWN

    @property
    def preview_modes(self):
        return previews.modes(self)

    def is_previewable(self):
        """Always: said without a question, because listings ask it of every row."""
        return True

    def make_preview_request(self, original_request=None, preview_mode=None, *args, **kwargs):
        self.preview_mode = preview_mode or previews.OWN
        return super().make_preview_request(original_request, preview_mode, *args, **kwargs)

    def _get_dummy_header_url(self, original_request=None):
        stock = super()._get_dummy_header_url(original_request)
        return previews.address(self, stock, self.preview_mode)

    # Reading ---------------------------------------------------------------------

    @property
    def original_is_readable(self):
        """Whether the person this page was found for may read its original too."""
        return bool(self.readable_in) and self.original_locale.language_code in self.readable_in

    def get_view_restrictions(self):
        if self.readable_in is not None:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def get_context(self, request, *args, **kwargs):
        member = member_of(request)
        look_up_links(self, member)
        prefetch_renditions(self)
        asks = member and not getattr(request, "is_preview", False)
        return super().get_context(request, *args, **kwargs) | {
            "telling": telling(self),
            # What others may not read as well: who reads it should know.
            "is_closed": asks and not query.readable(Page.objects.filter(pk=self.pk)).exists(),
        }
