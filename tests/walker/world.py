"""The site that is walked: who is there, and an object in every state that matters.

In everything hidden stands a canary, a word that nobody would write: `kanari`, the name of the
thing, and after an `x` the field it stands in. Rights are written here by hand, not asked of the
code: they are what its answers are held against.
"""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file_jpeg
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    GroupApprovalTask,
    GroupCollectionPermission,
    Locale,
    Page,
    PageViewRestriction,
    Site,
    UploadedFile,
    Workflow,
    WorkflowTask,
)
from wagtail.users.models import UserProfile
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from core.actions import withdraw
from core.languages.shelves import shelf_of
from core.models import Batch, File, Picture, Step
from dialogue.attaching import attach, attachment_of
from dialogue.models import Confirmation, Contribution, Report, SummaryPage
from home.accounts import MODERATORS, make_groups
from knowledge.models import CaseStudyIndexPage, CaseStudyPage
from members.models import Invitation, SignUpSetting
from stakeholders.actions import accept_appointment, invite_editor
from stakeholders.models import Contact, DigestSubscription, EditorInvitation, Message, ProfilePage
from tests.dialogue.doing import say_in
from tests.makers import (
    make_case,
    make_committee,
    make_dialogue,
    make_directory,
    make_editor,
    make_forum,
    make_listings,
    make_member,
    make_profile,
    make_update,
    publish,
    read_site,
    restrict,
    say,
    translate,
)

OUTSIDERS = ("anonymous", "member", "disabled")
INSIDERS = ("editor", "neighbour", "translator", "committee", "moderator", "administrator")
ROLES = (*OUTSIDERS, *INSIDERS)
THOROUGH = ("editor", "translator", "committee")
CHIEFS = frozenset({"moderator", "administrator"})  # with rights on the pages of every language

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Thing:
    """An object, and who may do what with it.

    `sees` holds those who may meet its canary. The rights are named as the table names them. An
    administrator has each of them but to read: what is public to nobody is not to them either.
    """

    name: str
    pk: int
    sees: frozenset = CHIEFS
    rights: dict = field(default_factory=dict, hash=False)

    def allows(self, role, right):
        may = role in self.rights.get(right, ())
        return may or (role == "administrator" and right != "read")


def word(name, part="title"):
    return f"kanari{name}x{part}"


def words(name):
    """The fields of a case study, each with a canary of its own."""
    return {
        "title": f"Title {word(name)}",
        "summary": f"Summary {word(name, 'summary')}",
        "place": f"Place {word(name, 'place')}",
        "body": [
            ("text", f"<p>Body {word(name, 'body')}</p>"),
            ("heading", f"Heading {word(name, 'heading')}"),
        ],
    }


def of_page(who, sees=()):
    """Rights on a page that `who` edits and publishes; a moderator changes and publishes all."""
    edits = {*who, "moderator"}
    return {
        "sees": frozenset({*edits, *sees, "administrator"}),
        "rights": {"edit": edits, "publish": edits, "lock": who, "add": who},
    }


def reviewed(said):
    """Who reviews a page may lock it meanwhile."""
    rights = said["rights"]
    return said | {"rights": rights | {"lock": {*rights["lock"], "moderator"}}}


# People -----------------------------------------------------------------------------------


