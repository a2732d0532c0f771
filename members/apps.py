from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Members")

    def ready(self):
        from members import own_data, signals

        own_data.register()
        signals.connect()


class WagtailUsersConfig(WagtailUsersAppConfig):
    user_viewset = "members.viewsets.MemberViewSet"
