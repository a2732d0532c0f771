"""Cleaning pictures: only the picture itself is kept of what people send.

A photograph knows where it was taken, when and with which camera; shown on a site like this it
can lead to somebody's door. So nothing that comes in is stored: it is decoded, and written anew.
"""

import re
from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms
from PIL.ExifTags import Base as Exif
from PIL.Image import Transpose

from core.files import stored_name

# As Pillow names them. Nothing else is even tried: no TIFF, no PostScript, no SVG; no AVIF, whose
# stream can be far larger than the size it claims.
READ = ["GIF", "JPEG", "PNG", "WEBP"]

# Decoding these, and making a picture smaller, takes up to 16 bytes a pixel, the others 10 at most;
# so they may be only so large.
HEAVY_FORMATS = {"WEBP"}
HEAVY_MODES = {"CMYK"}
HEAVY_SHARE = 0.56

# The sizes we send are WebP, which has no longer sides; so a longer picture is made smaller. One
# longer still is no picture: every row costs memory, whether there is anything in it or not.
LONGEST_SIDE = 16_383
LONGEST_SIDE_READ = 65_535

# A JPEG is drawn in scans, ten at most in real ones; a thousand are made to keep a server busy.
SCAN = re.compile(rb"\xff\xda\x00[\x08\x0a\x0c\x0e]")
MOST_SCANS = 100

UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}


# What members show each other: wide enough for a phone, and small enough for what that costs.
SMALL_SIDE = 1200

# How the files that we read begin; a WebP is a RIFF like others, and says so later.
BEGINNINGS = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n|GIF8|RIFF....WEBP", re.S)


class CleanPicture(ContentFile):
    """A picture written by `clean_picture`; `Picture` stores nothing else."""


def clean_picture(file):
    """The picture in `file`, upright, in sRGB, without metadata and under a random name.

    Photographs and what is like them (JPEG, opaque WebP) become JPEG; what is drawn or
    see-through (PNG, GIF, the others with transparency) becomes PNG. Of a moving picture only the
    first frame stays, and one that is too long is made smaller. Takes a file open for reading and
    gives a `CleanPicture`; raises `ValidationError` with words for the sender when it is no picture
    we take, damaged or too large.
    """
    sheet, photograph = _clean_sheet(file, LONGEST_SIDE)
    if photograph and sheet.mode != "RGBA":
        return _written(sheet, "JPEG", "jpg", quality=90)
    return _written(sheet, "PNG", "png", compress_level=3)


def small_picture(file):
    """The same, small enough for a cheap phone: at most `SMALL_SIDE` wide and high, as WebP."""
    sheet, _photograph = _clean_sheet(file, SMALL_SIDE)
    return _written(sheet, "WEBP", "webp", quality=75)


def begins_as_picture(file):
    """Whether a file is a picture, or says it is one."""
    file.seek(0)
    return bool(BEGINNINGS.match(file.read(12)))


def _clean_sheet(file, longest):
    """(a sheet of our own with the picture in `file`, whether that is a photograph)."""
    picture = _open(_read(file))
    photograph = picture.format != "PNG" and picture.format != "GIF"
    try:
        picture.load()
        # One after the other, so that no more than two pictures are in memory.
        picture = _upright(picture)
        picture = _in_srgb(picture)
        picture.thumbnail((longest, longest))
        # Pillow hands on what it has read; a sheet of our own has nothing to hand on.
        sheet = Image.new(picture.mode, picture.size)
        sheet.paste(picture)
    except Exception as error:  # what decoders raise depends on where the damage lies
        raise ValidationError(
            _("This picture is damaged or incomplete. Please try another copy of it."),
            code="damaged_picture",
        ) from error
    return sheet, photograph


def _written(sheet, kind, ending, **how):
    clean = BytesIO()
    sheet.save(clean, kind, **how)
    return CleanPicture(clean.getvalue(), name=stored_name(ending))


def _read(file):
    """The bytes of `file`, unless they are too many: then no more than that is read."""
    limit = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    file.seek(0)
    data = file.read(limit + 1)
    if len(data) > limit:
        raise ValidationError(
            _("This picture is too big. It may have at most %(size)s."),
            code="picture_too_big",
            params={"size": filesizeformat(limit)},
        )
    return data


def _open(data):
    """The picture in `data`, not yet decoded and known to be worth it."""
    try:
        picture = Image.open(BytesIO(data), formats=READ)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS) from error
    except Exception as error:  # as above; "not a picture" is one of many
        raise ValidationError(
            _("This is no picture we can read. It must be a sound JPEG, PNG, WebP or GIF."),
            code="not_a_picture",
        ) from error
    limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    longest = max(picture.size)
    is_heavy = picture.format in HEAVY_FORMATS or picture.mode in HEAVY_MODES
    if is_heavy or longest > LONGEST_SIDE:
        limit = int(limit * HEAVY_SHARE)
    if picture.width * picture.height > limit:
        raise _too_many_pixels(limit)
    many_scans = picture.format in {"JPEG", "MPO"} and len(SCAN.findall(data)) > MOST_SCANS
    if many_scans or longest > LONGEST_SIDE_READ:
        raise ValidationError(
            _("This picture is stored in an unusual way. Please save it anew and try again."),
            code="unusual_picture",
        )
    return picture


def _too_many_pixels(limit):
    return ValidationError(
        _("This picture has too many pixels. It may have at most %(megapixels)s megapixels."),
        code="too_many_pixels",
        params={"megapixels": limit // 1_000_000},
    )


def _upright(picture):
    """The picture as its camera was held."""
    try:
        orientation = picture.getexif().get(Exif.Orientation)
    except Exception:  # broken notes do not make a picture unusable
        return picture
    return picture.transpose(UPRIGHT[orientation]) if orientation in UPRIGHT else picture


def _in_srgb(picture):
    """The picture in grey, RGB or RGBA of the colour space that screens expect."""
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):
        # Sixteen bits of grey; Pillow alone would cut them off instead of scaling.
        picture = picture.point(lambda value: value / 257).convert("L")
    elif picture.has_transparency_data:
        picture = picture if picture.mode == "RGBA" else picture.convert("RGBA")
    elif picture.mode not in {"L", "RGB", "CMYK"}:
        picture = picture.convert("L" if picture.mode == "1" else "RGB")
    if profile:
        picture = _converted(picture, profile)
    return picture.convert("RGB") if picture.mode == "CMYK" else picture


def _converted(picture, profile):
    """The picture with the colours its profile means, or as it is if the profile is useless."""
    try:
        return ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGBA" if picture.mode == "RGBA" else "RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
