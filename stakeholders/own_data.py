"""What the directory keeps of a member: most is known by the e-mail address, which is sealed."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.own_data.withdrawn import forget_rows
from members import personal_data
from stakeholders.models import (
    Appointment,
    Block,
    Contact,
    DigestSubscription,
    EditorInvitation,
    ListingRequest,
    Message,
    ProfilePage,
)
from stakeholders.models.contact import mark_of

WHEN = pgettext_lazy("site", "When")


def enter(model, title, tells, mark="sender_mark"):
    personal_data.by_address(
        f"{model._meta.label}.{mark}",
        title,
        tells,
        lambda address: model.objects.filter(**{mark: mark_of(address)}),
    )


def appointments_of(member):
    """The committees somebody edits, by name."""
    rows = list(Appointment.objects.filter(member=member.pk).order_by("pk"))
    originals = ProfilePage.objects.originals()
    known = originals.filter(translation_key__in=[row.committee for row in rows])
    titles = dict(known.values_list("translation_key", "title"))
    for row in rows:
        yield {"committee": titles.get(row.committee, "–"), "appointed_at": row.appointed_at}


def forget_sealed(member):
    """Contacts, blocks, invitations and digests rest with a profile that was withdrawn."""
    if member.has_shown_address:
        forget_rows(Contact, email_mark=mark_of(member.email))
        forget_rows(Block, sender_mark=mark_of(member.email))
        forget_rows(EditorInvitation, email_mark=mark_of(member.email))
        forget_rows(DigestSubscription, email_mark=mark_of(member.email))


def register():
    personal_data.goes(
        "stakeholders.Appointment.member",
        _("Committees you edit"),
        {"committee": _("Committee"), "appointed_at": WHEN},
        tell=appointments_of,
    )
    personal_data.stays(
        "stakeholders.Appointment.appointed_by",
        _("Editors of committees you appointed"),
        {"appointed_at": WHEN},
    )
    personal_data.stays(
        "stakeholders.EditorInvitation.invited_by",
        _("Editors of committees you asked"),
        {"created_at": WHEN},
    )
    enter(
        EditorInvitation,
        _("Committees you were asked to edit"),
        {"created_at": WHEN},
        mark="email_mark",
    )
    enter(
        Contact,
        _("What you are a contact for"),
        {
            name: Contact._meta.get_field(name).verbose_name
            for name in (
                "name", "email", "phone", "language", "scope", "consent_given_on",
                "consent_ends_on", "consent_note",
            )
        },
        mark="email_mark",
    )  # fmt: skip
    enter(
        Message,
        _("Messages you wrote to organisations"),
        {"sender_name": _("Your name"), "words": _("Message"), "created_at": WHEN},
    )
    enter(
        ListingRequest,
        _("What you told us to be listed"),
        {"answers": _("Answers"), "created_at": WHEN},
    )
    personal_data.column("stakeholders.Contact.email", forget=forget_sealed)
    enter(Block, _("Contacts who want no messages from you"), {"sender_mark": _("A mark")})
    enter(
        DigestSubscription,
        _("Updates you get by mail"),
        {
            name: DigestSubscription._meta.get_field(name).verbose_name
            for name in ("email", "language", "country", "committee", "asked_at", "confirmed_at")
        },
        mark="email_mark",
    )
