"""Members in the admin's settings."""

from django.utils.functional import cached_property
from wagtail.users.views.users import IndexView, UserViewSet

from members.forms import MemberCreationForm, MemberEditForm
from members.models import Member


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


class MemberViewSet(UserViewSet):
    template_prefix = "members/users/"
    index_view_class = MemberIndexView

    def get_form_class(self, for_update=False):
        return MemberEditForm if for_update else MemberCreationForm
