"""What is sent to an address: it is looked at, and written to, with what its form holds or nothing.

The forms are those that the administrator is shown there, filled as they come: so a role that may
not write sends what would be taken from those who may.
"""

import json
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlencode

from tests.makers import typed

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    body: str = ""
    content_type: str = FORM

    def __str__(self):
        return f"{self.method} {self.path}" + (f" {self.body[:60]}" if self.body else "")


# Where there is no form to read, or it does not send what matters.
BODIES = {
    "wagtailadmin_pages:add": typed("Words of others", **{"action-publish": "1"}),
    "wagtailadmin_pages:preview_on_add": typed("Words of others"),
    "wagtailadmin_pages:edit": typed("Words of others", **{"action-publish": "1"}),
    "wagtailadmin_pages:preview_on_edit": typed("Words of others"),
    "wagtailadmin_account": {"name_email-name": "Me", "name_email-email": "me@example.org"},
    "wagtailadmin_workflows:enable": {"next": "/admin/pages/"},
    "wagtailadmin_workflows:enable_task": {"next": "/admin/pages/"},
    "wagtailadmin_workflows:remove": {"next": "/admin/pages/"},
    "wagtail_localize:machine_translate": {"next": "/admin/pages/"},
    "wagtail_localize:stop_translation": {"next": "/admin/pages/"},
    "wagtailadmin_pages:workflow_action": {"comment": "Yes", "next": "/admin/pages/"},
    "wagtailadmin_pages:lock": {"next": "/admin/pages/"},
    "wagtailadmin_pages:unlock": {"next": "/admin/pages/"},
    "wagtailadmin_editing_sessions:ping": {"is_editing": "1"},
    "wagtailadmin_dismissibles": {"x": "y"},
    "wagtailadmin_api:pages:action": {"recursive": "true"},
    "stakeholders_contact": {"reason": "To call them"},
    "write_message": {"email": "w@example.org", "words": "Good day"},
    "answer_message": {"answer": "block"},
    "dialogue_moderate": {"answer": "approve"},
    "dialogue_reported_translation": {"answer": "keep"},
    "stakeholders_show_on_map": {"precision": "nowhere"},
    "stakeholders_editors": {"answer": "appoint", "email": "w@example.org", "language": "en"},
}
# What is sent here is shown there.
FORM_ELSEWHERE = {
    "wagtailadmin_pages:revisions_revert": lambda path: path.partition("revisions/")[0] + "edit/",
}
OTHER_METHODS = {
    "wagtail_localize:edit_string_translation": ("PUT", "DELETE"),
    "wagtail_localize:edit_override": ("PUT", "DELETE"),
    "wagtailadmin_dismissibles": ("PATCH",),
}
OTHER_BODIES = {"PUT": urlencode({"value": "https://example.org/word"}), "PATCH": '{"x": true}'}


def requests_for(target, forms):
    """All that is asked at a place. `forms` holds what is known by now, {path: form}."""
    yield Request("GET", target.path)
    body = BODIES.get(target.key)
    if body is None:
        body = forms.get(FORM_ELSEWHERE.get(target.key, str)(target.path))
    if body:
        yield Request("POST", target.path, urlencode(body, doseq=True))
    yield Request("POST", target.path)
    for method in OTHER_METHODS.get(target.key, ()):
        kind = "application/json" if method == "PATCH" else FORM
        yield Request(method, target.path, OTHER_BODIES.get(method, ""), kind)


# Forms --------------------------------------------------------------------------------------


class Forms(HTMLParser):
    """The forms of a page that are posted: a list of (action, [(name, value)])."""

    def __init__(self):
        super().__init__()
        self.found, self._open, self._select, self._text = [], None, None, None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form" and attributes.get("method", "").lower() == "post":
            self._open = []
            self.found.append((attributes.get("action") or "", self._open))
        if self._open is None or "disabled" in attributes:
            return
        name, value = attributes.get("name"), attributes.get("value")
        if tag == "input" and name:
            kind = attributes.get("type", "text")
            if kind not in {"checkbox", "radio", "file"} or "checked" in attributes:
                default = "on" if kind == "checkbox" else ""
                self._open.append((name, default if value is None else value))
        elif tag == "select" and name:
            self._select = name
        elif tag == "option" and self._select and "selected" in attributes:
            self._open.append((self._select, value or ""))
        elif tag == "textarea" and name:
            self._text = (name, [])

    def handle_data(self, data):
        if self._text:
            self._text[1].append(data)

    def handle_endtag(self, tag):
        if tag == "textarea" and self._text and self._open is not None:
            self._open.append((self._text[0], "".join(self._text[1]).lstrip("\n")))
            self._text = None
        elif tag == "select":
            self._select = None
        elif tag == "form":
            self._open = None


def form_in(html, path):
    """What the form that is posted to `path` sends as it stands, else nothing."""
    if html.startswith("{"):  # a dialog
        html = json.loads(html).get("html") or ""
    forms = Forms()
    forms.feed(html)
    own = {path, path.partition("?")[0], ""}
    sent = [fields for action, fields in forms.found if action in own]
    if not sent:
        return {}
    body = {}
    for name, value in max(sent, key=len):
        if name != "csrfmiddlewaretoken":
            body.setdefault(name, []).append(value)
    return body
