"""Each door of the admin takes what it should, refuses the rest in words, and keeps no more."""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import ModelLogEntry, UploadedFile

from core.files import MEDIA_TYPES
from core.models import File, Picture, PictureRendition
from core.renditions import PICTURE_SPECS
from members.names import without_turns
from tests.hostile import specs
from tests.hostile.blocks import strange_blocks
from tests.hostile.documents import PDF
from tests.hostile.downloads import assert_says_the_same, assert_tells_nothing, parts
from tests.hostile.files import DOCUMENTS, HEAVIEST, PICTURES, TELLING_DOCUMENTS, WITH_CANARIES
from tests.hostile.names import NAMES, NO_NAMES, NO_TITLES, TITLES
from tests.hostile.photos import CANARY
from tests.hostile.pictures import small, words_in
from tests.hostile.tables import HEAVIEST_TABLES, TABLES
from tests.hostile.upload_doors import FILE_DOORS, PICTURE_DOORS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:Corrupt EXIF data"),
    pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning"),
]
ACCEPTED_PICTURES = [upload for upload in PICTURES if upload.becomes]


@pytest.fixture(autouse=True)
def temporary(settings, tmp_path, monkeypatch):
    """A temporary folder of the test's own, which every upload passes through."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def left(settings, temporary):
    """What uploads leave: files in all folders, and the rows that know of them."""

    def files():
        folders = [settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT, temporary]
        return {path for folder in folders for path in folder.rglob("*") if path.is_file()}

    def look():
        models = [Picture, PictureRendition, File, UploadedFile, ModelLogEntry]
        return files(), {model.__name__: list(model.objects.values()) for model in models}

    look.files = files
    return look


KINDS = {"tables": TABLES, "files": DOCUMENTS, "pictures": PICTURES}


def heavy(upload):
    """What takes long is left to `make prove`."""
    return [pytest.mark.slow] if getattr(upload, "heavy", False) else []


def each(uploads):
    return [pytest.param(upload, id=upload.what, marks=heavy(upload)) for upload in uploads]


def through(doors, things):
    """Each thing through one of the doors by turns, and in `make prove` through all of them."""
    return [
        pytest.param(
            door,
            thing,
            id=f"{thing if hasattr(thing, 'what') else ascii(thing)[:60]}-{name}",
            marks=heavy(thing) if at == turn % len(doors) else [pytest.mark.slow],
        )
        for turn, thing in enumerate(things)
        for at, (name, door) in enumerate(doors.items())
    ]


def prepare(door, client):
    if hasattr(door, "before"):
        door.before(client)


def assert_only(left, picture):
    """Nothing is kept but the picture and its sizes, and these are nothing but pictures."""
    kept = [picture.file.path, *(rendition.file.path for rendition in picture.renditions.all())]
    assert left.files() == {Path(path) for path in kept}
    assert not UploadedFile.objects.exists()
    for path in left.files():
        data = path.read_bytes()
        assert not strange_blocks(data), path
        assert CANARY not in words_in(data), path
        assert b"<script" not in data, path


def assert_only_a_download(response, upload):
    """What it says is handed out under another name, and no browser looks into it."""
    given = b"".join(response.streaming_content)
    assert_says_the_same(given, upload.data)
    assert_tells_nothing(given)
    assert response["Content-Type"] == MEDIA_TYPES[upload.becomes]
    assert response["Content-Disposition"].endswith(f'.{upload.becomes}"')
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def assert_refused(answer, reason):
    assert not answer.taken
    assert answer.status == 200
    assert reason in answer.said


def assert_harmless(answer):
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text
    assert '" onmouseover' not in answer.text


# Pictures ---------------------------------------------------------------------------------


@pytest.mark.parametrize("upload", [*WITH_CANARIES, *TELLING_DOCUMENTS], ids=str)
def test_the_files_with_canaries_tell_what_nobody_should_know(upload):
    assert any(CANARY[:5] in words_in(data) for data in [upload.data, *parts(upload.data).values()])


@pytest.mark.parametrize(("door", "upload"), through(PICTURE_DOORS, PICTURES))
def test_a_picture_is_taken_or_refused_as_listed(admin_client, left, door, upload):
    prepare(door, admin_client)
    before = left()

    answer = door(admin_client, upload.data, upload.called or "photo.jpg")

    if upload.refused:
        assert_refused(answer, upload.refused)
        assert left() == before
    else:
        assert answer.taken, answer.said
        picture = Picture.objects.get()
        assert re.fullmatch(rf"pictures/[0-9a-f]{{32}}\.{upload.becomes}", picture.file.name)
        assert not upload.size or (picture.width, picture.height) == upload.size
        assert_only(left, picture)


@pytest.mark.parametrize("upload", each(ACCEPTED_PICTURES))
def test_a_picture_tells_nothing_in_any_size_it_is_shown_in(db, left, upload):
    picture = Picture.objects.create(title="A", file=ContentFile(upload.data, name="x"))

    for spec in specs.all_of_them():
        picture.get_rendition(spec)

    assert_only(left, picture)


def test_these_tests_know_the_sizes_of_our_templates():
    assert specs.ours() == PICTURE_SPECS
    assert {"max-165x165", "original"} < set(specs.all_of_them())


@pytest.mark.parametrize(("door", "name"), through(PICTURE_DOORS, NAMES))
def test_the_name_of_a_picture_is_forgotten(admin_client, left, door, name):
    prepare(door, admin_client)

    answer = door(admin_client, small("JPEG"), name)

    assert answer.taken, answer.said
    assert_only(left, Picture.objects.get())
    assert_harmless(answer)


@pytest.mark.parametrize(("door", "name"), through(PICTURE_DOORS, NO_NAMES))
def test_a_picture_without_a_name_is_none(admin_client, left, door, name):
    prepare(door, admin_client)
    before = left.files()

    answer = door(admin_client, small("JPEG"), name)

    assert answer.status in {200, 302, 400}
    assert left.files() == before


@pytest.mark.parametrize(("door", "title"), through(PICTURE_DOORS, TITLES))
def test_a_picture_may_have_a_strange_title(admin_client, left, door, title):
    prepare(door, admin_client)

    answer = door(admin_client, small("JPEG"), "photo.jpg", title=title)

    assert answer.taken, answer.said
    assert Picture.objects.get().title == without_turns(title)
    assert_harmless(answer)
    assert_harmless(admin_client.get(reverse("wagtailimages:index")))


@pytest.mark.parametrize(("door", "title"), through(PICTURE_DOORS, NO_TITLES))
def test_a_picture_with_a_title_no_database_takes_is_refused(admin_client, left, door, title):
    prepare(door, admin_client)
    before = left()

    answer = door(admin_client, small("JPEG"), "photo.jpg", title=title)

    assert_refused(answer, "choose the file again")
    assert left() == before


# Documents --------------------------------------------------------------------------------


@pytest.mark.parametrize(("door", "upload"), through(FILE_DOORS, DOCUMENTS))
def test_a_document_is_taken_or_refused_as_listed(admin_client, client, left, door, upload):
    prepare(door, admin_client)
    before = left()

    answer = door(admin_client, upload.data, upload.called or "minutes.pdf")

    if upload.refused:
        assert_refused(answer, upload.refused)
        assert left() == before
    else:
        assert answer.taken, answer.said
        file = File.objects.get()
        assert left.files() == {settings.PRIVATE_MEDIA_ROOT / file.file.name}
        assert re.fullmatch(rf"documents/[0-9a-f]{{32}}\.{upload.becomes}", file.file.name)
        assert not UploadedFile.objects.exists()
        assert_only_a_download(client.get(file.url), upload)


@pytest.mark.parametrize(("door", "name"), through(FILE_DOORS, NAMES))
def test_the_name_of_a_document_is_forgotten(admin_client, left, door, name):
    prepare(door, admin_client)

    answer = door(admin_client, PDF, name)

    assert answer.taken, answer.said
    file = File.objects.get()
    assert left.files() == {settings.PRIVATE_MEDIA_ROOT / file.file.name}
    assert re.fullmatch(r"documents/[0-9a-f]{32}\.pdf", file.file.name)
    assert not re.search(r"[\x00-\x1f\u202a-\u202e\u2066-\u2069/\\\\]", file.filename)
    assert_harmless(answer)


@pytest.mark.parametrize(("door", "title"), through(FILE_DOORS, NO_TITLES))
def test_a_document_with_a_title_no_database_takes_is_refused(admin_client, left, door, title):
    prepare(door, admin_client)
    before = left()

    answer = door(admin_client, PDF, "minutes.pdf", title=title)

    assert_refused(answer, "choose the file again")
    assert left() == before


# Memory -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def own_database(tmp_path_factory):
    """The surroundings of processes of their own, with a database of their own."""
    place = tmp_path_factory.mktemp("own")
    surroundings = os.environ | {
        "DATABASE_URL": f"sqlite:///{place / 'db.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "i4p_site.settings.test",
        "VAR_DIR": str(place),
    }
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=settings.BASE_DIR,
        env=surroundings,
        check=True,
    )
    return surroundings


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("upload", [*HEAVIEST, *HEAVIEST_TABLES], ids=str)
def test_no_upload_takes_more_than_300_megabytes(own_database, upload):
    kind = next(kind for kind, uploads in KINDS.items() if upload in uploads)
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.hostile.memory", kind],
        cwd=settings.BASE_DIR,
        env=own_database,
        input=upload.data,
        capture_output=True,
        check=False,
    )

    assert run.returncode == 0, run.stderr.decode()
    told = json.loads(run.stdout)
    assert told["taken"] != bool(upload.refused), told["said"]
    assert upload.refused in told["said"]
    assert told["megabytes"] < 300
