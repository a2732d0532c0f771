"""What waits for a person who opens the admin: beside Wagtail's own panel of what is to review."""

from django.db.models import F
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState

from core.freshness import behind
from core.models.provenance import Provenance
from core.reports import own_pages

SHOWN = 5
# Of the originals that were published last, whose translations are looked at.
LATEST = 60


class WaitingPanel(Component):
    """One's own drafts, and translations behind their originals where one may write."""

    name = "what_waits"
    order = 205
    template_name = "core/admin/waiting.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        pages = own_pages(user)
        return super().get_context_data(parent_context) | {
            "reviews": TaskState.objects.reviewable_by(user).count(),
            "drafts": own_drafts(user, pages),
            "behind": lately_behind(pages),
        }


def own_drafts(user, pages):
    """What this person wrote last that readers do not see yet. One query."""
    drafts = pages.filter(has_unpublished_changes=True, latest_revision__user=user)
    drafts = drafts.exclude(depth=1).order_by("-latest_revision_created_at")
    return list(drafts.select_related("locale")[:SHOWN])


def lately_behind(pages):
    """The translations whose originals changed last, each with `passages`. Six queries at most."""
    latest = Provenance.objects.filter(is_current=True, page__locale=F("locale"))
    latest = latest.filter(original_revision=F("revision")).order_by("-made_at")[:LATEST]
    keys = list(latest.values_list("translation_key", flat=True))
    passages = behind(pages.filter(translation_key__in=keys))
    place = {key: n for n, key in enumerate(keys)}
    found = Page.objects.filter(pk__in=passages).select_related("locale")
    found = sorted(found, key=lambda page: place[page.translation_key])[:SHOWN]
    for page in found:
        page.passages = passages[page.pk]
    return found
