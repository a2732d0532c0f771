"""What a translator does in wagtail-localize's editor: publish, or send for review."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from translation.publishing import missing_words


@dataclass(frozen=True)
class Doors:
    """Which ways out of the editor are open to a person: never past a lock or a running review."""

    publish: bool
    review: bool


def doors(page, user):
    permissions = page.permissions_for_user(user)
    busy = permissions.page_locked() or page.workflow_in_progress
    return Doors(
        publish=permissions.can_publish() and not busy,
        review=permissions.can_submit_for_moderation() and permissions.can_edit() and not busy,
    )


def translation_of(page):
    """The `Translation` by which a page is written, or None when it is written freely."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
        )
        .select_related("source", "target_locale")
        .first()
    )


def answer_editor(request, page):
    """Do what a button of the editor asks for; wagtail-localize's own answer is not asked."""
    if request.method != "POST":
        return None
    if "localize-restart-translation" in request.POST:
        raise PermissionDenied
    translation = translation_of(page)
    if translation is None:
        return None
    open_to = doors(page.specific, request.user)
    try:
        if request.POST.get("action") == "publish":
            _publish(request, translation, open_to)
        elif request.POST.get("action") == "review":
            _send_for_review(request, page, translation, open_to)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(request.path)


def _publish(request, translation, open_to):
    if not open_to.publish:
        raise PermissionDenied
    page = translation.save_target(user=request.user, publish=True).content_object
    messages.success(
        request,
        _("“%(title)s” is published in %(language)s.")
        % {"title": page.title, "language": translation.target_locale.get_display_name()},
    )


def _send_for_review(request, page, translation, open_to):
    if not open_to.review:
        raise PermissionDenied
    if missing_words(translation):
        raise ValidationError(_("Translate all passages first: reviewers read the whole text."))
    translation.save_target(user=request.user, publish=False)
    page = type(page.specific).objects.get(pk=page.pk)
    page.get_workflow().start(page, request.user)
    messages.success(request, _("“%s” was sent for review.") % page.get_admin_display_title())
