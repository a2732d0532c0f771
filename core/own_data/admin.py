"""What a person keeps in the administration: settings, open pages, locks."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    Page,
)
from wagtail.users.models import UserProfile

from core.own_data.labels import PAGE, TITLE, WHEN
from core.own_data.uploads import remove_later
from members import personal_data


def locked(member):
    return Page.objects.filter(locked_by=member.pk)


def remove_portrait(member):
    for profile in UserProfile.objects.filter(user=member.pk).exclude(avatar=""):
        remove_later(profile.avatar)


def register():
    personal_data.goes(
        "wagtailusers.UserProfile.user",
        _("Your settings for editing this site"),
        {
            name: UserProfile._meta.get_field(name).verbose_name
            for name in (
                "submitted_notifications", "approved_notifications", "rejected_notifications",
                "updated_comments_notifications", "preferred_language", "current_time_zone",
                "avatar", "theme", "contrast", "density", "keyboard_shortcuts",
            )
        },
        forget=remove_portrait,
    )  # fmt: skip
    personal_data.column("wagtailusers.UserProfile.dismissibles")
    personal_data.goes(
        "wagtailcore.PageSubscription.user",
        _("Pages whose comments are sent to you"),
        {"page__draft_title": PAGE},
    )
    personal_data.goes(
        "wagtailadmin.EditingSession.user", _("Pages you have open"), {"last_seen_at": WHEN}
    )
    personal_data.goes(
        "wagtailadmin.FormState.user", _("Forms you have open"), {"last_updated_at": WHEN}
    )
    personal_data.column("wagtailadmin.FormState.data")
    labels = {"draft_title": TITLE, "locked_at": WHEN}
    personal_data.enter(
        personal_data.Place(
            "wagtailcore.Page.locked_by",
            _("Locks you put on pages"),
            labels,
            tell=lambda member: locked(member).values(*labels),
            forget=lambda member: locked(member).update(
                locked=False, locked_at=None, locked_by=None
            ),
        )
    )
