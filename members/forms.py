"""Members in the admin: an e-mail address and a shown name, no first and last name."""

from wagtail.users.forms import UserCreationForm, UserEditForm


class MemberCreationForm(UserCreationForm):
    first_name = last_name = None

    class Meta(UserCreationForm.Meta):
        fields = {"email", "name", "is_superuser", "groups"}


class MemberEditForm(UserEditForm):
    first_name = last_name = None

    class Meta(UserEditForm.Meta):
        fields = {"email", "name", "is_active", "is_superuser", "groups"}
