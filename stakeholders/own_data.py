"""What the directory keeps of a member: known by the e-mail address, which is sealed."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members import personal_data
from stakeholders.models import Block, Contact, ListingRequest, Message
from stakeholders.models.contact import mark_of

WHEN = pgettext_lazy("site", "When")


def enter(model, title, tells, mark="sender_mark"):
    personal_data.by_address(
        f"{model._meta.label}.{mark}",
        title,
        tells,
        lambda address: model.objects.filter(**{mark: mark_of(address)}),
    )


def register():
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
    enter(Block, _("Contacts who want no messages from you"), {"sender_mark": _("A mark")})