def make_people(site, ours, theirs):
    """{role: Member}: everyone has a canary for a name and another for an e-mail address."""
    french = shelf_of(site.home, site.languages["fr"])
    rights = ("add", "change", "publish", "lock")
    make_groups()
    people = {
        "member": make_member(address("member")),
        "colleague": make_member(address("colleague")),
        "disabled": make_member(address("disabled"), is_superuser=True),
        "editor": make_editor(ours, address("editor"), rights),
        "neighbour": make_editor(theirs, address("neighbour"), rights),
        "translator": make_editor(french, address("translator"), ("add", "change")),
        "committee": make_member(address("committee")),
        "moderator": make_member(address("moderator")),
        "administrator": make_member(address("administrator"), is_superuser=True),
    }
    people["moderator"].groups.add(Group.objects.get(name=MODERATORS))
    # An editor of one committee (`World._add_directory`), who was granted access by themselves.
    people["committee"].user_permissions.add(Permission.objects.get(codename="access_admin"))
    submits = Permission.objects.get(codename="submit_translation")
    for role in ("editor", "translator"):
        people[role].groups.get().permissions.add(submits)
    for role, person in people.items():
        person.name = f"Name {word(role, 'name')}"
        person.is_active = role != "disabled"  # who is signed in from an earlier day
        person.save()
        UserProfile.get_for_user(person)  # else made at the first look at the admin
    return people


def address(role):
    return f"{word(role, 'mail')}@example.org"


# Pages ------------------------------------------------------------------------------------


class Pages:
    """Makes the pages; each method is one state."""

    def __init__(self, site, ours, theirs, people):
        self.site, self.people = site, people
        self.ours = SimpleNamespace(cases=ours, languages=site.languages)
        self.theirs = SimpleNamespace(cases=theirs, languages=site.languages)

    def case(self, name, where=None, live=False, language="en", owner="neighbour", **fields):
        fields = words(name) | {"slug": word(name, "slug")} | fields
        case = make_case(where or self.theirs, language=language, live=live, **fields)
        CaseStudyPage.objects.filter(pk=case.pk).update(owner=self.people[owner])
        case = CaseStudyPage.objects.get(pk=case.pk)
        if not live:
            case.save_revision(user=self.people[owner], log_action=True)
        return CaseStudyPage.objects.get(pk=case.pk)

    def with_waiting_draft(self, name, where, owner, title):
        case = make_case(where, title, slug=title.lower().replace(" ", "-"))
        for attribute, value in words(name).items():
            setattr(case, attribute, value)
        case.save_revision(user=self.people[owner], log_action=True)
        return CaseStudyPage.objects.get(pk=case.pk)

    def scheduled(self, name):
        case = self.case(name)
        case.go_live_at = timezone.now() + DAY
        case.save_revision(user=self.people["neighbour"]).publish(user=self.people["neighbour"])
        return case

    def unpublished(self, name):
        case = self.case(name, live=True)
        case.unpublish(user=self.people["neighbour"])
        return case

    def restricted(self, name, kind, groups=()):
        case = self.case(name, live=True)
        restrict(case, kind, groups)
        return case

    def locked(self, name):
        case = self.case(name)
        holder = self.people["neighbour"]
        Page.objects.filter(pk=case.pk).update(
            locked=True, locked_by=holder, locked_at=timezone.now() - DAY
        )
        return case

    def in_review(self, name, where, owner):
        """Sent for review, with a comment."""
        case = self.case(name, where, owner=owner)
        Comment.objects.create(
            page=case,
            user=self.people[owner],
            text=f"Comment {word(name, 'comment')}",
            contentpath="summary",
        )
        case = CaseStudyPage.objects.get(pk=case.pk)
        case.save_revision(user=self.people[owner])
        case.get_workflow().start(case, self.people[owner])
        return case

    def translated(self, name, page, language, live=False):
        """A version with words in the strings that nobody has published."""
        user = self.people["translator"]
        version = translate(page, language, live=live, user=user)
        segments = StringSegment.objects.filter(source__object_id=page.translation_key)
        for segment in segments.select_related("string"):
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=version.locale,
                context=segment.context,
                defaults={
                    "data": f"{word(name, 'string')} {segment.string.data}"[:200],
                    "last_translated_by": user,
                },
            )
        segment = OverridableSegment.objects.filter(source__object_id=page.translation_key).first()
        SegmentOverride.objects.create(
            locale=version.locale,
            context=segment.context,
            data_json=json.dumps(f"https://example.org/{word(name, 'override')}"),
            last_translated_by=user,
        )
        version = CaseStudyPage.objects.get(pk=version.pk)
        version.save_revision(user=user)
        return version


