"""Fill the site of the settings with hostile texts, each through the forms people use.

Run as a process of its own (`python -m tests.hostile.write written.json`), because a browser that
reads the site afterwards keeps an event loop. Writes down what came of it, as JSON:

- `answers`: {door: [the last pages that were said to who typed there]}, and the mails in HTML
- `pages`: the addresses of all public pages
- `screens`: the addresses of the admin where what was typed is shown at length
- `stored`: {table: rows}, to see that something was stored at all
- `broken`: the requests that the site could not answer
"""

import json
import re
import sys
from collections import deque
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from types import SimpleNamespace

import django


def packs(texts, most, together=8):
    """Texts joined to what a field takes, as lists; those too long for it are left out."""
    pack, length = [], 0
    for text in texts:
        if len(text) > most:
            continue
        if pack and (length + 1 + len(text) > most or len(pack) == together):
            yield pack
            pack, length = [], 0
        length += len(text) + bool(pack)
        pack.append(text)
    if pack:
        yield pack


def write_everything(client, ready, say):
    """Send all texts through all doors; `say(door, answer)` is told what comes back."""
    from tests.hostile import (  # noqa: F401 (all)
        account_doors,
        desk_doors,
        directory_doors,
        doors,
    )
    from tests.hostile.texts import TEXTS

    # One with a NUL is refused, and with it all that is sent beside it.
    stored = [text.text for text in TEXTS if not re.search(r"\0|\\u0000", text.text)]
    scripts = [text.text for text in TEXTS if text.runs and text.text in stored]
    addresses = cycle(text.text for text in TEXTS if text.family == "addresses of the web")

    # Everywhere in a case study: 200 letters fit into its place.
    for pack in packs(stored, 200):
        fields = doors.full_of(ready, pack, next(addresses))
        say("case study", doors.write_case(client, ready, " ".join(pack), **fields))
    # And in a profile, where a summary takes twice as many.
    for pack in packs(stored, 190):
        fields = directory_doors.full_profile(pack, next(addresses))
        say("profile", directory_doors.write_profile(client, ready, " ".join(pack), **fields))
    for name in KEPT_IN_LISTS:
        for pack in packs(scripts, doors.DOORS[name].most):
            say(name, doors.DOORS[name].send(client, ready, " ".join(pack)))
    # By all doors, also those that shut: what was typed stands in the answer.
    client.follows = True
    for door in doors.DOORS.values():
        some = packs(stored, door.most, together=len(stored))
        for pack in islice(some, 0, None, 20):
            say(door.name, door.send(client, ready, " ".join(pack)))
    for family, names in ONE_BY_ONE.items():
        for text in TEXTS:
            if text.family == family:
                for name in names:
                    say(name, doors.DOORS[name].send(client, ready, text.text))
    translate_some(client, ready, stored, say)


# Where a list shows many of them at once.
KEPT_IN_LISTS = [
    "title of a picture", "title of a file", "name of a member", "name of a group",
    "name of a collection", "redirect from", "request to be listed", "file of organisations",
    "title of an update at the desk", "words of an update at the desk",
]  # fmt: skip
# What passes for an address goes where addresses are asked for.
ONE_BY_ONE = {
    "script addresses": ["address of a film", "link in a paragraph", "link of a translation"],
    "data addresses": ["redirect to", "link of a translation"],
    "addresses of the web": ["redirect to", "link of a translation"],
    "addresses of mail": [
        "e-mail address of a member",
        "address of a new member",
        "new e-mail address",
        "address of an invitation",
        "address of who writes",
    ],
}
TRANSLATED = 8


def translate_some(client, ready, texts, say):
    """Case studies in French, each passage a hostile text, by PO file, and published."""
    from django.urls import reverse
    from wagtail_localize.models import StringSegment, Translation

    from knowledge.models import CaseStudyPage
    from tests.hostile import doors
    from tests.makers import translate

    supply = cycle(text for text in texts if len(text) < 200)
    cases = CaseStudyPage.objects.filter(locale=ready.case.locale, live=True).order_by("-pk")
    for case in cases[:TRANSLATED]:
        french = translate(case, "fr", live=False)
        translation = Translation.objects.get(
            source__object_id=case.translation_key, target_locale=french.locale
        )
        po = translation.export_po()
        for entry in po:
            entry.msgstr = next(supply)
        send = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
        file = doors.SimpleUploadedFile("fr.po", str(po).encode())
        say("PO file", client.post(send, {"file": file}))
        # Markup in long text is refused there: what is missing is filled with words.
        place = SimpleNamespace(translation=translation)
        for segment in StringSegment.objects.filter(source=translation.source):
            if not is_translated(segment, french.locale):
                doors.put(client, "edit_string_translation", place, segment, "Mots")
        edit = reverse("wagtailadmin_pages:edit", args=[french.pk])
        say("translation", client.post(edit, {"action": "publish"}))


def is_translated(segment, locale):
    from wagtail_localize.models import StringTranslation

    return StringTranslation.objects.filter(
        translation_of=segment.string, context=segment.context, locale=locale, has_error=False
    ).exists()


