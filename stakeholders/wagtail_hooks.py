"""The directory in Wagtail's admin."""

from wagtail import hooks

from stakeholders.viewsets import profile_listing

hooks.register("register_admin_viewset", lambda: profile_listing)
