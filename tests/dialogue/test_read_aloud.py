"""Who hears the pages of a dialogue finds their way by headings and landmarks."""

from html.parser import HTMLParser

import pytest
from django.urls import resolve
from wagtail.models import Locale

from dialogue.models import Confirmation, Contribution, DialoguePage, SummaryPage
from dialogue.urls import urlpatterns
from dialogue.vocabularies import Status
from tests.dialogue.doing import say_in, signed_in
from tests.makers import committed, make_reader, make_trusted, publish, say

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

OF_A_DIALOGUE = "/{}/dialogue/peace/law-or-no-law/"
PAGES = {
    "forums": "/{}/dialogue/",
    "forum": "/{}/dialogue/peace/",
    "dialogue": OF_A_DIALOGUE,
    "dialogue as written": OF_A_DIALOGUE + "?as-written",
    "summary": OF_A_DIALOGUE + "what-came-of-it/",
    "write": "/{}/dialogue/write/{dialogue}/",
    "answer": "/{}/dialogue/answer/{said}/",
    "correct": "/{}/dialogue/said/{own}/correct/",
    "correct what came back": "/{}/dialogue/said/{returned}/correct/",
    "reply": "/{}/dialogue/said/{returned}/reply-to-moderators/",
    "report": "/{}/dialogue/said/{said}/report/",
    "reported": "/{}/dialogue/said/reported/",
    "withdraw": "/{}/dialogue/said/{own}/withdraw/",
    "own": "/{}/dialogue/own/",
    "translate": "/{}/dialogue/said/{said}/translate/",
    "check": "/{}/dialogue/translations/{draft}/",
    "drafts": "/{}/dialogue/translations/",
    "followed": "/{}/dialogue/follow/",
    "follow a dialogue": "/{}/dialogue/follow/{dialogue}/",
    "follow a forum": "/{}/dialogue/follow/{forum}/",
    "follow a thread": "/{}/dialogue/said/{said}/follow/",
    "left": "/{}/dialogue/follow/left/",
    "confirm": "/{}/dialogue/summary/{summary}/",
    "report a remark": "/{}/dialogue/summary/remark/{remark}/report/",
}
REFUSED = [
    "write",
    "answer",
    "correct",
    "reply",
    "report",
    "report a remark",
    "translate",
    "check",
    "confirm",
]
LANDMARKS = {"nav", "aside", "section", "form", "search"}


class Heard(HTMLParser):
    """What a screen reader counts: [level of each heading] and [(landmark, its name, where)]."""

    def __init__(self, html):
        super().__init__()
        self.levels, self.landmarks, self.ids, self.empty = [], [], [], []
        self._words, self._open = None, []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.ids += [attributes["id"]] if "id" in attributes else []
        if tag in {"main", "header", "footer"} or tag in LANDMARKS:
            label = attributes.get("aria-label") or attributes.get("aria-labelledby")
            self.landmarks.append((tag, label, tuple(self._open)))
            self._open.append(tag)
        if tag in {f"h{level}" for level in range(1, 7)}:
            self.levels.append(int(tag[1]))
            self._words = ""

    def handle_endtag(self, tag):
        if self._open and tag == self._open[-1]:
            self._open.pop()
        if self._words is not None and tag[0] == "h" and tag[1:].isdecimal():
            self.empty += [] if self._words.strip() else [tag]
            self._words = None

    def handle_data(self, words):
        if self._words is not None:
            self._words += words

    def faults(self):
        if self.levels.count(1) != 1 or self.levels[0] != 1:
            yield f"the headings begin {self.levels}"
        for above, level in zip(self.levels, self.levels[1:], strict=False):
            if level > above + 1:
                yield f"h{level} follows h{above}"
        yield from (f"{tag} says nothing" for tag in self.empty)
        found = [name for name, _label, _within in self.landmarks]
        for name in ("main", "footer"):
            if found.count(name) != 1:
                yield f"{found.count(name)} {name}"
        labels = [label for name, label, _within in self.landmarks if name == "nav"]
        if None in labels or len(set(labels)) != len(labels):
            yield f"the menus are called {labels}"
        asides = [label for name, label, _within in self.landmarks if name == "aside"]
        if len(asides) > 1 and (None in asides or len(set(asides)) != len(asides)):
            yield f"what stands beside is called {asides}"
        for name, _label, within in self.landmarks:
            if name == "main" and within:
                yield f"main stands within {within}"
        if len(set(self.ids)) != len(self.ids):
            yield "two have the same id"


