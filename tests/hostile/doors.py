"""Every place where a person types a text, by the form they type it into.

A door takes a `Typist` who is signed in, the things that stand ready (`make_ready`), and a text. It
sends the form and gives the answer, after redirects.
"""

import io
import json
import re
from dataclasses import dataclass
from types import SimpleNamespace
from urllib.parse import quote, urlencode

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Site, Task, Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import OverridableSegment, StringSegment, Translation

from core.models import File, Picture
from members.models import SignUpSetting
from stakeholders.models import Appointment, Contact, StakeholdersPage
from stakeholders.rights import sync_rights
from tests.makers import (
    make_case,
    make_committee,
    make_directory,
    make_member,
    make_profile,
    translate,
    typed,
)

UNLIMITED = 100_000
# What must not keep a typist from typing, and mails where they can be read.
SETTINGS = {
    "ACCOUNT_RATE_LIMITS": False,
    "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
    "QUICKEST_FORM_SECONDS": -1,
}


class Typist(Client):
    """Somebody at a browser who notes each request that the site could not answer."""

    def __init__(self, broken=None, **kwargs):
        super().__init__(raise_request_exception=False, **kwargs)
        self.broken = [] if broken is None else broken
        self.follows = False

    def post(self, *args, **kwargs):
        """Send a form; what the site says after it is read only by those who follow redirects."""
        return super().post(*args, follow=self.follows, **kwargs)

    def stranger(self):
        """Somebody who is not signed in, and does as this one does."""
        stranger = Typist(self.broken)
        stranger.follows = self.follows
        return stranger

    def request(self, **request):
        answer = super().request(**request)
        if answer.status_code >= 500:
            asked = f"{request['REQUEST_METHOD']} {request['PATH_INFO'][:60]}"
            self.broken.append((asked, repr(answer.exc_info and answer.exc_info[1])[:200]))
        return answer


@dataclass(frozen=True)
class Door:
    name: str
    send: callable
    most: int
    """How many letters it takes."""


DOORS = {}


def door(name, most=UNLIMITED):
    def register(send):
        DOORS[name] = Door(name, send, most)
        return send

    return register


# What stands ready -----------------------------------------------------------------------


def picture_file(name="hill.png"):
    png = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(png, "PNG")
    return SimpleUploadedFile(name, png.getvalue(), "image/png")


def text_file(name="law.txt", content=b"A law."):
    return SimpleUploadedFile(name, content, "text/plain")


def make_ready(site):
    """One of everything that a form can change; `site` as `tests.makers.read_site` gives it."""
    SignUpSetting.objects.update_or_create(defaults={"policy": SignUpSetting.Policy.OPEN})
    body = [
        ("film", {"title": "A film", "address": "https://example.org/film"}),
        ("text", '<p>See <a href="https://example.org/x">the <b>law</b></a>.</p>'),
    ]
    case = make_case(site, "Ready", slug="ready", body=body)
    french = translate(case, "fr", live=False)
    translation = Translation.objects.get(
        source__object_id=case.translation_key, target_locale=french.locale
    )
    directory = StakeholdersPage.objects.originals().first() or make_directory(site)
    profile = make_profile(directory, "Ready")
    committee = make_committee(directory, "Ready committee")
    editor = make_member("ready-editor@example.org")
    Appointment.objects.create(committee=committee.translation_key, member=editor)
    sync_rights(committee.translation_key)
    return SimpleNamespace(
        committee=committee,
        editor=editor,
        home=site.home,
        cases=site.cases,
        directory=directory,
        profile=profile,
        contact=Contact.objects.create(
            item=profile.translation_key, email="ready@example.org", language="en"
        ),
        case=case,
        french=french,
        translation=translation,
        strings=StringSegment.objects.filter(source=translation.source),
        links=OverridableSegment.objects.filter(source=translation.source),
        picture=Picture.objects.create(
            title="Hill", file=ContentFile(picture_file().read(), "hill.png")
        ),
        file=File.objects.create(title="Law", file=ContentFile(b"A law.", "law.txt")),
        member=make_member("ready@example.org", name="Ready"),
        group=Group.objects.create(name="Ready"),
        collection=Collection.get_first_root_node().add_child(name="Ready"),
        redirect=Redirect.objects.create(old_path="/ready", redirect_link="/en/"),
        workflow=Workflow.objects.create(name="Ready", active=True),
        task=Task.objects.create(name="Ready", active=True),
        site=Site.objects.get(),
    )