def make_pages(site, ours, theirs, people, closed_group):
    """{name: (page, what `of_page` says)}"""
    pages = Pages(site, ours, theirs, people)
    film = ("film", {"title": "A film", "address": "https://example.org/film"})
    public = publish(make_case(pages.ours, "Open to all", slug="open-to-all"), body=[film])
    own, others, all_in = of_page({"editor"}), of_page({"neighbour"}), of_page(())
    for_members = of_page({"neighbour"}, sees=set(ROLES) - {"anonymous", "disabled"})
    french = {
        "sees": CHIEFS | {"translator"},
        "rights": {
            "edit": {"translator", "moderator"},
            "publish": {"moderator"},
            "add": {"translator"},
        },
    }
    found = {
        "root": (Page.objects.get(depth=1), all_in),
        "home": (site.home, all_in),
        "oursection": (ours, own),
        "theirsection": (theirs, others),
        "frenchshelf": (shelf_of(theirs, site.languages["fr"]), french),
        "arabicshelf": (shelf_of(theirs, site.languages["ar"]), all_in),
        "ourpublic": (public, own),
        "ourdraft": (pages.case("ourdraft", pages.ours, owner="editor"), own),
        "ourlive": (pages.with_waiting_draft("ourlive", pages.ours, "editor", "Our story"), own),
        "ourreview": (pages.in_review("ourreview", pages.ours, "editor"), reviewed(own)),
        "theirdraft": (pages.case("theirdraft"), others),
        "theirlive": (
            pages.with_waiting_draft("theirlive", pages.theirs, "neighbour", "Their story"),
            others,
        ),
        "theirsoon": (pages.scheduled("theirsoon"), others),
        "theirdown": (pages.unpublished("theirdown"), others),
        "theirlocked": (pages.locked("theirlocked"), others),
        "theirreview": (
            pages.in_review("theirreview", pages.theirs, "neighbour"),
            reviewed(others),
        ),
        "formembers": (
            pages.restricted("formembers", PageViewRestriction.LOGIN),
            for_members,
        ),
        "foragroup": (
            pages.restricted("foragroup", PageViewRestriction.GROUPS, [closed_group]),
            others,
        ),
        "frenchdraft": (pages.translated("frenchdraft", public, "fr"), french),
        "frenchoriginal": (
            pages.case("frenchoriginal", language="fr", owner="translator"),
            french,
        ),
        "arabicdraft": (pages.translated("arabicdraft", public, "ar"), all_in),
    }
    return {name: (Page.objects.get(pk=page.pk), rights) for name, (page, rights) in found.items()}


# Who reads what the addresses of these pages lead to, if only to another version of the item.
READERS = {
    frozenset(ROLES): (
        "root", "home", "oursection", "theirsection", "frenchshelf", "arabicshelf", "ourpublic",
        "ourlive", "theirlive", "frenchdraft", "arabicdraft", "ourcommittee", "theircommittee",
        "openquestion", "opensummary",
    ),
    frozenset(ROLES) - {"anonymous", "disabled"}: ("formembers",),
    CHIEFS | {"neighbour"}: ("foragroup",),
    CHIEFS | {"translator"}: ("room", "roomquestion"),
}  # fmt: skip


# What can be linked from everywhere: what is public, and the places on the way.
CHOSEN_BY_ALL = {
    "root", "home", "oursection", "theirsection", "frenchshelf", "arabicshelf", "ourpublic",
    "ourlive", "theirlive", "ourcommittee", "theircommittee", "openquestion",
    "opensummary",
}  # fmt: skip