@pytest.fixture
def asha(db):
    """Writes Arabic, reads English, and is trusted."""
    return make_trusted(make_reader("asha@example.org", "en", writes=["ar", "fr"]))


@pytest.fixture
def names(forum, dialogue, asha):
    """What stands in the addresses of a dialogue in which something of each kind was said."""
    kofi = make_reader("kofi@example.org", writes=["en", "ar", "fr"], name="Kofi")
    said = say(dialogue, kofi, "A law gives money.\n\n- and rights\n- and duties", approved=True)
    own = say(dialogue, asha, "And a name.", answers=said, approved=True)
    returned = say(dialogue, asha, "Names.", status=Status.RETURNED)
    Contribution.objects.filter(pk=returned.pk).update(note="Without names, please.")
    say(dialogue, kofi, "Taken back.", status=Status.HIDDEN)
    say_in(own, "fr", "Et un nom.")
    drafts = {}
    for code in ("ar", "fr"):
        locale = Locale.objects.get(language_code=code)
        drafts[code] = Contribution.objects.create(
            translation_key=said.translation_key,
            locale=locale,
            original_locale=said.locale,
            dialogue=said.dialogue,
            thread=said.thread,
            draft="[A law]",
            drafted_by=kofi,
        )
    rounds = [("round", {"opens_on": dialogue.opens_on, "question": "Whose law?"})]
    summary = SummaryPage(title="What came of it", introduction="A law.", live=False)
    with committed():
        dialogue.add_child(instance=summary)
        publish(SummaryPage.objects.get())
        publish(DialoguePage.objects.get(pk=dialogue.pk), rounds=rounds)
    remark = Confirmation.objects.get(member=kofi)
    remark.says, remark.remark, remark.language = "yes", "So it is.", "en"
    remark.save()
    return {
        "forum": forum.translation_key,
        "dialogue": dialogue.translation_key,
        "said": said.pk,
        "own": own.pk,
        "returned": returned.pk,
        "draft": drafts["ar"].pk,
        "summary": summary.translation_key,
        "remark": remark.pk,
    }


@pytest.mark.parametrize("language", ["en", "ar"])
def test_headings_and_landmarks_say_where_one_is(names, asha, language):
    reader, wrong = signed_in(asha), []
    for name, address in PAGES.items():
        answer = reader.get(address.format(language, **names))
        assert answer.status_code == 200, name
        wrong += [f"{name}: {fault}" for fault in Heard(answer.text).faults()]
    for name in REFUSED:
        answer = reader.post(PAGES[name].format(language, **names), {})
        assert answer.status_code == 422, name
        wrong += [f"{name}, refused: {fault}" for fault in Heard(answer.text).faults()]
    assert not wrong, "\n".join(wrong)


def test_no_page_of_a_dialogue_is_forgotten(names):
    asked = {
        resolve(PAGES[name].format("en", **names).partition("?")[0]).url_name for name in PAGES
    }
    # Leads elsewhere; is no page; comes by mail; is for moderators.
    others = {"contribution", "contribution_attachment", "leave_following", "take_out_remark"}
    assert {pattern.name for pattern in urlpatterns} - others <= asked


@pytest.mark.parametrize(
    "html",
    [
        "<main><h2>Talks</h2></main><footer></footer>",
        "<main><h1>Talks</h1><h3>Words</h3></main><footer></footer>",
        "<main><h1> </h1></main><footer></footer>",
        "<main><h1>Talks</h1><nav></nav></main><footer></footer>",
        "<main><h1>Talks</h1><aside></aside><aside></aside></main><footer></footer>",
        "<h1>Talks</h1><footer></footer>",
    ],
)
def test_the_watch_is_awake(html):
    assert list(Heard(html).faults())