# Case studies ----------------------------------------------------------------------------


def listed(items):
    """A ListBlock as a form sends it."""
    rows = {str(n): {"value": item, "deleted": "", "order": str(n)} for n, item in enumerate(items)}
    return rows | {"count": str(len(items))}


def content_state(text, key="abcde", link="https://example.org/", kind="LINK"):
    """What the editor of rich texts sends of one paragraph with a link.

    What is written like an escape of JSON is one: half a letter, `\\ud800`, comes by no other door.
    """
    entity = {"type": kind, "mutability": "MUTABLE", "data": {"url": link}}
    block = {
        "key": key,
        "text": text,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [{"offset": 0, "length": 1, "style": "BOLD"}],
        "entityRanges": [{"offset": 0, "length": max(len(text), 1), "key": 0}],
    }
    state = json.dumps({"blocks": [block], "entityMap": {"0": entity}})
    return re.sub(r"\\\\(u[0-9a-f]{4})", r"\\\1", state)


def event(text):
    return {"when": "2011-05", "text": text, "sources": "a"}


def source(text, **fields):
    return {"key": "a", "citation": text} | fields


def comment(text, path="title", position=""):
    replies = inline_formset([{"text": text}])
    return {"text": text, "contentpath": path, "position": position, "replies": replies}


def write_case(client, ready, title="Words", **fields):
    """Send the form of a new case study, to be published."""
    address = reverse("wagtailadmin_pages:add", args=["knowledge", "casestudypage", ready.cases.pk])
    form = typed(title, **{"action-publish": "on"} | fields)
    return client.post(address, form)


def write_body(client, ready, *blocks):
    return write_case(client, ready, **nested_form_data({"body": streamfield(blocks)}))


def full_of(ready, texts, address="https://example.org/"):
    """The fields of a case study that says nothing but these texts, wherever there are words."""
    joined = " ".join(texts)
    short = [text for text in texts if len(text) <= 30]
    body = [
        *(("heading", text) for text in texts),
        *(("text", content_state(text, link=address)) for text in texts),
        *(("quotation", {"text": text, "who": text, "sources": "a"}) for text in texts),
        *(("figure", {"value": text, "label": text, "sources": "a"}) for text in short),
        ("figure", {"value": "1", "label": joined, "sources": ""}),
        ("lessons", listed(texts)),
        ("film", {"title": joined, "address": address}),
        (
            "picture",
            {
                "image": {"image": ready.picture.pk, "alt_text": joined, "decorative": ""},
                "caption": joined,
            },
        ),
        ("document", ready.file.pk),
    ]
    points = streamfield([("point", {"text": text, "sources": "a"}) for text in texts])
    return {
        "seo_title": joined,
        "search_description": joined,
        "summary": f"{joined} and more",
        "place": joined,
        "trigger": joined,
        "participants": joined,
        "law_note": joined,
        "funding_note": joined,
        "sources": [source(joined, url=address)],
        "timeline": [event(text) for text in texts],
        **nested_form_data(
            {
                "body": streamfield(body),
                "outcomes": points,
                "failures": points,
                "lessons": points,
                "comments": inline_formset([comment(text) for text in texts]),
            }
        ),
    }


@door("title of a case study", most=255)
def title(client, ready, text):
    return write_case(client, ready, text)


@door("address of a case study", most=255)
def slug(client, ready, text):
    return write_case(client, ready, slug=text)


@door("words of a case study for search engines", most=255)
def search_words(client, ready, text):
    return write_case(client, ready, seo_title=text, search_description=text)


@door("summary and place of a case study", most=200)
def summary(client, ready, text):
    return write_case(client, ready, summary=text, place=text)


@door("prose of a case study")
def prose(client, ready, text):
    fields = ("trigger", "participants", "law_note", "funding_note")
    return write_case(client, ready, **dict.fromkeys(fields, text))


@door("choices and numbers of a case study")
def choices(client, ready, text):
    fields = ("level", "kind", "status", "law", "year_from", "status_as_of")
    countries = nested_form_data({"countries": inline_formset([{"iso": text}])})
    return write_case(client, ready, **dict.fromkeys(fields, text) | countries)


