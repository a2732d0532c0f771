"""How a mail is written: from one template of plain text, in one language.

The first line of the template is the subject. What follows is the text; the HTML part is made of it
and says the same. Mails tell nothing of what is not public: they say that something waits, and
where.
"""

import re
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from members import languages
from members.models import Member

DISCREET = "members/mails/discreet.txt"
FRAME = "members/mails/frame.html"
PARAGRAPHS = re.compile(r"\n\s*\n")


def write(
    template,
    to,
    language,
    context,
    *,
    discreet=False,
    reply_to=None,
    headers=None,
    html=FRAME,
    is_plain=False,
    about=(),
):
    """A mail to one address, ready to be sent.

    `context` of a mail that may be discreet has a `link`: a discreet mail holds nothing else. One
    that is plain has no HTML part: it carries the words of a stranger. `html` is the template of
    that part where it holds texts in several languages, and so is more than the same paragraphs.
    One that speaks of items says in `about` which, by their keys: it is not sent any more when one
    of them is withdrawn.
    """
    with translation.override(languages.nearest_running(language)):
        text = render_to_string(DISCREET if discreet else template, context)
        subject, _, body = text.strip().partition("\n")
        body = body.strip() + "\n"
        come_from = settings.DEFAULT_FROM_EMAIL
        if discreet:
            come_from = nameless(come_from)
        mail = EmailMultiAlternatives(
            " ".join(subject.split()),
            body,
            come_from,
            [to],
            reply_to=reply_to,
            headers=headers,
        )
        if not is_plain:
            frame = {
                "language": translation.get_language(),
                "subject": mail.subject,
                "paragraphs": PARAGRAPHS.split(body.strip()),
            }
            page = render_to_string(FRAME if discreet else html, context | frame)
            mail.attach_alternative(page, "text/html")
    mail.about = about
    return mail


def link_to(name, *arguments, language):
    """The whole address of a page, for a mail: who reads it may be anywhere."""
    with translation.override(languages.nearest_running(language)):
        path = reverse(name, args=arguments)
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def nameless(address):
    """An address that a mail comes from, without the name of the site."""
    return parseaddr(address)[1]


def write_to(member, template, context, address=None, language=None, **more):
    """A mail to a member: in their language, and discreet where they want it so.

    `address` is where else than to their own e-mail address it goes; `language` that of what it is
    about, for who has chosen none: else it is the one in which the site speaks now. `more` is what
    `write` takes.
    """
    language = member.language or language or translation.get_language() or settings.LANGUAGE_CODE
    to = address or member.email
    return write(template, to, language, context, discreet=member.discreet, **more)


def write_to_address(address, template, language, context, about=()):
    """A mail to somebody who may be a member: then as they want it, else in `language`. `about` as
    `write` takes it."""
    if member := Member.objects.filter(email=address.lower()).first():
        return write_to(member, template, context, about=about)
    return write(template, address, language, context, about=about)


def write_as_asked(address, template, language, context, **more):
    """The same in the language that they chose for this mail; `more` is what `write` takes."""
    discreet = Member.objects.filter(email=address.lower(), discreet=True).exists()
    return write(template, address, language, context, discreet=discreet, **more)
