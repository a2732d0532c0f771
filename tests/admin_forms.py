"""What a browser sends from the forms of the admin."""

from django.urls import reverse
from wagtail.test.utils.form_data import (
    nested_form_data,
    querydict_from_html,
    rich_text,
    streamfield,
)

# The lists of a case study, empty: scripts draw them, so they are not found in the page.
LISTS = {name: streamfield([]) for name in ("timeline", "outcomes", "failures", "lessons")}


def form_at(client, address):
    """What the browser would send from the page form at this address, nothing changed."""
    return querydict_from_html(client.get(address).text, form_id="page-edit-form").dict()


def send(client, address, data):
    response = client.post(address, data)
    assert response.status_code == 302, response.context and response.context["form"].errors
    return response


def text(words):
    return streamfield([("text", rich_text(f"<p>{words}</p>"))])


def editing(client, page, **changed):
    """Publish a page from its form in the admin, with these fields changed."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = form_at(client, address) | {"action-publish": "action-publish"}
    data |= nested_form_data(changed)
    return lambda: send(client, address, data)
