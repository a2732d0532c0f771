"""What becomes of a picture: only the picture is kept, and nothing that is none gets in."""

import io
import json
import re
import subprocess
import sys
import tempfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageCms, ImageOps
from PIL.ExifTags import GPS, IFD
from wagtail.models import UploadedFile

from core.models import Picture
from core.pictures import clean_picture
from core.renditions import PICTURE_SPECS
from tests.hostile.photos import (
    BLUE,
    CANARY,
    RED,
    colour_profile,
    encoded,
    exif_notes,
    photo,
    scene,
)
from tests.makers import committed

pytestmark = pytest.mark.one_database

FORMATS = ["JPEG", "PNG", "WEBP"]
RENDITIONS = [
    "original",
    "width-30|format-jpeg",
    "fill-20x20|format-png",
    "max-30x30|format-webp",
    "width-20|format-avif",
    "max-165x165",
]
# How a file is drawn, which any file says; not where it was taken.
HARMLESS = {"background", "duration", "loop", "progression", "progressive", "timestamp"}
NOISE = Image.effect_noise((64, 48), 60)


@pytest.fixture(autouse=True)
def temporary(settings, tmp_path, monkeypatch):
    """A temporary folder of the test's own, which every upload passes through."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


# Pictures to send ------------------------------------------------------------


def bomb(side=20_000):
    return encoded(Image.new("1", (side, side)))


REFUSED = {
    "a page of HTML": (b"<html><script>alert(1)</script></html>", "no picture we can read"),
    "a drawing in SVG": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture we can read"),
    "a TIFF": (encoded(scene(), "TIFF"), "no picture we can read"),
    "half a JPEG": (encoded(NOISE, "JPEG")[:-200], "damaged or incomplete"),
    "half a PNG": (encoded(NOISE)[:-900], "damaged or incomplete"),
    "half a WebP": (encoded(NOISE, "WEBP")[:-600], "must be a sound JPEG"),
    "an AVIF": (encoded(NOISE, "AVIF"), "must be a sound JPEG"),
    "a huge picture": (bomb(), "too many pixels"),
    "a large picture": (bomb(5_001), "too many pixels. It may have at most 25 megapixels"),
    "a large WebP": (
        encoded(Image.new("RGB", (5_000, 4_000)), "WEBP"),
        "too many pixels. It may have at most 14 megapixels",
    ),
    "a line of a million rows": (encoded(Image.new("L", (1, 1_000_000))), "unusual way"),
    "too many bytes": (bytes(10 * 1024 * 1024 + 1), "too big"),
}


# Ways in ---------------------------------------------------------------------


def add(client, data, name, title="Market day", **more):
    """The form for one picture: what it says."""
    file = SimpleUploadedFile(name, data, "image/jpeg")
    response = client.post(reverse("wagtailimages:add"), {"title": title, "file": file, **more})
    assert response.status_code in (200, 302)
    return response.text


def add_many(client, data, name, title="Market day"):
    file = SimpleUploadedFile(name, data, "image/jpeg")
    response = client.post(reverse("wagtailimages:add_multiple"), {"title": title, "files[]": file})
    assert response.status_code == 200
    return response.json().get("error_message", "")


def choose(client, data, name, title="Market day"):
    response = client.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": title,
            "image-chooser-upload-file": SimpleUploadedFile(name, data, "image/jpeg"),
        },
    )
    assert response.status_code == 200
    return json.loads(response.text).get("htmlFragment", "")


def by_code(client, data, name, title="Market day"):
    try:
        Picture(title=title, file=ContentFile(data, name=name)).save()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


WAYS_IN = [add, add_many, choose, by_code]


def stored_files(settings):
    folder = settings.MEDIA_ROOT
    return [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


def assert_tells_nothing(path):
    data = path.read_bytes()
    for encoding in ("ascii", "utf-16-be", "utf-16-le"):
        assert CANARY.encode(encoding) not in data, path
    assert CANARY not in str(path)
    with Image.open(path) as image:
        image.load()
        assert not image.getexif()
        assert not image.getexif().get_ifd(IFD.GPSInfo)
        told = {key for key in image.info if not key.startswith("jfif")} - HARMLESS
        assert not told, path


# Tests -----------------------------------------------------------------------


@pytest.mark.parametrize("kind", FORMATS)
def test_the_photos_of_these_tests_tell_where_they_were_taken(kind):
    image = Image.open(io.BytesIO(photo(kind)))
    image.load()

    assert image.getexif().get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] == (27.0, 42.0, 3.0)
    assert image.info["icc_profile"]
    assert photo(kind).count(CANARY.encode()) >= 4


@pytest.mark.parametrize("way_in", WAYS_IN)
@pytest.mark.parametrize("kind", FORMATS)
def test_a_photo_leaves_no_trace_of_where_it_was_taken(
    admin_client, settings, temporary, kind, way_in
):
    way_in(admin_client, photo(kind), f"{CANARY}.{kind.lower()}")

    picture = Picture.objects.get()
    for spec in RENDITIONS:
        picture.get_rendition(spec)
    assert len(stored_files(settings)) >= 1 + len(RENDITIONS)
    for path in stored_files(settings):
        assert_tells_nothing(path)
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("way_in", WAYS_IN)
@pytest.mark.parametrize("kind", FORMATS)
def test_a_photo_held_sideways_is_stored_upright(admin_client, kind, way_in):
    way_in(admin_client, photo(kind), "photo.jpg")

    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (48, 64)
    with Image.open(picture.file) as image:
        assert image.size == (48, 64)
        left, right = (image.convert("RGB").getpixel((x, 32)) for x in (5, 42))
    assert left[2] > 150 > left[0]
    assert right[0] > 150 > right[2]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_way_to_hold_a_camera_is_turned_as_pillow_turns_it(orientation):
    data = photo("PNG", orientation)
    expected = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    image = Image.open(clean_picture(io.BytesIO(data)))

    assert image.size == expected.size
    corners = [(2, 2), (image.width - 3, 2), (2, image.height - 3)]
    for corner in corners:
        assert (image.getpixel(corner)[0] > 100) == (expected.getpixel(corner)[0] > 100)


@pytest.mark.parametrize("way_in", WAYS_IN)
def test_a_picture_is_named_at_random_and_by_what_it_is(admin_client, way_in):
    way_in(admin_client, photo("PNG"), "Amal in Kathmandu.jpg")

    picture = Picture.objects.get()
    assert re.fullmatch(r"pictures/[0-9a-f]{32}\.png", picture.file.name)
    assert picture.file_hash
    assert picture.file_size == picture.file.size


@pytest.mark.parametrize("way_in", WAYS_IN)
@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_shown_is_refused_with_a_reason(
    admin_client, settings, temporary, what, way_in
):
    data, reason = REFUSED[what]

    assert reason in way_in(admin_client, data, "photo.jpg")
    assert not Picture.objects.exists()
    assert stored_files(settings) == []
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("way_in", [add, add_many, choose])
def test_a_picture_with_a_wrong_title_is_not_parked_anywhere(admin_client, settings, way_in):
    said = way_in(admin_client, photo("JPEG"), "photo.jpg", title="x" * 300)

    assert "255" in said
    assert "choose the file again" in said
    assert stored_files(settings) == []
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/x.jpg", "\u202egpj.exe", "x" * 300 + ".jpg", "a"]
)
def test_the_name_of_an_upload_does_not_matter(admin_client, settings, name):
    add(admin_client, photo("JPEG"), name)

    assert re.fullmatch(r"pictures/[0-9a-f]{32}\.jpg", Picture.objects.get().file.name)


def test_a_picture_can_be_replaced_and_nothing_of_the_former_one_stays(admin_client, settings):
    picture = Picture.objects.create(title="A", file=ContentFile(photo("PNG"), name="a.png"))
    picture.get_rendition("width-20")
    former = {path.name for path in stored_files(settings)}

    with committed():
        response = admin_client.post(
            reverse("wagtailimages:edit", args=[picture.pk]),
            {"title": "B", "file": SimpleUploadedFile("b.jpg", photo("JPEG"), "image/jpeg")},
        )

    assert response.status_code == 302
    picture.refresh_from_db()
    assert picture.file.name.endswith(".jpg")
    assert not former & {path.name for path in stored_files(settings)}


@pytest.mark.parametrize("data", [b"<html>", photo("JPEG")])
def test_a_picture_stays_when_its_replacement_is_refused(admin_client, settings, data):
    picture = Picture.objects.create(title="A", file=ContentFile(photo("PNG"), name="a.png"))

    response = admin_client.post(
        reverse("wagtailimages:edit", args=[picture.pk]),
        {"title": "", "file": SimpleUploadedFile("b.jpg", data, "image/jpeg")},
    )

    assert response.status_code == 200
    assert Picture.objects.get().file.name == picture.file.name
    name = picture.file.name.removeprefix("pictures/").removesuffix(".png")
    assert {path.name.split(".")[0] for path in stored_files(settings)} == {name}


def test_code_cannot_pass_a_picture_by_the_back_door(db, settings):
    picture = Picture(title="A")
    picture.file.save(f"{CANARY}.jpg", ContentFile(photo("JPEG")), save=True)

    assert (picture.width, picture.height) == (48, 64)
    assert_tells_nothing(*stored_files(settings))


def test_the_name_of_a_file_is_not_taken_for_a_description(db):
    assert Picture(title="IMG_2041.jpg").default_alt_text == ""


def test_of_a_moving_picture_the_first_frame_stays():
    frames = [Image.new("RGB", (20, 10), colour) for colour in (RED, BLUE)] * 2_000
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:], comment=CANARY)

    image = Image.open(clean_picture(io.BytesIO(data)))

    assert (image.format, getattr(image, "n_frames", 1)) == ("PNG", 1)
    assert image.convert("RGB").getpixel((5, 5))[0] > 150
    assert not image.info


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_what_is_see_through_stays_so(kind):
    image = scene().convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 20, 20))

    image = Image.open(clean_picture(io.BytesIO(encoded(image, kind))))

    assert image.format == "PNG"
    assert image.getpixel((5, 5))[3] == 0
    assert image.getpixel((40, 10))[3] == 255


@pytest.mark.parametrize(
    ("size", "kept"), [((300, 20_000), (246, 16_383)), ((65_535, 1), (16_383, 1))]
)
def test_a_picture_longer_than_webp_allows_is_shown_smaller(db, size, kept):
    data = encoded(Image.new("RGB", size, RED))

    picture = Picture.objects.create(title="A timeline", file=ContentFile(data, name="a.png"))

    assert (picture.width, picture.height) == kept
    for spec in (*RENDITIONS, *PICTURE_SPECS):
        picture.get_rendition(spec)


def test_colours_of_another_space_become_those_of_screens():
    """The profile swaps red and blue, so that following it can be seen."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = profile.find(b"rXYZ"), profile.find(b"bXYZ")
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    data = encoded(Image.new("RGB", (8, 8), (255, 0, 0)), icc_profile=bytes(profile))

    red, _green, blue = Image.open(clean_picture(io.BytesIO(data))).getpixel((4, 4))

    assert blue > 200 > 60 > red


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("notes", [b"Exif\x00\x00II*\x00\xff\xff\xff\xff", b"Exif\x00\x00junk"])
def test_broken_notes_do_not_make_a_picture_unusable(notes, kind):
    data = encoded(scene(), kind, exif=notes, icc_profile=b"junk")

    assert Image.open(clean_picture(io.BytesIO(data))).size == (64, 48)


