"""Things that the demo site lacks and some screens of the admin need.

A program of its own, because the walks themselves ask no database. It runs on the one named by
DATABASE_URL, and its last line gives, in JSON, the numbers that stand in addresses of screens.
"""

import json
import uuid
from io import BytesIO

import django
from PIL import Image

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import Group  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.contrib.redirects.models import Redirect  # noqa: E402
from wagtail.models import Collection, Locale, Page, Site, Task, Workflow  # noqa: E402
from wagtail_localize.models import StringSegment, Translation, TranslationSource  # noqa: E402

from core.actions import withdraw  # noqa: E402
from core.models import File, Picture  # noqa: E402
from core.models.batch import Batch, Step  # noqa: E402
from dialogue.actions import follow  # noqa: E402
from dialogue.following_mails import LEAVERS  # noqa: E402
from dialogue.models import Contribution, Report  # noqa: E402
from dialogue.vocabularies import HowOften  # noqa: E402
from members.models import Invitation, SignUpSetting  # noqa: E402
from stakeholders import digests  # noqa: E402
from stakeholders.models import (  # noqa: E402
    Contact,
    DigestSubscription,
    EditorInvitation,
    UpdatePage,
)
from stakeholders.models.contact import mark_of  # noqa: E402
from tests.makers import make_case, read_site, say  # noqa: E402

CASES = {
    "ghana": "ghana-national-peace-council",
    "accord": "south-africa-national-peace-accord",
    "burundi": "burundi-local-peace-committees",
    "nepal": "nepal-local-peace-committees",
    "cases": "case-studies",
    "council": "national-peace-council-ghana",
    "knowledge": "knowledge",
}


def page(slug, language="en"):
    return Page.objects.get(slug=slug, locale__language_code=language).specific


def pages():
    """Originals by name, and the versions that walks need besides."""
    yield from ((name, page(slug).pk) for name, slug in CASES.items())
    yield "home", page(CASES["cases"]).get_parent().get_parent().pk
    yield "ghana_in_french", page(CASES["ghana"], "fr").pk
    yield "accord_in_french", page(CASES["accord"], "fr").pk
    yield "nepal_in_nepali", page(CASES["nepal"], "ne").pk


def translations():
    """The draft, and the source of what is translated by it."""
    source = TranslationSource.objects.get(object_id=page(CASES["accord"]).translation_key)
    yield "source", source.pk
    french = Locale.objects.get(language_code="fr")
    yield "translation", Translation.objects.get(source=source, target_locale=french).pk
    yield "string", StringSegment.objects.filter(source=source).first().pk


def states():
    """A page that is locked, one that waits for a reviewer, and one with an older revision."""
    editor = get_user_model().objects.get(email="editor@example.org")
    locked = page(CASES["burundi"], "ar")
    locked.locked, locked.locked_by, locked.locked_at = True, editor, timezone.now()
    locked.save()
    waiting = page(CASES["nepal"], "fr")
    waiting.save_revision(user=editor)
    review = waiting.get_workflow().start(waiting, editor)
    yield "locked", locked.pk
    yield "waiting", waiting.pk
    yield "review", review.pk
    yield "review_task", review.current_task_state.task_id
    yield "review_step", review.current_task_state_id
    ghana = page(CASES["ghana"])
    yield "revision", ghana.latest_revision_id
    ghana.save_revision(user=editor)


def files():
    collection = Collection.get_first_root_node().add_child(name="Maps")
    yield "collection", collection.pk
    market = Picture.objects.create(title="Market", file=photo())
    market.contextual_alt_text = "People at a market"
    body = [("picture", {"image": market, "caption": "A market"}), ("text", "<p>It rained.</p>")]
    make_case(read_site(), "Talks at the market", slug="talks-at-the-market", body=body)
    yield "picture", market.pk
    yield "file", File.objects.create(title="Act", file=ContentFile(b"An act", name="act.txt")).pk


def photo():
    """A picture that takes its time on a slow line."""
    kept = BytesIO()
    Image.effect_noise((90, 60), 24).resize((900, 600)).save(kept, "JPEG")
    return ContentFile(kept.getvalue(), name="market.jpg")


def a_batch():
    """One that the editor has started, whose only step failed."""
    editor = get_user_model().objects.get(email="editor@example.org")
    batch = Batch.objects.create(
        action="translation.submit", title="Translate “A case”", member=editor
    )
    Step.objects.create(batch=batch, label="A case: French", arguments={}, state="failed")
    yield "batch", batch.pk


