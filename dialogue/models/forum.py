"""A dialogue forum: a standing place for dialogues on one subject."""

from collections import defaultdict

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import InlinePanel
from wagtail.models import Locale, Orderable, PageManager
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.search import index

from core.item_forms import ItemForm
from core.languages.ladder import ladder
from core.languages.query import linked, tied
from core.models.page import ContentPage, ContentQuerySet
from core.paging import paginate
from core.visitors import member_of
from stakeholders.models import ProfilePage


class ForumForm(ItemForm):
    chosen_once = {}


class ForumQuerySet(ContentQuerySet):
    def for_listing(self, languages, member=None):
        """Each forum this person may read, once, in the nearest version."""
        return (
            self.readable_by(member)
            .best_version(languages)
            .select_related("locale")
            .order_by("title", "pk")
        )

    def moderated_by(self, user):
        """{key: the ids of languages}: what somebody moderates in which of these forums.

        Who may publish a version or place of one, in its language; who may its original, in all.
        """
        originals = set(self.originals().values_list("pk", flat=True))
        everywhere = set(Locale.objects.values_list("pk", flat=True))
        publishable = PagePermissionPolicy().instances_user_has_permission_for(user, "publish")
        places = publishable.filter(translation_key__in=self.values("translation_key"))
        found = defaultdict(set)
        for pk, key, locale in places.values_list("pk", "translation_key", "locale"):
            found[key] |= everywhere if pk in originals else {locale}
        return dict(found)


class ForumPage(ContentPage):
    parent_page_types = ["dialogue.ForumsPage"]
    subpage_types = ["dialogue.DialoguePage"]
    card_template = "dialogue/includes/forum_card.html"
    page_description = _(
        "A standing place for dialogues on one subject. Who may read and write there is set under "
        "Privacy: everybody, all members, or a group of those invited."
    )

    summary = models.TextField(
        pgettext_lazy("of a forum", "subject"),
        max_length=600,
        help_text=_("Two or three sentences: what is spoken about here, and with whom."),
    )
    rules = models.TextField(
        _("house rules"),
        blank=True,
        help_text=_("How people speak with each other here. One rule on each line."),
    )

    objects = PageManager.from_queryset(ForumQuerySet)()
    base_form_class = ForumForm

    content_panels = [
        *ContentPage.content_panels,
        "summary",
        "rules",
        InlinePanel("hosts", heading=_("Hosts"), label=pgettext_lazy("of a dialogue", "Host")),
    ]
    search_fields = [*ContentPage.search_fields, index.SearchField("summary")]

    class Meta:
        verbose_name = _("dialogue forum")
        verbose_name_plural = _("dialogue forums")

    @property
    def house_rules(self):
        """The rules, one by one."""
        return [line.strip() for line in self.rules.splitlines() if line.strip()]

    def get_context(self, request, *args, **kwargs):
        from dialogue.models.dialogue import DialoguePage
        from dialogue.voices import with_voices

        member = member_of(request)
        languages = ladder(get_language(), member)
        dialogues = DialoguePage.objects.filter(forum=self.translation_key)
        items = paginate(request, dialogues.for_listing(languages, member))
        items.object_list = with_voices(items.object_list)
        return super().get_context(request, *args, **kwargs) | {
            "items": items,
            "hosts": hosts_of(self, ForumHost, "forum", languages, member),
        }


class ForumHost(Orderable):
    """An organisation of the directory that hosts a forum."""

    forum = ParentalKey(ForumPage, on_delete=models.CASCADE, related_name="hosts")
    stakeholder = models.ForeignKey(
        ProfilePage, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="+"
    )

    ends = ("forum", "stakeholder")
    panels = ["stakeholder"]


def hosts_of(page, link, end, languages, member):
    """The organisations that host it, in the versions nearest to the reader."""
    return linked({"hosts": tied(page, link, end)}, languages, member)["hosts"]
