"""Profiles in the menu of the admin, as one listing."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from core.listings import ChoicesFilter, ItemFilterSet, ItemIndexView, ItemListing
from stakeholders.models import ProfilePage
from stakeholders.vocabularies import StakeholderKind


class ProfileFilterSet(ItemFilterSet):
    kind = ChoicesFilter(label=_("Kind of organisation"), choices=StakeholderKind.choices)


class ProfileIndexView(ItemIndexView):
    columns_of_type = [
        Column("kind", label=_("Kind of organisation"), accessor="get_kind_display"),
        Column("place", label=_("Place")),
    ]


class ProfileListing(ItemListing):
    model = ProfilePage
    index_view_class = ProfileIndexView
    filterset_class = ProfileFilterSet
    menu_label = _("Profiles")
    icon = "group"
    menu_order = 112


profile_listing = ProfileListing("profiles", url_prefix="profiles")