def pages():
    """Each item under its own address and that of one more language, and all lists in all four."""
    from core.languages.addresses import reader_path
    from core.paging import PER_PAGE
    from knowledge.models import CaseStudyIndexPage, CaseStudyPage, KnowledgePage
    from stakeholders.models import ProfilePage

    listing = CaseStudyIndexPage.objects.originals().get()
    cases = CaseStudyPage.objects.readable().select_related("locale")
    last = cases.count() // PER_PAGE + 1
    found = []
    for language in LANGUAGES:
        found += [f"/{language}/", reader_path(KnowledgePage.objects.originals().get(), language)]
        found += [f"{reader_path(listing, language)}?page={n}" for n in range(1, last + 1)]
    found += [f"/{language}/stakeholders/{path}" for language in LANGUAGES for path in DIRECTORY]
    for case, language in zip(cases.order_by("pk"), cycle(LANGUAGES[1:]), strict=False):
        found += [reader_path(case, code) for code in {language, case.locale.language_code}]
    for profile in ProfilePage.objects.readable().order_by("pk"):
        found.append(reader_path(profile, profile.locale.language_code))
    return found


def screens():
    from django.urls import reverse

    from core.models import Batch
    from knowledge.models import CaseStudyIndexPage, CaseStudyPage
    from stakeholders.models import ProfilePage

    cases = CaseStudyPage.objects.order_by("pk")
    profiles = ProfilePage.objects.filter(place__contains="fire(").order_by("pk")
    english = cases.filter(locale__language_code="en", place__contains="fire(").exclude(
        title="Words"
    )
    french = cases.filter(locale__language_code="fr").order_by("-pk")[:3]
    # The fullest keep a browser busy for long; the others say everything in one field each.
    some = [*english[::40], *cases.filter(title="Words").order_by("pk")[::4], *french]
    some += [*profiles.filter(live=True)[::20], *profiles.filter(live=False)[::5]]
    index = CaseStudyIndexPage.objects.originals().get()
    found = [reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in some]
    for name in ("view_draft", "history", "delete", "usage", "copy", "unpublish"):
        found += [reverse(f"wagtailadmin_pages:{name}", args=[page.pk]) for page in some[:2]]
    # What the editor shows beside the form.
    found += [reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]) for page in some[:2]]
    for address in (
        reverse("wagtailadmin_explore", args=[index.pk]),
        "/admin/reports/site-history/",
    ):
        found += [f"{address}?p={n}" for n in range(1, 6)]
    for place in ("images", "documents", "users", "groups", "redirects", "collections"):
        found += [f"/admin/{place}/?p={n}" for n in range(1, 5)]
    found += [f"/admin/{place}/?p={n}" for place in ("profiles", "contacts") for n in range(1, 5)]
    found += ["/admin/invitations/", "/admin/batches/"]
    for profile in profiles[::40]:
        found.append(reverse("stakeholders_show_on_map", args=[profile.pk]))
        found.append(reverse("wagtailadmin_pages:history", args=[profile.pk]))
    found += [reverse("core_batch", args=[batch.pk]) for batch in Batch.objects.order_by("pk")[:4]]
    for chooser in ("images/chooser", "documents/chooser", f"choose-page/{index.pk}"):
        found += [f"/admin/{chooser}/?p={n}" for n in range(1, 3)]
    return found


def mails():
    """The HTML of the mails that name an organisation, in which alone typed words may stand."""
    from django.core import mail

    parts = [html for message in mail.outbox for html, _type in message.alternatives]
    return [html for html in parts if "fire(" in html]


def stored():
    from django.apps import apps

    return {name: apps.get_model(name).objects.count() for name in TABLES}


LANGUAGES = ["en", "fr", "ne", "ar"]
DIRECTORY = ["", "?page=2", "?country=np", "by-level/", "by-level/?country=np", "map/"]
ANSWERS_KEPT = 2
TABLES = [
    "knowledge.CaseStudyPage", "wagtailcore.Comment", "core.Picture", "core.File", "members.Member",
    "auth.Group", "wagtailcore.Collection", "wagtailredirects.Redirect",
    "wagtail_localize.StringTranslation", "stakeholders.ProfilePage", "stakeholders.Contact",
    "core.Batch",
]  # fmt: skip


@contextmanager
def typing():
    """Give an administrator at a browser, what stands ready, and {door: what it said last}."""
    from django.contrib.auth import get_user_model
    from django.core import mail
    from django.test import override_settings

    from tests.hostile.doors import SETTINGS, Typist, make_ready
    from tests.makers import read_site

    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    mail.outbox = []
    with override_settings(ALLOWED_HOSTS=["*"], PASSWORD_HASHERS=quick, **SETTINGS):
        client = Typist()
        client.force_login(get_user_model().objects.get(email="admin@example.org"))
        yield client, make_ready(read_site()), Answers()


class Answers(dict):
    def note(self, door, answer):
        if "html" in answer.headers.get("Content-Type", ""):
            self.setdefault(door, deque(maxlen=ANSWERS_KEPT)).append(answer.text)

    def kept(self):
        return {door: list(said) for door, said in self.items()}


def main(path):
    with typing() as (client, ready, answers):
        write_everything(client, ready, answers.note)
        written = {
            "answers": answers.kept() | {"mails": mails()},
            "pages": pages(),
            "screens": screens(),
            "stored": stored(),
            "broken": client.broken,
        }
    Path(path).write_text(json.dumps(written))


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
