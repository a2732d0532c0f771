"""What becomes of a document: judged by its content, kept apart, handed out as a download only."""

import json
import re
import tempfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import BaseViewRestriction, Collection, CollectionViewRestriction, UploadedFile

from core.files import MEDIA_TYPES, file_ending
from core.models import File
from tests.hostile import documents
from tests.hostile.documents import MAIN, PDF, archive, office, open_document
from tests.hostile.downloads import assert_says_the_same, assert_tells_nothing
from tests.hostile.files import TELLING_DOCUMENTS

pytestmark = pytest.mark.one_database


@pytest.fixture(autouse=True)
def temporary(settings, tmp_path, monkeypatch):
    """A temporary folder of the test's own, which every upload passes through."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


# Files to send ---------------------------------------------------------------


TAKEN = {
    "pdf": PDF,
    "txt": "Paix, शान्ति, سلام\n".encode(),
    "csv": b"name,country\nAmal,NP\n",
    "epub": open_document("epub"),
} | {
    **{ending: office(ending) for ending in MAIN},
    **{ending: open_document(ending) for ending in ("odt", "ods", "odp")},
}

REFUSED = {
    "a page of HTML": b"<!DOCTYPE html><title>x</title>",
    "HTML behind text": b"Minutes\n" + b"x" * 70_000 + b"<script>alert(1)</script>",
    "HTML across a block": b"x" * (64 * 1024 - 3) + b"<script src=//x>",
    "a drawing in SVG": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "a program": b"MZ\x90\x00\x03\x00\x00\x00",
    "an old Word file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "text in UTF-16": "Minutes".encode("utf-16"),
    "text in Latin-1": "Procès-verbal".encode("latin-1"),
    "text cut within a letter": "शान्ति".encode()[:-1],
    "text with a NUL": b"Minutes\x00",
    "HTML before a PDF": b"<html>" + PDF,
    "any archive": archive({"a.txt": "x"}),
    "a broken archive": office()[:-30],
    "an archive with something behind": office() + b"<script>",
    "an archive that leads elsewhere": office(**{"../../etc/x": "x"}),
    "an archive that leads to another drive": office(**{"C:/Windows/x": "x"}),
    "an archive with a way out": documents.symlink(),
    "an archive of two parts of one name": office(**{"[content_types].xml": "<Types/>"}),
    "an archive with an endless list of types": documents.late_macros(),
    "an archive that grows": office(**{f"word/{n}.xml": bytes(20 * 1024 * 1024) for n in range(3)}),
    "an archive of too many": office(**{f"word/{number}.xml": "" for number in range(501)}),
    "a template of Word": office(main_type=f"{MEDIA_TYPES['docx'][:-8]}template.main+xml"),
}

WITH_MACROS = {
    "a part with a program": office(**{"word/vbaProject.bin": "x"}),
    "a program by another name": office(**{"word/VBAPROJECT.BIN": "x"}),
    "a type with macros": office(
        main_type="application/vnd.ms-word.document.macroEnabled.main+xml"
    ),
    "a type with macros, spelled otherwise": documents.disguised_macros(),
    "a type with macros, put together": documents.declared_macros(),
    "a program of ActiveX": office(**{"word/activeX/activeX1.bin": "x"}),
    "macros of old Excel": office("xlsx", **{"xl/macrosheets/sheet1.xml": "x"}),
    "macros of LibreOffice": open_document(**{"Basic/Standard/Module1.xml": "x"}),
    "scripts of LibreOffice": open_document(**{"Scripts/python/x.py": "x"}),
}


# Ways in ---------------------------------------------------------------------


def add(client, data, name, title="Minutes"):
    response = client.post(
        reverse("wagtaildocs:add"), {"title": title, "file": SimpleUploadedFile(name, data)}
    )
    assert response.status_code in (200, 302)
    return response.text


def add_many(client, data, name, title="Minutes"):
    response = client.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": title, "files[]": SimpleUploadedFile(name, data)},
    )
    assert response.status_code == 200
    return response.json().get("error_message", "")


def choose(client, data, name, title="Minutes"):
    response = client.post(
        reverse("wagtaildocs_chooser:create"),
        {
            "document-chooser-upload-title": title,
            "document-chooser-upload-file": SimpleUploadedFile(name, data),
        },
    )
    assert response.status_code == 200
    return json.loads(response.text).get("htmlFragment", "")


def by_code(client, data, name, title="Minutes"):
    try:
        File(title=title, file=ContentFile(data, name=name)).save()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


WAYS_IN = [add, add_many, choose, by_code]


def make_file(title="Minutes", data=PDF, **fields):
    return File.objects.create(title=title, file=ContentFile(data, name="x"), **fields)


def found(folder):
    return [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


# Tests -----------------------------------------------------------------------


@pytest.mark.parametrize("ending", TAKEN)
def test_a_file_is_known_by_its_content(ending):
    # Only of plain text is the name believed, that it is a table.
    name = "x.csv" if ending == "csv" else "x.html"

    assert file_ending(ContentFile(TAKEN[ending]), name) == ending


@pytest.mark.parametrize("way_in", WAYS_IN)
def test_a_file_lies_outside_the_public_folder_under_a_random_name(
    admin_client, settings, temporary, way_in
):
    way_in(admin_client, PDF, "Amal in Kathmandu.exe")

    file = File.objects.get()
    assert re.fullmatch(r"documents/[0-9a-f]{32}\.pdf", file.file.name)
    assert found(settings.PRIVATE_MEDIA_ROOT) == [settings.PRIVATE_MEDIA_ROOT / file.file.name]
    assert found(settings.MEDIA_ROOT) == []
    assert list(temporary.iterdir()) == []
    with pytest.raises(NotImplementedError):
        file.file.url  # noqa: B018


@pytest.mark.parametrize("way_in", WAYS_IN)
@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_document_is_refused_with_a_reason(
    admin_client, settings, temporary, what, way_in
):
    assert "not a file we can take" in way_in(admin_client, REFUSED[what], "minutes.pdf")

    assert not File.objects.exists()
    assert found(settings.MEDIA_ROOT) == found(settings.PRIVATE_MEDIA_ROOT) == []
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("way_in", WAYS_IN)
@pytest.mark.parametrize("what", WITH_MACROS)
def test_a_document_with_macros_is_refused_with_a_reason(admin_client, what, way_in):
    assert "contains macros" in way_in(admin_client, WITH_MACROS[what], "minutes.docx")
    assert not File.objects.exists()


@pytest.mark.parametrize("way_in", WAYS_IN)
def test_a_file_that_is_too_big_is_refused_with_a_reason(admin_client, settings, way_in):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1_000

    assert "too big" in way_in(admin_client, PDF + bytes(1_000), "minutes.pdf")
    assert not File.objects.exists()


@pytest.mark.parametrize("way_in", [add, add_many, choose])
def test_a_file_with_a_wrong_title_is_not_parked_anywhere(admin_client, settings, way_in):
    said = way_in(admin_client, PDF, "minutes.pdf", title="x" * 300)

    assert "255" in said
    assert "choose the file again" in said
    assert found(settings.MEDIA_ROOT) == found(settings.PRIVATE_MEDIA_ROOT) == []
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Minutes", "Minutes.pdf"),
        ("minutes.pdf", "minutes.pdf"),
        ("../../etc/passwd", "etc passwd.pdf"),
        ("C:\\con|x?", "C con x.pdf"),
        ("annual\u202efdp.exe", "annualfdp.exe.pdf"),
        ('a"b\r\nSet-Cookie: x', "a bSet-Cookie x.pdf"),
        ("शान्ति समझौता", "शान्ति समझौता.pdf"),
        ("می\u200cخواهم", "می\u200cخواهم.pdf"),
        ("...", "file.pdf"),
        ("", "file.pdf"),
        ("x" * 255, "x" * 150 + ".pdf"),
        ("श" * 255, "श" * 50 + ".pdf"),
    ],
)
def test_a_download_has_a_harmless_name(client, db, title, name):
    file = make_file(title)

    response = client.get(file.url)

    assert file.filename == name
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("ending", TAKEN)
def test_a_file_is_downloaded_and_never_shown(client, db, settings, ending):
    settings.SECURE_CONTENT_TYPE_NOSNIFF = False  # the view says so itself
    data = TAKEN[ending]
    file = File.objects.create(title="A", file=ContentFile(data, name=f"x.{ending}"))

    response = client.get(file.url)

    assert_says_the_same(b"".join(response.streaming_content), data)
    assert response["Content-Disposition"] == f'attachment; filename="A.{ending}"'
    assert response["Content-Type"] == MEDIA_TYPES[ending]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert {"private", "no-cache"} <= set(response["Cache-Control"].split(", "))


@pytest.mark.parametrize("upload", TELLING_DOCUMENTS, ids=str)
def test_a_document_does_not_tell_who_wrote_it(client, db, upload):
    file = make_file(data=upload.data)

    given = b"".join(client.get(file.url).streaming_content)

    assert_says_the_same(given, upload.data)
    assert_tells_nothing(given)


def test_a_file_that_has_not_changed_is_not_sent_again(client, db):
    file = make_file()
    etag = client.get(file.url)["ETag"]

    assert client.get(file.url, headers={"if-none-match": etag}).status_code == 304

    file.refresh_from_db()
    file.file = ContentFile(b"Minutes", name="x")
    file.save()
    assert client.get(file.url, headers={"if-none-match": etag}).status_code == 200


def test_a_former_name_leads_to_the_present_one(client, db):
    file = make_file("Draft")
    former = file.url
    file.title = "Final"
    file.save()

    assert client.get(former).headers["Location"] == file.url


@pytest.mark.parametrize("name", ["Minutes.pdf", "other.pdf"])
@pytest.mark.parametrize("kind", [BaseViewRestriction.LOGIN, BaseViewRestriction.GROUPS])
def test_a_private_file_does_not_exist_for_others(client, admin, kind, name):
    closed = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type=kind)
    inner = closed.add_child(name="Inner")
    address = reverse("wagtaildocs_serve", args=[make_file(collection=inner).pk, name])

    response = client.get(address)
    assert response.status_code == 404
    assert "Minutes" not in response.text

    client.force_login(admin)
    assert client.get(address, follow=True).status_code == 200


def test_a_file_that_is_not_there_is_not_found(client, db):
    file = make_file()
    file.file.storage.delete(file.file.name)

    assert client.get(file.url).status_code == 404
    assert client.get(reverse("wagtaildocs_serve", args=[0, "x.pdf"])).status_code == 404
    assert client.post(file.url).status_code == 405


def test_a_stored_file_has_no_address_below_media(client, db):
    file = make_file()

    assert client.get(f"/media/{file.file.name}").status_code == 404
    assert client.get(f"/en/media/{file.file.name}").status_code == 404
