"""The doors of the admin that take pictures and files, knocked at as any program can.

Each sends one upload and gives an `Answer`. Django's own test client would tidy its name up.
"""

import html
import json
import re
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.urls import reverse

from core.models import File, Picture
from tests.hostile.documents import PDF
from tests.hostile.pictures import small
from tests.makers import committed

BOUNDARY = "between-the-fields"
ERROR = re.compile(r'<p class="error-message">(.*?)</p>', re.S)


@dataclass
class Answer:
    """What came back: whether the file was taken, what was said of it, and all of it."""

    status: int
    taken: bool
    said: str
    text: str


def post(client, address, fields, file_field, data, called):
    """Post a form with a file, its name sent as it is; what waits for a commit is done."""
    name = called if isinstance(called, bytes) else called.encode()
    begin = f"--{BOUNDARY}\r\nContent-Disposition: form-data; name="
    parts = [f'{begin}"{field}"\r\n\r\n{value}\r\n' for field, value in fields.items()]
    before = "".join(parts) + f'{begin}"{file_field}"; filename="'
    after = b'"\r\nContent-Type: image/jpeg\r\n\r\n' + data
    body = before.encode() + name + after + f"\r\n--{BOUNDARY}--\r\n".encode()
    with committed():
        return client.generic("POST", address, body, f"multipart/form-data; boundary={BOUNDARY}")


def _of_a_page(response):
    said = "" if response.status_code == 302 else " ".join(ERROR.findall(response.text))
    return Answer(
        response.status_code, response.status_code == 302, html.unescape(said), response.text
    )


def _refused_at_once(response):
    return Answer(response.status_code, False, response.text, response.text)


def add(app):
    def door(client, data, called, title="Market day"):
        address = reverse(f"{app}:add")
        return _of_a_page(post(client, address, {"title": title}, "file", data, called))

    return door


def add_many(app):
    """The title is the name of the file, where no other is sent."""

    def door(client, data, called, title=None):
        fields = {} if title is None else {"title": title}
        response = post(client, reverse(f"{app}:add_multiple"), fields, "files[]", data, called)
        if response.status_code != 200:
            return _refused_at_once(response)
        told = json.loads(response.text)
        said = told.get("error_message", "")
        return Answer(200, told["success"], html.unescape(said), told.get("form", ""))

    return door


def choose(app, prefix):
    def door(client, data, called, title="Market day"):
        fields = {f"{prefix}-title": title}
        address = reverse(f"{app}_chooser:create")
        response = post(client, address, fields, f"{prefix}-file", data, called)
        if response.status_code != 200:
            return _refused_at_once(response)
        told = json.loads(response.text)
        text = told.get("html") or told.get("htmlFragment") or ""
        said = html.unescape(" ".join(ERROR.findall(text)))
        return Answer(response.status_code, told["step"] == "chosen", said, text)

    return door


def replace(app, model, data):
    def before(client):
        """What is to be replaced is there already, and has been looked at."""
        former = model.objects.create(title="Former", file=ContentFile(data, name="x"))
        client.get(reverse(f"{app}:edit", args=[former.pk]))

    def door(client, data, called, title="Market day"):
        address = reverse(f"{app}:edit", args=[model.objects.get().pk])
        return _of_a_page(post(client, address, {"title": title}, "file", data, called))

    door.before = before
    return door


PICTURE_DOORS = {
    "add": add("wagtailimages"),
    "add many": add_many("wagtailimages"),
    "choose": choose("wagtailimages", "image-chooser-upload"),
    "replace": replace("wagtailimages", Picture, small("PNG")),
}
FILE_DOORS = {
    "add": add("wagtaildocs"),
    "add many": add_many("wagtaildocs"),
    "choose": choose("wagtaildocs", "document-chooser-upload"),
    "replace": replace("wagtaildocs", File, PDF),
}


def import_table(client, data, called):
    """The door for the file of the directory."""
    address = reverse("profiles:import")
    return _of_a_page(post(client, address, {"language": "en"}, "file", data, called))
