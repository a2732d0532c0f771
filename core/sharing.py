"""Passing a text on by what people have on their phones; nothing is loaded from any of them."""

from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def ways_to_pass_on(title, address):
    """Links as (name, address) that open a message with the title and address of a text."""
    title, address = quote(title, safe=""), quote(address, safe="")
    return [
        ("WhatsApp", f"https://wa.me/?text={title}%20{address}"),
        ("Telegram", f"https://t.me/share/url?url={address}&text={title}"),
        (_("Text message"), f"sms:?&body={address}"),  # the form that both systems understand
        (pgettext("site", "E-mail"), f"mailto:?subject={title}&body={address}"),
    ]
