"""Where the editors of a committee type at their desk."""

import re
import uuid

from tests.hostile.doors import door, picture_file


def at_the_desk(client, ready):
    """The editor of the committee, at a browser of their own."""
    editor = client.stranger()
    editor.follows = False
    editor.force_login(ready.editor)
    return editor


def write_update(client, ready, **fields):
    """Write, look at it, send it; gives the look at it, or the refusal."""
    editor = at_the_desk(client, ready)
    form = {
        "number": str(uuid.uuid4()),
        "title": "Words",
        "text": "We met.",
        "shows": "",
        "date": "2026-03-01",
        "language": "en",
        "committee": ready.committee.slug,
    }
    answer = editor.post("/en/desk/", form | fields)
    if answer.status_code != 302:
        return answer
    answer, check = editor.get(answer["Location"]), answer["Location"]
    seen = re.search(r'name="seen" value="(\d+)"', answer.text)[1]
    editor.post(check, {"checked": "on", "seen": seen})
    editor.get("/en/desk/")
    editor.get(check.removesuffix("check/"))
    return answer


@door("title of an update at the desk", most=255)
def title(client, ready, text):
    return write_update(client, ready, title=text)


@door("words of an update at the desk", most=190)
def words(client, ready, text):
    return write_update(client, ready, text=f"{text}\n\n- {text}", photo=picture_file(), shows=text)


@door("choices at the desk", most=4_000)
def choices(client, ready, text):
    names = ("number", "date", "language", "committee", "kept", "without_photo")
    for name in names:
        write_update(client, ready, **{name: text})
    editor = at_the_desk(client, ready)
    editor.get("/en/desk/", {"sent": text, "page": text})
    return editor.post("/en/desk/", dict.fromkeys(names, text))
