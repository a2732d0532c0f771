"""The directory in Wagtail's admin."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem
from wagtail.admin.widgets.button import Button

from stakeholders import contact_views
from stakeholders.editor_views import editors_button, editors_view
from stakeholders.map_choice import map_button, show_on_map_view
from stakeholders.models import ProfilePage
from stakeholders.viewsets import profile_listing

hooks.register("register_admin_viewset", lambda: profile_listing)
hooks.register("register_page_header_buttons", map_button)
hooks.register("register_page_header_buttons", editors_button)


@hooks.register("register_page_header_buttons")
def offer_contact(page, user, view_name, next_url=None):
    if user.is_superuser and page.specific_class is ProfilePage:
        address = reverse("stakeholders_contact_add", args=[page.pk])
        yield Button(_("Add a contact"), address, icon_name="user", priority=60)


@hooks.register("register_admin_urls")
def add_addresses():
    return [
        path("profiles/<int:profile_id>/map/", show_on_map_view, name="stakeholders_show_on_map"),
        path("profiles/<int:profile_id>/editors/", editors_view, name="stakeholders_editors"),
        path("contacts/", contact_views.contact_list, name="stakeholders_contacts"),
        path("contacts/<int:pk>/", contact_views.look_at_contact, name="stakeholders_contact"),
        path(
            "contacts/<int:pk>/delete/",
            contact_views.delete_contact,
            name="stakeholders_contact_delete",
        ),
        path(
            "profiles/<int:profile_id>/contacts/add/",
            contact_views.add_contact,
            name="stakeholders_contact_add",
        ),
    ]


@hooks.register("register_admin_menu_item")
def show_contacts():
    return AdminOnlyMenuItem(
        _("Contacts"), reverse("stakeholders_contacts"), icon_name="user", order=113
    )


@hooks.register("register_log_actions")
def name_actions(actions):
    for name, label, done in (
        (
            "show_on_map",
            _("Show on the map"),
            _("Chose how precisely it is shown on the map"),
        ),
        ("look", _("Look at a contact"), _("Looked at a contact")),
        ("confirm", _("Confirm"), _("The organisation confirmed its profile")),
        ("do_not_list", _("Do not list"), _("The organisation does not want to be listed")),
        ("ask", _("Ask to be listed"), _("An organisation asked to be listed")),
        ("import", _("Import from a file"), _("Imported from a file")),
        ("stop_messages", _("Stop messages"), _("The contact takes no more messages")),
        ("invite_editor", _("Ask to edit"), _("Asked somebody to edit the committee")),
        ("take_back_invitation", _("Take back"), _("Took back an invitation to edit")),
        ("accept_appointment", _("Take on the editing"), _("Took on the editing")),
        ("end_appointment", _("End the appointment"), _("Ended the appointment of an editor")),
        (
            "set_review_of_updates",
            _("How updates appear"),
            _("Chose whether updates are looked at before they appear"),
        ),
    ):
        actions.register_action(f"stakeholders.{name}", label, done)
