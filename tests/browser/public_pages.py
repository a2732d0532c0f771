"""Every type of page, by name: its address, where `{}` is the reader's language."""

import pytest

PUBLIC_PAGES = {
    "front": "/{}/",
    "knowledge": "/{}/knowledge/",
    "cases": "/{}/knowledge/case-studies/",
    # Written in all four languages; in English and French; with a picture (see `furnishing`).
    "case": "/{}/knowledge/case-studies/ghana-national-peace-council/",
    "case-shown-in-english": "/{}/knowledge/case-studies/south-africa-national-peace-accord/",
    "case-with-a-picture": "/{}/knowledge/case-studies/talks-at-the-market/",
    "resources": "/{}/knowledge/resources/",
    "resource": "/{}/knowledge/resources/a-crucial-link/",
    "collections": "/{}/knowledge/collections/",
    "collection": "/{}/knowledge/collections/starting-a-committee/",
    "stakeholders": "/{}/stakeholders/",
    "profile": "/{}/stakeholders/national-peace-council-ghana/",
    "committees": "/{}/committees/",
    "updates": "/{}/updates/",
    "updates-of-a-committee": "/{}/updates/?committee=sample-committee-nepal",
    "committee": "/{}/stakeholders/sample-committee-nepal/",
    "update": "/{}/stakeholders/sample-committee-nepal/a-path-to-the-spring/",
    "forums": "/{}/dialogue/",
    "forum": "/{}/dialogue/law-and-money/",
    # With a thread in many languages.
    "dialogue": "/{}/dialogue/law-and-money/law-or-no-law/",
    "dialogue-as-written": "/{}/dialogue/law-and-money/law-or-no-law/?as-written",
    "summary": "/{}/dialogue/law-and-money/who-pays/what-came-of-it-sample/",
    "by-level": "/{}/stakeholders/by-level/",
    "country-by-level": "/{}/stakeholders/by-level/?country=gh",
    "map": "/{}/stakeholders/map/",
    # To an organisation with a contact (see `furnishing`).
    "message": "/{}/stakeholders/message/fa40c13a-305b-50b9-be1f-e18a0a5fcc64/",
    "message-waits": "/{}/stakeholders/message/waits/",
    "ask-to-be-listed": "/{}/stakeholders/ask/",
    "standing": "/{}/about/",
    "countries": "/{}/knowledge/countries/",
    "country": "/{}/knowledge/countries/gh/",
    "cases-chosen": "/{}/knowledge/case-studies/?region=western-africa&status=active",
    "words-only": "/{}/knowledge/case-studies/ghana-national-peace-council/?text",
    "sign-in": "/{}/account/login/",
    "sign-up": "/{}/account/signup/",
    "not-found": "/{}/knowledge/nothing-here/",
    "styleguide": "/{}/styleguide/",
}
# What an editor of a committee sees when signed in, and where links in mails lead. `{names}` are of
# `furnishing`.
MEMBER_PAGES = {
    "desk": "/{}/desk/",
    "desk-sent": "/{}/desk/?sent={desk_waiting}",
    "desk-correct": "/{}/desk/{desk_returned}/",
    "desk-check": "/{}/desk/{desk_draft}/check/",
    "desk-withdraw": "/{}/desk/{desk_published}/withdraw/",
    "account": "/{}/account/",
    "own-data": "/{}/account/data/",
    "editing-asked": "/{}/stakeholders/editors/{asked}/",
    "editing-of-another": "/{}/stakeholders/editors/{invited}/",
    "editing-taken-on": "/{}/stakeholders/editors/taken-on/",
    "digest": "/{}/digest/",
    "digest-of-a-country": "/{}/digest/gh/",
    "digest-waits": "/{}/digest/waits/",
    "digest-confirm": "/{}/digest/confirm/{digest_asked}/",
    "digest-confirmed": "/{}/digest/confirmed/",
    "digest-leave": "/{}/digest/leave/{digest_left}/",
    "digest-left": "/{}/digest/left/",
    "say": "/{}/dialogue/write/{dialogue}/",
    "answer": "/{}/dialogue/answer/{said}/",
    "correct": "/{}/dialogue/said/{own}/correct/",
    "reply": "/{}/dialogue/said/{own}/reply-to-moderators/",
    "report": "/{}/dialogue/said/{said}/report/",
    "reported": "/{}/dialogue/said/reported/",
    "take-back": "/{}/dialogue/said/{own}/withdraw/",
    "said": "/{}/dialogue/own/",
    "translate": "/{}/dialogue/said/{said}/translate/",
    "translations": "/{}/dialogue/translations/",
    "check": "/{}/dialogue/translations/{draft_to_check}/",
    "confirm": "/{}/dialogue/summary/{summary}/",
    "followed": "/{}/dialogue/follow/",
    "follow": "/{}/dialogue/follow/{dialogue}/",
    "follow-forum": "/{}/dialogue/follow/{forum}/",
    "follow-thread": "/{}/dialogue/said/{said}/follow/",
    "follow-leave": "/{}/dialogue/follow/leave/{following_left}/",
    "follow-left": "/{}/dialogue/follow/left/",
    "withdrawn": "/{}/knowledge/case-studies/withdrawn-case/",
}
STATUS = {"not-found": 404, "withdrawn": 410, "editing-of-another": 403}


def look_at_all(reader, language, pages=PUBLIC_PAGES, **names):
    """Open one after the other; give (name, page) each time."""
    for name, address in pages.items():
        yield name, reader.open(address.format(language, **names), status=STATUS.get(name, 200))


def in_each(languages, at_once):
    """Parametrize `language`: each push looks at one, `make prove` at the others, which is long."""
    later = [pytest.param(code, marks=pytest.mark.slow) for code in languages if code != at_once]
    return pytest.mark.parametrize("language", [at_once, *later])
