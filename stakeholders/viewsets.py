"""Profiles in the menu of the admin, as one listing."""

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button

from core.listings import ChoicesFilter, ItemFilterSet, ItemIndexView, ItemListing
from stakeholders import file_views
from stakeholders.files.directory import places_to_import_into
from stakeholders.models import ProfilePage
from stakeholders.vocabularies import StakeholderKind


class ProfileFilterSet(ItemFilterSet):
    kind = ChoicesFilter(label=_("Kind of organisation"), choices=StakeholderKind.choices)


class ProfileIndexView(ItemIndexView):
    columns_of_type = [
        Column("kind", label=_("Kind of organisation"), accessor="get_kind_display"),
        Column("place", label=_("Place")),
    ]

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if places_to_import_into(self.request.user):
            address = reverse("profiles:import")
            buttons.append(
                Button(pgettext("site", "Import"), address, icon_name="upload", priority=80)
            )
        for ending, label in (("csv", _("Export as CSV")), ("xlsx", _("Export as XLSX"))):
            address = reverse("profiles:export", args=[ending])
            buttons.append(Button(label, address, icon_name="download", priority=90))
        return buttons


class ProfileListing(ItemListing):
    model = ProfilePage
    index_view_class = ProfileIndexView
    filterset_class = ProfileFilterSet
    menu_label = _("Profiles")
    icon = "group"
    menu_order = 112

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("import/", file_views.import_view, name="import"),
            path("import/<int:batch_id>/", file_views.import_preview, name="import_preview"),
            path("export/<slug:ending>/", file_views.export_view, name="export"),
        ]


profile_listing = ProfileListing("profiles", url_prefix="profiles")
