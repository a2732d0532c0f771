"""Things on the site, made with defaults."""

from types import SimpleNamespace
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupPagePermission, Locale, Page, PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from core.languages.shelves import shelf_of
from dialogue.models import Contribution, DialoguePage, ForumPage, ForumsPage
from dialogue.trust import TRUSTED
from home.models import HomePage, StandardPage
from knowledge.models import (
    CaseStudyCountry,
    CaseStudyIndexPage,
    CaseStudyPage,
    CollectionIndexPage,
    CollectionPage,
    KnowledgePage,
    ResourceIndexPage,
    ResourcePage,
)
from stakeholders.models import (
    CommitteesPage,
    ProfileCountry,
    ProfilePage,
    ProfileParent,
    StakeholdersPage,
    UpdatePage,
    UpdatesPage,
)

FACTS = {
    "summary": "A council that mediates.",
    "level": "national",
    "kind": "national_council",
    "status": "active",
}


def committed():
    """Within a test's transaction, do at the end of the block what waits for the commit."""
    return TestCase.captureOnCommitCallbacks(execute=True)


def publish(page, **fields):
    """Publish a page with these fields, as an editor would, and return it anew."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def make_languages():
    """English, French, Nepali and Arabic run."""
    for code in ("fr", "ne", "ar"):
        Locale.objects.get_or_create(language_code=code)


def make_site():
    """The sections, written in English, with a shelf in every other language."""
    rows = [("cases", {"heading": "Latest case studies", "number": 6, "chosen": []})]
    home = HomePage.objects.originals().get()
    home = publish(home, title="Infrastructures for Peace", rows=rows)
    with committed():
        knowledge = home.add_child(instance=KnowledgePage(title="Knowledge", slug="knowledge"))
        held = [
            knowledge.add_child(instance=page_type(title=title, slug=slug))
            for page_type, title, slug in (
                (CaseStudyIndexPage, "Case studies", "case-studies"),
                (ResourceIndexPage, "Resources", "resources"),
                (CollectionIndexPage, "Collections", "collections"),
            )
        ]
    for section in (knowledge, *held):
        publish(section)


def read_site():
    """What `make_site` made, read anew."""
    return SimpleNamespace(
        home=HomePage.objects.originals().get(),
        knowledge=KnowledgePage.objects.originals().get(),
        cases=CaseStudyIndexPage.objects.originals().get(),
        resources=ResourceIndexPage.objects.originals().get(),
        collections=CollectionIndexPage.objects.originals().get(),
        languages={locale.language_code: locale for locale in Locale.objects.all()},
    )


def make_case(site, title="A case", language="en", live=True, country="GH", **fields):
    """A case study whose original is in `language`."""
    case = CaseStudyPage(title=title, live=False, **FACTS | fields)
    case.countries = [CaseStudyCountry(iso=country)]
    return _add(case, site.cases, site.languages[language], live)


def make_resource(site, title="A report", language="en", live=True, **fields):
    """A resource described in `language`."""
    fields = {"kind": "publication", "abstract": "What was found."} | fields
    resource = ResourcePage(title=title, live=False, **fields)
    return _add(resource, site.resources, site.languages[language], live)


def make_collection(site, title, entries, language="en", live=True):
    """A collection of (page, comment)."""
    blocks = [("entry", {"page": page, "comment": comment}) for page, comment in entries]
    collection = CollectionPage(title=title, live=False, introduction="To read.", entries=blocks)
    return _add(collection, site.collections, site.languages[language], live)


def make_directory(site, slug="stakeholders"):
    """The section of organisations, which `make_site` leaves out."""
    section = StakeholdersPage(title="Stakeholders", slug=slug)
    with committed():
        site.home.add_child(instance=section)
    return publish(section)


def make_profile(directory, title, country="GH", parents=(), **fields):
    """An organisation of one country, or of none, which is a part of others."""
    fields = {"summary": f"What {title} does.", "kind": "ngo"} | fields
    profile = ProfilePage(title=title, **fields)
    profile.countries = [ProfileCountry(iso=country)] if country else []
    profile.parents = [ProfileParent(other=parent) for parent in parents]
    directory.add_child(instance=profile)
    return publish(profile)


def make_committee(directory, title, country="NP", **fields):
    return make_profile(directory, title, country, kind="local_committee", **fields)


def make_update(committee, title, language="en", live=True, **fields):
    """A post of a committee, written in `language`."""
    update = UpdatePage(title=title, live=False, **fields)
    return _add(update, committee, Locale.objects.get(language_code=language), live)


def make_listings(site):
    """The sections that list committees and updates."""
    for page_type, title in ((CommitteesPage, "Committees"), (UpdatesPage, "Updates")):
        with committed():
            section = site.home.add_child(instance=page_type(title=title, slug=title.lower()))
        publish(section)


def make_forum(site, title, **fields):
    """A dialogue forum, with the section that `make_site` leaves out."""
    section = ForumsPage.objects.originals().first()
    if section is None:
        with committed():
            section = site.home.add_child(instance=ForumsPage(title="Dialogue", slug="dialogue"))
        section = publish(section)
    forum = ForumPage(title=title, live=False, **{"summary": "What is spoken about."} | fields)
    return _add(forum, section, site.languages["en"], live=True)


def make_dialogue(forum, title, language="en", live=True, **fields):
    """A question that is open, asked in `language`."""
    fields = {"introduction": "What is asked."} | fields
    dialogue = DialoguePage(title=title, live=False, **fields)
    return _add(dialogue, forum, Locale.objects.get(language_code=language), live)


def say(dialogue, member, text, language="en", answers=None, approved=False, status="shown"):
    """A contribution as it stands, whatever its author may do."""
    locale = Locale.objects.get(language_code=language)
    said = Contribution.objects.create(
        locale=locale,
        original_locale=locale,
        dialogue=dialogue.translation_key,
        author=member,
        text=text,
        status=status,
        answers=answers,
        thread=answers and answers.thread,
        approved_at=timezone.now() if approved else None,
    )
    if not answers:
        said.thread = said
        said.save()
    return said


def make_standing_page(site, title="About", language="en", live=True, **fields):
    page = StandardPage(title=title, live=False, show_in_menus=True, **fields)
    return _add(page, site.home, site.languages[language], live)


def _add(page, section, locale, live):
    shelf_of(section, locale).add_child(instance=page)
    page = type(page).objects.get(pk=page.pk)
    return publish(page) if live else page


def typed(title, sources=(), timeline=(), **fields):
    """What the admin's form of a case study sends: `sources` and events as dicts."""
    return nested_form_data(
        FACTS
        | {
            "title": title,
            "slug": "",
            "countries": inline_formset([{"iso": "NP"}]),
            "sources": inline_formset(list(sources)),
            "timeline": streamfield([("event", event) for event in timeline]),
            **{
                name: inline_formset([])
                for name in ("themes", "involvements", "related_cases", "comments")
            },
            **{name: streamfield([]) for name in ("body", "outcomes", "failures", "lessons")},
        }
        | fields
    )


