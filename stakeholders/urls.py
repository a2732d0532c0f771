"""What the directory shows and takes beside pages, for `/<language>/stakeholders/`."""

from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from stakeholders import appointment_views, listing_views, relay_views, views


def said(name):
    """A page that only says what was done."""
    return never_cache(TemplateView.as_view(template_name=f"stakeholders/{name}.html"))


urlpatterns = [
    path("by-level/", views.by_level, name="by_level"),
    path("map/", views.directory_map, name="directory_map"),
    # Writing to an organisation.
    path("message/waits/", said("message_waits"), name="message_waits"),
    path("message/sent/", said("message_sent"), name="message_sent"),
    path("message/refused/", said("message_refused"), name="message_refused"),
    path("message/answered/", said("message_answered"), name="message_answered"),
    path("message/<uuid:item>/", relay_views.MessageView.as_view(), name="write_message"),
    path("message/send/<str:token>/", relay_views.confirm_message, name="confirm_message"),
    path("message/answer/<str:token>/", relay_views.answer_message, name="answer_message"),
    # Being listed.
    path("ask/", listing_views.ask_to_be_listed, name="ask_to_be_listed"),
    path("ask/waits/", said("request_waits"), name="request_waits"),
    path("ask/confirmed/", said("request_confirmed"), name="request_confirmed"),
    path("ask/confirm/<str:token>/", listing_views.confirm_request, name="confirm_request"),
    path("confirm/answered/", said("profile_answered"), name="profile_answered"),
    path("confirm/unlisted/", said("profile_unlisted"), name="profile_unlisted"),
    path("confirm/<str:token>/", listing_views.confirm_profile, name="confirm_profile"),
    # Editing a committee.
    path("editors/taken-on/", said("editing_taken_on"), name="editing_taken_on"),
    path("editors/<str:token>/", appointment_views.take_on_editing, name="take_on_editing"),
]
