"""Members and invitations in the admin."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.users.views.users import DeleteView, IndexView, UserViewSet

from members.actions import erase, invite
from members.forms import InvitationForm, MemberCreationForm, MemberEditForm
from members.models import Invitation, Member


class MemberIndexView(IndexView):
    """The list, which is searched and sorted by shown name and e-mail address."""

    search_fields = ("name", "email")

    @cached_property
    def columns(self):
        columns = super().columns
        for column in columns:
            if column.name == "name":
                column.sort_key = "name"
            elif column.name == "email":
                column.label = Member._meta.get_field("email").verbose_name
        return columns

    def order_queryset(self, queryset):
        """Stock sorts names by last and first name, which we do not ask for."""
        if self.ordering in {"name", "-name"}:
            return queryset.order_by(self.ordering, "email")
        return super().order_queryset(queryset)


class MemberDeleteView(DeleteView):
    """Stock, the log and the message would say whom it forgot."""

    success_message = _("The account is deleted, and what was of this person alone.")

    def delete_action(self):
        erase(self.object, by=self.request.user)


class MemberViewSet(UserViewSet):
    template_prefix = "members/users/"
    index_view_class = MemberIndexView
    delete_view_class = MemberDeleteView

    def get_form_class(self, for_update=False):
        return MemberEditForm if for_update else MemberCreationForm


class InvitationIndexView(generic.IndexView):
    """Its rows lead to taking the invitation back: there is nothing to change in it."""

    def get_edit_url(self, instance):
        return self.get_delete_url(instance)


class InviteView(generic.CreateView):
    def save_instance(self):
        invite(self.form.instance, self.request.user)
        return self.form.instance

    def get_success_buttons(self):
        return []


class InvitationViewSet(ModelViewSet):
    """Who was asked to become a member. An invitation is sent, and can be taken back."""

    model = Invitation
    icon = "mail"
    menu_label = _("Invitations")
    add_to_settings_menu = True
    menu_order = 601  # after the members
    index_view_class = InvitationIndexView
    add_view_class = InviteView
    list_display = [
        "email",
        Column("get_language_display", label=_("Language of the mail")),
        Column("state", label=_("State")),
        DateColumn("created_at", label=_("Invited at")),
    ]
    add_to_reference_index = False
    copy_view_enabled = False

    def get_form_class(self, for_update=False):
        return InvitationForm

    def get_common_view_kwargs(self, **kwargs):
        lacking = {"edit_url_name": None, "usage_url_name": None}
        return super().get_common_view_kwargs(**kwargs) | lacking

    def register_admin_url_finder(self):
        """None: there is nothing to edit that the history of the site could lead to."""

    def get_urlpatterns(self):
        kept = {"index", "index_results", "add", "delete"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]


invitations = InvitationViewSet("invitations", url_prefix="invitations")
