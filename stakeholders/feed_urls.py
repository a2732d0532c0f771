"""What can be followed from elsewhere, for `/<language>/feeds/`."""

from django.urls import path
from django.views.decorators.http import require_safe

from stakeholders import feeds

urlpatterns = [
    path("updates/", require_safe(feeds.UpdatesFeed()), name="updates_feed"),
    path(
        "updates/<country:iso>/",
        require_safe(feeds.CountryFeed()),
        name="country_updates_feed",
    ),
    path(
        "updates/<uuid:committee>/",
        require_safe(feeds.CommitteeFeed()),
        name="committee_updates_feed",
    ),
]