def people_around():
    """A contact, an invitation, and a site where everybody may open an account."""
    yield (
        "contact",
        Contact.objects.create(
            item=page("accord").translation_key,
            name="Sample",
            email="contact@example.org",
            language="en",
        ).pk,
    )
    yield "invitation", Invitation.objects.create(email="new@example.org", language="ne").pk
    SignUpSetting.objects.update_or_create(defaults={"policy": "open"})
    yield "sign_up", SignUpSetting.load().pk


def desks():
    """What the editor of the sample committee in Nepal has before them, and links from mails."""
    states = {"desk_draft": "(नमुना)", "desk_waiting": "बाटोबारे", "desk_returned": "विद्यालय"}
    own = UpdatePage.objects.originals().filter(owner__email="nepal@example.org")
    for name, begins in states.items():
        yield name, own.filter(draft_title__contains=begins).order_by("pk").first().pk
    yield "desk_published", page("a-path-to-the-spring", "ne").pk
    committee = page("sample-committee-nepal", "ne").translation_key
    yield "committee", page("sample-committee-nepal", "ne").pk
    for name, email in (("invited", "new@example.org"), ("asked", "nepal@example.org")):
        invitation = EditorInvitation.objects.create(
            committee=committee, email=email, email_mark=mark_of(email), language="ne"
        )
        yield name, invitation.token
    follows = DigestSubscription.objects.create(
        email="reader@example.org",
        email_mark=mark_of("reader@example.org"),
        language="en",
        committee=committee,
    )
    yield "digest_asked", digests.ASKERS.token(*follows.key)
    yield "digest_left", digests.LEAVERS.token(*follows.key)


def dialogues():
    """An open dialogue, what somebody said in it, and what the editor of the sample committee in
    Nepal has to do there, who speaks all languages and is trusted."""
    question, money = page("law-or-no-law", "fr"), page("who-pays")
    nepal = get_user_model().objects.get(email="nepal@example.org")
    for position, locale in enumerate(Locale.objects.all()):
        nepal.languages.create(code=locale.language_code, writes=True, position=position)
    own, _again = (say(money, nepal, f"Said {n}.", approved=True) for n in ("once", "twice"))
    returned = say(question, nepal, "Names.", status="returned")
    Contribution.objects.filter(pk=returned.pk).update(note="Without names, please.")
    draft = Contribution.objects.create(
        translation_key=own.translation_key,
        locale=Locale.objects.get(language_code="fr"),
        original_locale=own.locale,
        dialogue=own.dialogue,
        thread=own,
        draft="Dit une fois.",
        drafted_by=get_user_model().objects.get(email="editor@example.org"),
    )
    yield "dialogue", str(question.translation_key)
    yield "question", question.pk
    yield "forum", str(page("law-and-money").translation_key)
    said = Contribution.objects.in_thread(question.translation_key).first()
    for item, how in ((question, HowOften.WEEKLY), (said.thread, HowOften.AT_ONCE)):
        follow(nepal, item, how)
    yield "said", said.pk
    yield "own", returned.pk
    yield "waits", Contribution.objects.originals().waiting().first().pk
    yield "draft_to_check", draft.pk
    translated = Contribution.objects.translations().filter(dialogue=question.translation_key)
    translated = translated.filter(status="shown").first()
    Report.objects.create(number=uuid.uuid4(), contribution=translated, reason="It says more.")
    yield "reported_translation", translated.pk
    yield "summary", str(page("what-came-of-it-sample").translation_key)
    yield "following_left", LEAVERS.token(nepal.pk, question.translation_key)


def withdrawn():
    """A case of which its address says that it was withdrawn."""
    yield "withdrawn", withdraw(make_case(read_site(), "Withdrawn case"), notice=True).pk


def everything_else():
    yield "redirect", Redirect.objects.create(old_path="/old", redirect_link="/en/").pk
    yield "member", get_user_model().objects.get(email="nepal@example.org").pk
    yield "group", Group.objects.get(name="Network editors").pk
    yield "french", Locale.objects.get(language_code="fr").pk
    yield "site", Site.objects.get().pk
    yield "workflow", Workflow.objects.get().pk
    yield "task", Task.objects.get().pk


PARTS = [
    pages,
    translations,
    states,
    files,
    a_batch,
    people_around,
    desks,
    dialogues,
    withdrawn,
    everything_else,
]

if __name__ == "__main__":
    made = {}
    for part in PARTS:
        made.update(part())
    call_command("update_index", verbosity=0)  # no worker runs beside the walks
    print(json.dumps(made))
