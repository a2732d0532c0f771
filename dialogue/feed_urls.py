"""What can be followed from elsewhere, for `/<language>/feeds/`."""

from django.urls import path
from django.views.decorators.http import require_safe

from dialogue.feeds import DialogueFeed

urlpatterns = [
    path("dialogue/<uuid:dialogue>/", require_safe(DialogueFeed()), name="dialogue_feed"),
]
