"""Moderating dialogues in Wagtail's admin."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from dialogue import moderation_views, reported_views
from dialogue.closing_views import closing, closing_button
from dialogue.moderators import number_waiting
from dialogue.queue import moderates_anything

hooks.register("register_page_header_buttons", closing_button)


class QueueMenuItem(MenuItem):
    def is_shown(self, request):
        return moderates_anything(request.user)


@hooks.register("register_admin_urls")
def add_addresses():
    return [
        path("dialogue/", moderation_views.queue, name="dialogue_queue"),
        path("dialogue/pauses/", moderation_views.pauses, name="dialogue_pauses"),
        path("dialogue/pages/<int:page_id>/", closing, name="dialogue_closing"),
        path(
            "dialogue/translations/<int:pk>/",
            reported_views.reported_translation,
            name="dialogue_reported_translation",
        ),
        path("dialogue/<int:pk>/", moderation_views.moderate, name="dialogue_moderate"),
    ]


@hooks.register("register_admin_menu_item")
def show_queue():
    return QueueMenuItem(
        _("What members said"), reverse("dialogue_queue"), icon_name="comment", order=114
    )


class WaitingPanel(Component):
    """On the first page of the admin, for who moderates something."""

    name = "what_members_said"
    order = 204
    template_name = "dialogue/admin/waiting.html"

    def get_context_data(self, parent_context):
        number = number_waiting(parent_context["request"].user)
        return super().get_context_data(parent_context) | {"number": number}


@hooks.register("construct_homepage_panels")
def show_what_waits(request, panels):
    panels.append(WaitingPanel())


@hooks.register("register_log_actions")
def name_actions(actions):
    for name, label, done in (
        ("contribute", _("Say something"), _("Said something in a dialogue")),
        ("correct", _("Change it"), _("Changed what they had said")),
        ("withdraw", _("Withdraw it"), _("Withdrew what they had said")),
        ("approve", pgettext_lazy("site", "Approve"), _("Approved a contribution")),
        ("decline", _("Do not take it"), _("Did not take a contribution")),
        ("keep", _("Leave it as it is"), _("Left a reported contribution as it is")),
        ("report", _("Report it"), _("Asked moderators to look at a contribution")),
        ("hide", _("Hide it"), _("Hid a contribution")),
        (
            "ask_to_rephrase",
            _("Ask to rephrase it"),
            _("Asked for a contribution in other words"),
        ),
        ("answer_moderators", _("Answer the moderators"), _("Answered the moderators")),
        ("move", _("Move the thread"), _("Moved a thread to another dialogue")),
        ("pause", _("Pause this member"), _("Asked a member to pause")),
        ("end_pause", _("End the pause of this member"), _("Ended the pause of a member")),
        ("close", _("Close the dialogue"), _("Closed a dialogue")),
        ("open_again", _("Open it again"), _("Opened a dialogue again")),
        ("slow_down", _("Slow it down"), _("Chose how fast one speaks in a dialogue")),
        ("propose_translation", _("Translate it"), _("Translated a contribution")),
        (
            "publish_translation",
            _("Publish the translation"),
            _("Published the translation of a contribution"),
        ),
        (
            "decline_translation",
            _("Send the translation back"),
            _("Sent back the translation of a contribution"),
        ),
        (
            "take_out_translation",
            _("Take this translation out"),
            _("Took out the translation of a contribution"),
        ),
        (
            "keep_translation",
            _("Leave the translation as it is"),
            _("Left a reported translation as it is"),
        ),
        (
            "take_off_translations",
            _("Take the translations off"),
            _("Took off the translations of what they had said"),
        ),
        (
            "confirm",
            _("Say whether it is right"),
            _("Said whether a summary says what they said"),
        ),
        (
            "show_remark",
            _("Show the remark"),
            _("Showed a remark on a summary"),
        ),
        (
            "take_out_remark",
            _("Take the remark out"),
            _("Took out a remark on a summary"),
        ),
    ):
        actions.register_action(f"dialogue.{name}", label, done)