@door("citation of a source", most=400)
def citation(client, ready, text):
    return write_case(client, ready, sources=[source(text)])


@door("address of a source", most=200)
def source_address(client, ready, text):
    return write_case(client, ready, sources=[source("Act", url=text)])


@door("short name of a source", most=40)
def source_key(client, ready, text):
    return write_case(client, ready, sources=[source("Act", key=text)], kind_sources=text)


@door("heading, quotation and lesson")
def plain_blocks(client, ready, text):
    return write_body(
        client,
        ready,
        ("heading", text),
        ("quotation", {"text": text, "who": text, "sources": ""}),
        ("lessons", listed([text])),
    )


@door("figure", most=30)
def figure(client, ready, text):
    return write_body(client, ready, ("figure", {"value": text, "label": text, "sources": ""}))


@door("paragraph")
def paragraph(client, ready, text):
    return write_body(client, ready, ("text", content_state(text)))


@door("link in a paragraph")
def paragraph_link(client, ready, text):
    return write_body(client, ready, ("text", content_state("Words", link=text)))


@door("inside of a paragraph")
def paragraph_parts(client, ready, text):
    return write_body(client, ready, ("text", content_state("Words", key=text, kind=text)))


@door("paragraph without its editor")
def raw_paragraph(client, ready, text):
    return write_body(client, ready, ("text", text))


@door("title of a film")
def film_title(client, ready, text):
    return write_body(client, ready, ("film", {"title": text, "address": "https://example.org/"}))


@door("address of a film")
def film_address(client, ready, text):
    return write_body(client, ready, ("film", {"title": "A film", "address": text}))


@door("description and caption of a picture")
def picture_words(client, ready, text):
    image = {"image": ready.picture.pk, "alt_text": text, "decorative": ""}
    return write_body(client, ready, ("picture", {"image": image, "caption": text}))


@door("inside of a block")
def block_parts(client, ready, text):
    block = {"type": "heading", "value": "Words", "deleted": "", "order": "0", "id": text}
    body = {"0": block, "1": block | {"type": text, "order": "1"}, "count": "2"}
    return write_case(client, ready, **nested_form_data({"body": body}))


@door("event and point")
def events(client, ready, text):
    points = nested_form_data({"outcomes": streamfield([("point", {"text": text, "sources": ""})])})
    return write_case(client, ready, timeline=[event(text) | {"sources": ""}], **points)


@door("time of an event")
def event_time(client, ready, text):
    return write_case(client, ready, timeline=[event("Words") | {"when": text, "sources": text}])


@door("comment on a page")
def page_comment(client, ready, text):
    comments = nested_form_data({"comments": inline_formset([comment(text)])})
    return write_case(client, ready, **comments)


@door("place of a comment")
def comment_place(client, ready, text):
    comments = nested_form_data({"comments": inline_formset([comment("x", text, text)])})
    return write_case(client, ready, **comments)


@door("preview")
def preview(client, ready, text):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[ready.case.pk])
    client.get(address, {"mode": text[:50]})
    client.post(address, typed(text[:255], summary=text[:400], trigger=text))
    return client.get(address, {"mode": ""})


@door("title and address of a copy", most=255)
def copy(client, ready, text):
    address = reverse("wagtailadmin_pages:copy", args=[ready.case.pk])
    form = {"new_title": text, "new_slug": text, "new_parent_page": ready.cases.pk}
    client.post(address, form | {"new_slug": "copy"})
    return client.post(address, form)


@door("words with which a page is sent back")
def send_back(client, ready, text):
    page = make_case(
        SimpleNamespace(cases=ready.cases, languages={"en": ready.cases.locale}), "Sent", live=False
    )
    page.save_revision()
    page.get_workflow().start(page, ready.member)
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk])
    client.post(address, {"comment": text, "next": "/admin/"})
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))


@door("title of a section", most=255)
def section_title(client, ready, text):
    return write_section(client, ready, title=text)


@door("introduction of a section")
def introduction(client, ready, text):
    return write_section(client, ready, introduction=text)


def write_section(client, ready, **fields):
    section = ready.cases
    form = {"title": "Case studies", "slug": section.slug, "introduction": "", "seo_title": ""}
    form |= nested_form_data({"comments": inline_formset([])}) | {"action-publish": "on"}
    return client.post(reverse("wagtailadmin_pages:edit", args=[section.pk]), form | fields)


