"""Fill the dialogues of the site with hostile texts, through the forms that people use in them.

Run as `tests.hostile.write`. Writes down, as JSON:

- `answers`, `stored` and `broken`, as there
- `pages`: the addresses of the public pages, and `feeds`
- `own`: those of the pages that the author of most of it sees when signed in
- `screens`: those on which moderators decide, and editors write
- `sessions`: of that author and of two moderators, one of whom has the admin in Arabic
"""

import json
import re
import sys
from itertools import cycle
from pathlib import Path

import django

from tests.hostile.write import packs, typing

LANGUAGES = ["en", "ar"]
EACH = 6  # of many of one kind
TABLES = [
    "dialogue.Contribution", "dialogue.FormerText", "dialogue.Report", "dialogue.Pause",
    "dialogue.Confirmation", "dialogue.ForumPage", "dialogue.DialoguePage", "dialogue.SummaryPage",
]  # fmt: skip


def write_dialogues(client, ready, say):
    """All that runs, one beside the other, and some of everything else in long texts."""
    from tests.hostile.dialogue_doors import DIALOGUE_DOORS
    from tests.hostile.texts import TEXTS

    stored = [text.text for text in TEXTS if not re.search(r"\0|\\u0000", text.text)]
    scripts = [text.text for text in TEXTS if text.runs and text.text in stored]
    for door in DIALOGUE_DOORS:
        for pack in packs(scripts, door.most):
            say(door.name, door.send(client, ready, " ".join(pack)))
        for pack in packs(stored, door.most, together=len(stored)):
            say(door.name, door.send(client, ready, " ".join(pack)))
    rest_on_what_was_said()


def rest_on_what_was_said():
    from dialogue.models import SummaryContribution
    from tests.hostile.dialogue_doors import dialogue_of, summary_of
    from tests.makers import publish

    rests = [SummaryContribution(number=one.pk) for one in hostile().in_thread(key_of_ready())]
    publish(summary_of(dialogue_of()), contributions=rests)


def key_of_ready():
    from tests.hostile.dialogue_doors import dialogue_of

    return dialogue_of().translation_key


def hostile():
    from dialogue.models import Contribution

    return Contribution.objects.filter(text__contains="fire(")


