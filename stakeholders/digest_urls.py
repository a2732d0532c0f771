"""Getting updates by mail, for `/<language>/digest/`; what can be got is as in the feeds."""

from django.urls import path

from stakeholders import digest_views
from stakeholders.urls import said

urlpatterns = [
    path("", digest_views.ask_for_digest, name="ask_for_digest"),
    path("<country:iso>/", digest_views.ask_for_digest, name="ask_for_country_digest"),
    path("<uuid:committee>/", digest_views.ask_for_digest, name="ask_for_committee_digest"),
    path("waits/", said("digest_waits"), name="digest_waits"),
    path("confirmed/", said("digest_confirmed"), name="digest_confirmed"),
    path("left/", said("digest_left"), name="digest_left"),
    path("confirm/<str:token>/", digest_views.confirm_digest, name="confirm_digest"),
    path("leave/<str:token>/", digest_views.leave_digest, name="leave_digest"),
]