# Pictures and files ----------------------------------------------------------------------


def in_collection(**fields):
    return fields | {"collection": Collection.get_first_root_node().pk}


@door("title of a picture", most=255)
def picture_title(client, ready, text):
    address = reverse("wagtailimages:add")
    return client.post(address, in_collection(title=text, file=picture_file()))


@door("name of an uploaded picture", most=255)
def picture_name(client, ready, text):
    address = reverse("wagtailimages:add_multiple")
    file = picture_file(f"{text}.png")
    return client.post(address, in_collection(title=text) | {"files[]": file})


@door("title of a picture in the chooser", most=255)
def chooser_picture(client, ready, text):
    form = in_collection(title=text, file=picture_file(f"{text}.png"))
    form = {f"image-chooser-upload-{name}": value for name, value in form.items()}
    return client.post(reverse("wagtailimages_chooser:create"), form)


@door("title of a file", most=255)
def file_title(client, ready, text):
    address = reverse("wagtaildocs:edit", args=[ready.file.pk])
    client.post(address, in_collection(title=text))
    return client.post(reverse("wagtaildocs:add"), in_collection(title=text, file=text_file()))


@door("name of an uploaded file", most=255)
def file_name(client, ready, text):
    address = reverse("wagtaildocs:add_multiple")
    file = text_file(f"{text}.txt")
    return client.post(address, in_collection(title=text) | {"files[]": file})


@door("title of a file in the chooser", most=255)
def chooser_file(client, ready, text):
    form = in_collection(title=text, file=text_file(f"{text}.txt"))
    form = {f"document-chooser-upload-{name}": value for name, value in form.items()}
    return client.post(reverse("wagtaildocs_chooser:create"), form)


# People and settings ---------------------------------------------------------------------


@door("name of a member", most=80)
def member_name(client, ready, text):
    number = type(ready.member).objects.count()
    return write_member(client, email=f"member-{number}@example.org", name=text)


@door("e-mail address of a member", most=254)
def member_address(client, ready, text):
    return write_member(client, email=text, name="Words")


def write_member(client, **fields):
    passwords = dict.fromkeys(("password1", "password2"), "a long enough pass phrase")
    return client.post("/admin/users/new/", fields | passwords)


@door("own name and address", most=80)
def own_name(client, ready, text):
    form = {"name_email-name": text, "name_email-email": "admin@example.org"}
    form |= {"locale-preferred_language": text, "theme-theme": text}
    answer = client.post("/admin/account/", form)
    client.post("/admin/account/", {"name_email-name": text, "name_email-email": text})
    return answer


@door("name of a group", most=150)
def group_name(client, ready, text):
    form = {"name": text}
    for prefix in ("page_permissions", "collection_permissions", "image_permissions"):
        form |= nested_form_data({prefix: inline_formset([])})
    for prefix in ("document_permissions", "collection_management_permissions"):
        form |= nested_form_data({prefix: inline_formset([])})
    return client.post("/admin/groups/new/", form)


@door("name of a collection", most=255)
def collection_name(client, ready, text):
    root = Collection.get_first_root_node().pk
    return client.post("/admin/collections/add/", {"name": text, "parent": root})


@door("name of a site", most=255)
def site_name(client, ready, text):
    form = {"hostname": "testserver", "port": "80", "site_name": text, "is_default_site": "on"}
    form |= {"root_page": ready.home.pk}
    return client.post(f"/admin/sites/edit/{ready.site.pk}/", form)


@door("host of a site", most=255)
def site_host(client, ready, text):
    form = {"hostname": text, "port": text, "site_name": text, "root_page": ready.home.pk}
    return client.post("/admin/sites/new/", form)


@door("name of a workflow and a task", most=255)
def workflow_name(client, ready, text):
    form = {"name": text} | nested_form_data(
        {
            "workflow_tasks": inline_formset([{"task": ready.task.pk}]),
            "pages": inline_formset([]),
        }
    )
    address = "/admin/workflows/tasks/add/wagtailcore/groupapprovaltask/"
    client.post(address, {"name": text, "groups": [ready.group.pk]})
    return client.post("/admin/workflows/add/", form)


@door("redirect from", most=255)
def redirect_from(client, ready, text):
    form = {"old_path": f"/{text}", "redirect_link": "https://example.org/"}
    return client.post("/admin/redirects/add/", form)