def test_a_jpeg_made_to_keep_the_server_busy_is_refused():
    data = encoded(scene(), "JPEG", progressive=True)
    last_scan = data[data.rfind(b"\xff\xda") : -2]

    with pytest.raises(ValidationError, match="unusual"):
        clean_picture(io.BytesIO(data[:-2] + last_scan * 1_000 + data[-2:]))


CHILD = """
import sys
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
import django
django.setup()
from core.forms import PictureUploadField

def most_memory():
    with open("/proc/self/status") as status:
        return int(next(line for line in status if line.startswith("VmHWM")).split()[1]) // 1024

data = sys.stdin.buffer.read()
before = most_memory()
try:
    said = PictureUploadField().clean(SimpleUploadedFile("a.jpg", data)).name[-4:]
except ValidationError as error:
    said = error.messages[0]
print(most_memory() - before, said)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(
    ("make", "outcome"),
    [
        (bomb, "too many pixels"),
        (lambda: bomb(12_000), "too many pixels"),
        (lambda: encoded(Image.new("RGB", (16_000, 16_000)), "JPEG"), "too many pixels"),
        (
            lambda: encoded(
                Image.new("RGB", (5_000, 5_000), RED), "JPEG", progressive=True, subsampling=0,
                exif=exif_notes(6), icc_profile=colour_profile(),
            ),
            ".jpg",
        ),
        (
            lambda: encoded(
                Image.new("RGBA", (3_740, 3_740), (*RED, 128)), "WEBP",
                exif=exif_notes(6), icc_profile=colour_profile(),
            ),
            ".png",
        ),
        (lambda: encoded(Image.new("RGBA", (850, 16_460), (*RED, 128))), ".png"),
        (lambda: encoded(Image.new("L", (1, 13_900_000))), "unusual way"),
    ],
    ids=[
        "20000 x 20000", "12000 x 12000", "JPEG 16000 x 16000", "25 megapixels", "largest WebP",
        "long drawing", "one pixel wide",
    ],
)  # fmt: skip
def test_no_picture_takes_more_than_300_megabytes(make, outcome):
    run = subprocess.run(
        [sys.executable, "-c", CHILD], input=make(), capture_output=True, check=False
    )

    grown, said = run.stdout.decode().split(maxsplit=1)
    assert outcome in said, run.stderr
    assert int(grown) < 300