def translate(page, language, words=lambda text: f"[{text}]", live=True, how="manual", user=None):
    """Translate a page through wagtail-localize, each string by `words`, and publish it."""
    locale = Locale.objects.get(language_code=language)
    with committed():
        translate_object(page, [locale], user=user)
    translation = Translation.objects.get(
        source__object_id=page.translation_key, target_locale=locale
    )
    translation.source.update_from_db()
    fill(translation, words, how)
    if live:
        with committed():
            translation.save_target(user=user, publish=True)
    return type(page).objects.get(translation_key=page.translation_key, locale=locale)


def fill(translation, words, how="manual"):
    """Give every string of a translation its words."""
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string"):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": words(segment.string.data), "translation_type": how},
        )


def restrict(page, kind=PageViewRestriction.LOGIN, groups=()):
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind)
    restriction.groups.set(groups)
    return restriction


def make_member(email="member@example.org", **fields):
    return get_user_model().objects.create_user(email, "pass", **fields)


def make_reader(email, *reads, writes=(), **fields):
    """A member who reads these languages, and those that they write."""
    member = make_member(email, **fields)
    for position, code in enumerate((*reads, *writes)):
        member.languages.create(code=code, writes=code in writes, position=position)
    return member


def make_trusted(member, language="en"):
    """Have others approved what a member said, elsewhere and long ago."""
    locale = Locale.objects.get(language_code=language)
    for _ in range(TRUSTED):
        said = Contribution.objects.create(
            locale=locale,
            original_locale=locale,
            dialogue=uuid4(),
            author=member,
            text="Once.",
            status="shown",
            approved_at=timezone.now(),
        )
        Contribution.objects.filter(pk=said.pk).update(written_at="2026-01-01T12:00Z")
    return member


def make_editor(section, email="editor@example.org", permissions=("add", "change", "publish")):
    """A member who may edit what lies below `section`, with access to the admin."""
    group = Group.objects.create(name=f"Editors of {section.url_path}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for name in permissions:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=f"{name}_page"
        )
        GroupPagePermission.objects.create(group=group, page=section, permission=permission)
    editor = make_member(email)
    editor.groups.add(group)
    return editor


def rows(page):
    """All rows of the page's item, by language."""
    family = Page.objects.filter(translation_key=page.translation_key).specific()
    return {row.locale.language_code: row for row in family}


def count_queries(function, *args, **kwargs):
    """How many queries a call makes, and what it gives."""
    with CaptureQueriesContext(connection) as queries:
        result = function(*args, **kwargs)
    return len(queries), result