@door("redirect to", most=255)
def redirect_to(client, ready, text):
    path = f"/to-{Redirect.objects.count()}"
    form = {"old_path": path, "redirect_link": text, "is_permanent": "on"}
    answer = client.post("/admin/redirects/add/", form)
    client.get(path)
    return answer


@door("file of redirects")
def redirect_file(client, ready, text):
    lines = "from,to\n" + f'"{text}","{text}"\n'
    file = SimpleUploadedFile(f"{text[:99]}.csv", lines.encode(), "text/csv")
    return client.post("/admin/redirects/import/", {"import_file": file})


# Translating -----------------------------------------------------------------------------


def put(client, name, ready, segment, text):
    address = reverse(f"wagtail_localize:{name}", args=[ready.translation.pk, segment.pk])
    body = urlencode({"value": text})
    return client.put(address, body, "application/x-www-form-urlencoded")


@door("translated words")
def string(client, ready, text):
    for segment in ready.strings:
        answer = put(client, "edit_string_translation", ready, segment, text)
    return answer


@door("link of a translation")
def override(client, ready, text):
    for segment in ready.links:
        answer = put(client, "edit_override", ready, segment, text)
    return answer


@door("words of a PO file")
def po_file(client, ready, text):
    po = ready.translation.export_po()
    for entry in po:
        entry.msgstr = text
    return send_po(client, ready, str(po).encode())


@door("other parts of a PO file")
def po_parts(client, ready, text):
    po = ready.translation.export_po()
    for entry in po:
        entry.msgid, entry.msgctxt, entry.comment = text, text, text
    return send_po(client, ready, str(po).encode(), f"{text[:99]}.po")


def send_po(client, ready, content, name="fr.po"):
    address = reverse("wagtail_localize:upload_pofile", args=[ready.translation.pk])
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


@door("buttons of the translation editor")
def translation_buttons(client, ready, text):
    address = reverse("wagtailadmin_pages:edit", args=[ready.french.pk])
    return client.post(address, {"action": text})


# Searching and asking --------------------------------------------------------------------

SEARCHES = [
    "pages/search/", "choose-page/search/", "images/", "documents/", "users/", "redirects/",
    "groups/", "images/chooser/results/", "documents/chooser/results/", "images/results/",
    "users/results/",
]  # fmt: skip
FILTERED = [
    "reports/site-history/", "reports/aging-pages/", "reports/workflow/", "reports/tasks/",
    "localize/reports/translations/", "reports/page-types-usage/", "reports/locked/",
]  # fmt: skip


@door("search of the admin", most=4_000)
def search(client, ready, text):
    text = text.replace('"', "")  # which has a test of its own
    for place in SEARCHES:
        answer = client.get(f"/admin/{place}", {"q": text, "ordering": text, "p": text})
    return answer


@door("filter of a report", most=4_000)
def filters(client, ready, text):
    names = ("label", "user", "action", "timestamp_from", "object_type", "content_type", "locale")
    asked = dict.fromkeys(names, text) | {"export": text, "ordering": text}
    for place in FILTERED:
        answer = client.get(f"/admin/{place}", asked)
    return answer


@door("next address of the sign-in", most=4_000)
def next_address(client, ready, text):
    stranger = client.stranger()
    stranger.get("/admin/login/", {"next": text})
    return stranger.get("/en/account/login/", {"next": text})


@door("sign-in")
def sign_in(client, ready, text):
    form = {"login": text, "password": text, "next": text}
    return client.stranger().post("/en/account/login/", form)


@door("forgotten password")
def forgotten(client, ready, text):
    return client.stranger().post("/en/account/password/reset/", {"email": text})


@door("address of nothing", most=4_000)
def nothing(client, ready, text):
    for start in ("/", "/en/", "/fr/knowledge/", "/admin/", "/documents/1/", "/media/pictures/"):
        answer = client.get(start + quote(text, safe=""))
    return answer


@door("query of a page", most=4_000)
def query(client, ready, text):
    asked = {"page": text, text[:200]: text, "mode": text}
    return client.get("/fr/knowledge/case-studies/", asked)


@door("wished language", most=4_000)
def language(client, ready, text):
    client.get("/", headers={"accept-language": text})
    return client.get("/nothing/", headers={"accept-language": text, "referer": text})