def make_thing(name, page, said):
    readers = next((who for who, names in READERS.items() if name in names), ())
    choosers = INSIDERS if name in CHOSEN_BY_ALL else said["rights"]["edit"]
    return Thing(
        name, page.pk, said["sees"], said["rights"] | {"read": readers, "choose": choosers}
    )


# Everything -------------------------------------------------------------------------------


def make_section(site, title):
    section = CaseStudyIndexPage(title=title, slug=title.lower())
    return publish(site.knowledge.add_child(instance=section))


def share(group, collection, rights):
    """Let a group have these rights on the pictures and files of a collection."""
    for model in (Image, Document):
        for right in rights:
            GroupCollectionPermission.objects.create(
                group=group,
                collection=collection,
                permission=Permission.objects.get(
                    content_type__app_label=model._meta.app_label,
                    codename=f"{right}_{model._meta.model_name}",
                ),
            )


class World:
    """All things by kind: `world.things["page"]` is a list of Thing."""

    def __init__(self):
        site = read_site()
        self.languages = site.languages
        ours, theirs = make_section(site, "Kenya"), make_section(site, "Nepal")
        self.people = make_people(site, ours, theirs)
        closed = Group.objects.create(name="Invited")
        self.pages = make_pages(site, ours, theirs, self.people, closed)
        self.things = {
            "page": [make_thing(name, *found) for name, found in self.pages.items()],
            "user": [
                Thing(
                    role,
                    person.pk,
                    frozenset({role, "administrator", *WHO_WORKS_WITH.get(role, ())}),
                )
                for role, person in self.people.items()
            ],
        }
        self._add_directory(site)
        self._add_dialogues(site)
        self._add_media(closed)
        self._add_reviews()
        self._add_translations()
        self._add_settings(site)

    def page(self, name):
        return self.pages[name][0]

    def thing(self, kind, name):
        return next(thing for thing in self.things[kind] if thing.name == name)

    def known_to(self, role):
        """The names of the things whose canary this role may meet."""
        return {
            thing.name for things in self.things.values() for thing in things if role in thing.sees
        }

    def _add_directory(self, site):
        directory = make_directory(site)
        make_listings(site)
        ours, theirs = (make_committee(directory, f"{name} committee") for name in ("Open", "Near"))
        asked = self._appoint(ours)
        edits = {"committee", "moderator"}
        own = {
            "sees": frozenset({*edits, "administrator"}),
            "rights": {"edit": edits, "publish": {"moderator"}, "add": {"committee"}},
        }
        told = own | {"rights": own["rights"] | {"tell": {"committee"}}}
        found = {
            "ourcommittee": (ours, own),
            "theircommittee": (theirs, of_page(())),
            "committeedraft": (self._drafted(ours, "committeedraft", "committee"), told),
            "neardraft": (self._drafted(theirs, "neardraft", "moderator"), of_page(())),
        }
        self._add_pages(found)
        profile = make_profile(directory, "Open council")
        self.things["profile"] = [
            Thing(name, pk, rights={"publish": {"moderator"}})
            for name, pk in (("profile", profile.pk), ("committeeprofile", ours.pk))
        ]
        self.things["asked"] = [Thing("askededitor", asked.pk, frozenset({"administrator"}))]

    def _add_pages(self, found):
        for name, (page, said) in found.items():
            self.pages[name] = (Page.objects.get(pk=page.pk), said)
            self.things["page"].append(make_thing(name, *self.pages[name]))

    def _add_dialogues(self, site):
        """An open dialogue, and one in a room to which the translator is invited; in each what is
        shown, what waits for a moderator, and a translation that waits for a second person."""
        guests = Group.objects.create(name="Guests")
        self.people["translator"].groups.add(guests)
        for role, languages in (
            ("translator", {"en": False, "fr": True}),
            ("committee", {"en": False, "fr": False}),
            ("moderator", {"en": False, "fr": False}),
            ("administrator", {"en": False, "fr": True}),
        ):
            for position, (code, writes) in enumerate(languages.items()):
                self.people[role].languages.create(code=code, writes=writes, position=position)
        forum = make_forum(site, "Open forum", slug="open-forum")
        room = make_forum(site, f"Room {word('room')}", slug=word("room", "slug"))
        restrict(room, PageViewRestriction.GROUPS, [guests])
        question = make_dialogue(forum, "Open question", slug="open-question")
        asked = f"Round {word('roomquestion', 'round')}"
        closed = make_dialogue(
            room,
            f"Question {word('roomquestion')}",
            slug=word("roomquestion", "slug"),
            introduction=f"Introduction {word('roomquestion', 'introduction')}",
            rounds=[("round", {"opens_on": timezone.localdate(), "question": asked})],
        )
        invited = of_page((), sees={"translator"})
        question.add_child(instance=SummaryPage(title="What came of it", introduction="A law."))
        self._add_pages(
            {
                "openquestion": (question, of_page(())),
                "opensummary": (publish(SummaryPage.objects.get()), of_page(())),
                "room": (room, invited),
                "roomquestion": (closed, invited),
            }
        )
        self.things |= {"contribution": [], "attachment": [], "draft": []}
        self._converse("open", question, readers=frozenset(ROLES), checkers={"committee"})
        self._converse("room", closed, readers=CHIEFS | {"translator"}, checkers=set())
        summary = self.page("opensummary").translation_key
        answered = {"says": "yes", "language": "en", "said_at": timezone.now()}
        Confirmation.objects.update_or_create(
            summary=summary,
            member=get_user_model().objects.get(email="open@example.org"),
            defaults=answered | {"remark": "Yes."},
        )
        waits = Confirmation.objects.create(
            summary=summary,
            member=self.people["neighbour"],
            remark=f"Remarked {word('waitingremark', 'text')}",
            remark_waits=True,
            **answered,
        )
        self.things["remark"] = [Thing("waitingremark", waits.pk, CHIEFS | {"neighbour"})]

        original = Contribution.objects.get(pk=self.thing("contribution", "openshown").pk)
        translation = say_in(original, "ar", "قيل", author=original.author)
        Report.objects.create(number=uuid4(), contribution=translation, reason="No.")

    def _converse(self, place, dialogue, readers, checkers):
        # Who speaks in public is called so in public.
        speaker = make_member(f"{place}@example.org", name=f"Speaker {place}")
        shown = say(dialogue, speaker, f"Said {word(place + 'shown', 'text')}")
        waiting = say(
            dialogue,
            self.people["neighbour"],
            f"Said {word(place + 'waiting', 'text')}",
            status="waiting",
        )
        declined = say(
            dialogue,
            self.people["neighbour"],
            f"Said {word(place + 'declined', 'text')}",
            status="declined",
        )
        draft = Contribution.objects.create(
            translation_key=shown.translation_key,
            locale=self.languages["fr"],
            original_locale=shown.locale,
            dialogue=shown.dialogue,
            thread=shown,
            draft=f"Dit {word(place + 'draft', 'text')}",
            drafted_by=speaker,
        )
        moderate, checkers = {"moderator"}, {"translator", "moderator", *checkers}
        self.things["contribution"] += [
            Thing(
                f"{place}shown",
                shown.pk,
                readers,
                {"read": readers, "moderate": moderate, "translate": {"translator"}},
            ),
            Thing(
                f"{place}waiting",
                waiting.pk,
                CHIEFS | {"neighbour"},
                {"own": {"neighbour"}, "moderate": moderate},
            ),
            Thing(
                f"{place}declined",
                declined.pk,
                CHIEFS | {"neighbour"},
                {"reply": {"neighbour"}, "moderate": moderate},
            ),
        ]
        for said, name, sees, rights in (
            (shown, "shown", readers, {"read": readers}),
            (waiting, "waiting", CHIEFS | {"neighbour"}, {"own": {"neighbour"}}),
            (declined, "declined", CHIEFS | {"neighbour"}, {"own": {"neighbour"}}),
        ):
            file = attach_file(said, f"{place}{name}file")
            self.things["attachment"].append(
                Thing(f"{place}{name}file", file.pk, sees, rights | {"moderate": moderate})
            )
        self.things["draft"].append(
            Thing(
                f"{place}draft",
                draft.pk,
                frozenset({*checkers, "administrator"}),
                {"check": checkers},
            )
        )

    def _appoint(self, committee):
        """The editor of a committee; gives the invitation of one who has not accepted yet."""
        for email in (address("committee"), address("askededitor")):
            invite_editor(committee, email, "en", None)
        mine, asked = EditorInvitation.objects.order_by("pk")
        accept_appointment(mine, self.people["committee"])
        return asked

    def _drafted(self, committee, name, author):
        said = {field: words(name)[field] for field in ("title", "place", "body")}
        draft = make_update(committee, live=False, slug=word(name, "slug"), **said)
        draft.save_revision(user=self.people[author])
        return draft

    def _add_media(self, closed):
        root = Collection.get_first_root_node()
        kinds = ("collection", "picture", "file", "upload")
        self.things |= {kind: [] for kind in kinds}
        for owner, name in (("editor", "our"), ("neighbour", "their"), (None, "vault")):
            who = {owner} if owner else set()
            folder = root.add_child(name=f"Folder {word(name + 'folder')}")
            if owner:
                share(self.people[owner].groups.get(), folder, ("add", "change", "choose"))
            else:
                restriction = CollectionViewRestriction.objects.create(
                    collection=folder, restriction_type=CollectionViewRestriction.GROUPS
                )
                restriction.groups.add(closed)
            picture = Picture.objects.create(
                title=f"Picture {word(name + 'picture')}",
                file=get_test_image_file_jpeg(size=(90, 60)),
                collection=folder,
                uploaded_by_user=self.people.get(owner),
            )
            file = File.objects.create(
                title=f"File {word(name + 'file')}",
                file=ContentFile(word(name + "file", "content").encode(), name="act.txt"),
                collection=folder,
                uploaded_by_user=self.people.get(owner),
            )
            seen = frozenset({*who, *CHIEFS})
            rights = {"change": who, "choose": {*who, "moderator"}}
            self.things["collection"].append(Thing(f"{name}folder", folder.pk, seen))
            self.things["picture"].append(Thing(f"{name}picture", picture.pk, seen, rights))
            # Files that lie in no closed collection are handed out to everyone.
            readers = seen if name == "vault" else frozenset(ROLES)
            self.things["file"].append(
                Thing(f"{name}file", file.pk, readers, rights | {"read": readers})
            )
            if owner:
                for model, ending in ((Picture, "jpg"), (File, "txt")):
                    upload = UploadedFile.objects.create(
                        for_content_type=ContentType.objects.get_for_model(model),
                        file=ContentFile(b"x", name=f"{word(name + 'upload')}.{ending}"),
                        uploaded_by_user=self.people[owner],
                    )
                    self.things["upload"].append(
                        Thing(f"{name}upload", upload.pk, frozenset(who), {"change": who})
                    )

    def _add_reviews(self):
        task = GroupApprovalTask.objects.create(name=f"Task {word('sparetask')}")
        workflow = Workflow.objects.create(name=f"Workflow {word('spareworkflow')}")
        WorkflowTask.objects.create(workflow=workflow, task=task)
        only = frozenset({"administrator"})
        used = Workflow.objects.exclude(pk=workflow.pk).get()
        self.things["workflow"] = [
            Thing("usedworkflow", used.pk),
            Thing("spareworkflow", workflow.pk, only),
        ]
        self.things["task"] = [
            Thing("usedtask", used.tasks[0].pk),
            Thing("sparetask", task.pk, only),
        ]

    def _add_translations(self):
        source = TranslationSource.objects.get(object_id=self.page("ourpublic").translation_key)
        self.source = Thing("source", source.pk)
        self.translations = {
            f"{language}draft": Translation.objects.get(
                source=source, target_locale=self.languages[code]
            )
            for language, code in (("french", "fr"), ("arabic", "ar"))
        }
        self.segment = StringSegment.objects.get(source=source, context__path="title")
        self.overridable = OverridableSegment.objects.filter(source=source).first()

    def _add_settings(self, site):
        hidden = Redirect.add_redirect(
            f"/{word('secretredirect', 'path')}", redirect_to=self.page("foragroup")
        )
        session = EditingSession.objects.create(
            user=self.people["neighbour"],
            content_type=ContentType.objects.get_for_model(CaseStudyPage),
            object_id=self.page("theirdraft").pk,
            last_seen_at=timezone.now(),
        )
        batch = Batch.objects.create(
            action="translation.submit", title=word("theirbatch"), member=self.people["neighbour"]
        )
        Step.objects.create(
            batch=batch, label=word("theirbatch", "step"), arguments={}, state="failed"
        )
        contact, message = make_contact(ProfilePage.objects.get(kind="ngo"))
        DigestSubscription.objects.create(
            email=f"{word('digest', 'mail')}@example.org", email_mark="x", language="en"
        )
        invited = Invitation.objects.create(
            email=f"{word('invited', 'address')}@example.org", language="en"
        )
        passkey = Authenticator.objects.create(
            user=self.people["colleague"],
            type=Authenticator.Type.WEBAUTHN,
            data={"name": word("theirpasskey"), "credential": {}},
        )
        who, only = {"neighbour", "administrator"}, frozenset({"administrator"})
        self.things |= {
            "redirect": [Thing("secretredirect", hidden.pk, only)],
            "session": [Thing("theirsession", session.pk)],
            "batch": [Thing("theirbatch", batch.pk, frozenset(who), {"see": who})],
            "contact": [Thing("contact", contact.pk, only)],
            "message": [Thing("message", message.pk, frozenset())],
            "record": [Thing("theirgone", make_withdrawn(site, "theirgone").pk, only)],
            "invitation": [Thing("invited", invited.pk, frozenset({"administrator"}))],
            "setting": [Thing("signup", SignUpSetting.load().pk)],
            "passkey": [Thing("theirpasskey", passkey.pk, frozenset())],
            "locale": [Thing(locale.language_code, locale.pk) for locale in Locale.objects.all()],
            "group": [Thing("group", group.pk) for group in Group.objects.all()[:2]],
            "site": [Thing("site", site.pk) for site in Site.objects.all()],
        }


def attach_file(said, name):
    """A file of a contribution."""
    content = ContentFile(word(name, "content").encode(), name=f"{word(name, 'name')}.txt")
    file = attachment_of(content)
    attach(said, [file])
    return file


def make_withdrawn(site, name):
    """The record of an item that was withdrawn."""
    case = make_case(site, live=True, slug=word(name, "slug"), **words(name))
    return withdraw(case)


def make_contact(profile):
    """A contact of an organisation, and what a stranger wrote to them."""
    contact = Contact.objects.create(
        item=profile.translation_key,
        name=f"Name {word('contact', 'name')}",
        email=f"{word('contact', 'mail')}@example.org",
        phone=word("contact", "phone"),
        language="en",
    )
    message = Message.objects.create(
        number=uuid4(),
        contact=contact,
        sender_mark="x",
        sender=f"{word('message', 'mail')}@example.org",
        sender_name=word("message", "name"),
        words=word("message", "words"),
        language="en",
    )
    return contact, message


# Whose names stand on pages that one works on oneself.
WHO_WORKS_WITH = {
    "editor": {"moderator"},
    "neighbour": {"moderator"},
    "translator": {"moderator"},
    "committee": {"moderator"},
}