def paged(address, count, per_page):
    return [f"{address}?page={number}" for number in range(1, count // per_page + 2)]


def pages():
    """The forums, their dialogues and the summaries; of those with many, all pages."""
    from core.languages.addresses import reader_path
    from core.paging import PER_PAGE
    from dialogue.models import Confirmation, Contribution, DialoguePage, ForumPage, SummaryPage
    from dialogue.thread import PER_PAGE as PER_THREAD
    from tests.hostile.dialogue_doors import dialogue_of, summary_of

    ready, found = dialogue_of(), []
    forum, summary = ForumPage.objects.get(title="Ready"), summary_of(ready)
    said = Contribution.objects.in_thread(ready.translation_key).count()
    forums, dialogues = ForumPage.objects.readable(), DialoguePage.objects.readable()
    for language in LANGUAGES:
        found += paged(reader_path(forum.get_parent().specific, language), forums.count(), PER_PAGE)
        found += paged(reader_path(forum, language), dialogues.count(), PER_PAGE)
        found += paged(reader_path(ready, language), said, PER_THREAD)
        remarks = Confirmation.objects.with_remarks().count()
        found += paged(reader_path(summary, language), remarks, PER_PAGE)
        found.append(f"{reader_path(ready, language)}?as-written")
    summaries = SummaryPage.objects.readable()
    dialogues = dialogues.exclude(title="Summarised")  # there its summary begins
    parents = [page.get_parent().specific for page in summaries[::EACH]]
    some = (*forums, *dialogues, *summaries, *parents)
    return found + [
        reader_path(page, language) for page, language in zip(some, cycle(LANGUAGES), strict=False)
    ]


def feeds():
    """A feed holds what appeared last: the hostile words that others read."""
    from django.urls import reverse
    from django.utils import timezone
    from django.utils.translation import override

    hostile().originals().filter(status="shown").update(appeared_at=timezone.now())
    found = []
    for language in LANGUAGES:
        with override(language):
            found.append(reverse("dialogue_feed", args=[key_of_ready()]))
    return found


def own(author):
    """What they see of what they said, and the forms that hold or quote it."""
    from django.urls import reverse
    from django.utils.translation import override

    from core.paging import PER_PAGE
    from dialogue.models import Contribution

    mine = Contribution.objects.originals().filter(author=author)
    shown = hostile().originals().filter(status="shown")
    forms = {
        "correct_contribution": shown.filter(author=author),
        "withdraw_contribution": shown.filter(author=author),
        "answer_contribution": shown,
        "report_contribution": shown,
        "translate_contribution": shown,
        "reply_to_moderators": Contribution.objects.answerable().filter(author=author),
    }
    found = []
    for language in LANGUAGES:
        with override(language):
            found += paged(reverse("own_contributions"), mine.count(), PER_PAGE)
            found.append(reverse("contribution_drafts"))
            for name, rows in forms.items():
                found += [reverse(name, args=[row.pk]) for row in rows.order_by("-pk")[:EACH]]
    return found


def screens():
    """Where moderators look at it, and decide; where pages are written."""
    from django.urls import reverse

    from core.paging import PER_PAGE
    from dialogue.models import Confirmation, Contribution, DialoguePage, ForumPage, SummaryPage
    from tests.hostile.dialogue_doors import dialogue_of, summary_of

    originals = Contribution.objects.originals()
    looked_at = [
        originals.filter(reports__reason__contains="fire("),
        originals.filter(note__contains="fire("),
        originals.filter(answer__contains="fire("),
        originals.filter(former_texts__text__contains="fire("),
        originals.filter(pauses__reason__contains="fire("),
        originals.filter(answers__text__contains="fire("),
        originals.filter(attachments__shows__contains="fire("),
        originals.filter(translation_key__in=hostile().translations().values("translation_key")),
        hostile().originals(),
    ]
    found = paged(reverse("dialogue_queue"), originals.count(), PER_PAGE)
    for rows in looked_at:
        pks = sorted(set(rows.values_list("pk", flat=True)))
        assert pks, str(rows.query)
        found += [reverse("dialogue_moderate", args=[pk]) for pk in pks[:: len(pks) // EACH or 1]]
    found.append(reverse("dialogue_pauses"))
    drafts = Contribution.objects.exclude(draft="").order_by("pk")
    found += paged("/en/dialogue/translations/", drafts.count(), PER_PAGE)
    found += paged("/ar/dialogue/translations/", drafts.count(), PER_PAGE)
    found += [f"/ar/dialogue/translations/{draft.pk}/" for draft in drafts[: EACH * EACH]]
    for one in Confirmation.objects.with_remarks()[:EACH]:
        found.append(f"/ar/dialogue/summary/remark/{one.pk}/")
    for model, field in (
        (ForumPage, "title"), (DialoguePage, "title"), (SummaryPage, "introduction")
    ):  # fmt: skip
        pages = model.objects.filter(**{f"{field}__contains": "fire("})[:EACH]
        assert pages, model
        for page in pages:
            found.append(reverse("wagtailadmin_pages:edit", args=[page.pk]))
            found.append(reverse("wagtailadmin_pages:history", args=[page.pk]))
        if model is DialoguePage:
            found.append(reverse("dialogue_closing", args=[page.pk]))
    found.append(reverse("wagtailadmin_pages:edit", args=[summary_of(dialogue_of()).pk]))
    return found


def sessions(client, ready):
    """{who: the key of a session}."""
    from django.contrib.auth import get_user_model
    from wagtail.users.models import UserProfile

    arab = get_user_model().objects.create_superuser("arab@example.org", "pass")
    UserProfile.objects.create(user=arab, preferred_language="ar")
    found = {}
    for name, member in (("author", ready.editor), ("arab", arab)):
        browser = client.stranger()
        browser.force_login(member)
        found[name] = browser.cookies["sessionid"].value
    return found | {"moderator": client.cookies["sessionid"].value}


def main(path):
    from django.apps import apps

    with typing() as (client, ready, answers):
        write_dialogues(client, ready, answers.note)
        written = {
            "answers": answers.kept(),
            "pages": pages(),
            "feeds": feeds(),
            "own": own(ready.editor),
            "screens": screens(),
            "sessions": sessions(client, ready),
            "stored": {name: apps.get_model(name).objects.count() for name in TABLES},
            "broken": client.broken,
        }
    Path(path).write_text(json.dumps(written))


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
