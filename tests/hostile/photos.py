"""Photographs that tell in every way they can who made them, where and when."""

import io
import struct

from PIL import Image, ImageCms
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

CANARY = "CANARY"
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf>{CANARY}-xmp</rdf></x:xmpmeta>".encode()
RED, BLUE = (220, 20, 20), (20, 20, 220)


def encoded(image, kind="PNG", **options):
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def scene():
    """Red above blue, wider than high."""
    image = Image.new("RGB", (64, 48), RED)
    image.paste(BLUE, (0, 24, 64, 48))
    return image


def exif_notes(orientation):
    """Maker, place and a small copy of the picture, as a telephone writes them."""
    exif = Image.Exif()
    exif[Base.Make] = f"{CANARY}-make"
    exif[Base.Orientation] = orientation
    exif.get_ifd(IFD.Exif)[Base.MakerNote] = f"{CANARY}-note".encode()
    exif.get_ifd(IFD.GPSInfo).update(
        {
            GPS.GPSLatitudeRef: "N",
            GPS.GPSLatitude: (27.0, 42.0, 3.0),
            GPS.GPSProcessingMethod: f"{CANARY}-gps".encode(),
        }
    )
    notes = bytearray(exif.tobytes())
    head, tiff = notes[:6], notes[6:]
    order = "<" if tiff[:2] == b"II" else ">"
    (first,) = struct.unpack_from(f"{order}L", tiff, 4)
    (entries,) = struct.unpack_from(f"{order}H", tiff, first)
    # Pillow reads a second directory with a thumbnail, but writes none.
    thumbnail = encoded(scene().resize((16, 12)), "JPEG", comment=f"{CANARY}-thumbnail")
    second = len(tiff)
    struct.pack_into(f"{order}L", tiff, first + 2 + 12 * entries, second)
    rows = [(259, 3, 1, 6), (513, 4, 1, second + 42), (514, 4, 1, len(thumbnail))]
    tiff += struct.pack(f"{order}H", len(rows))
    for tag, kind, count, value in rows:
        tiff += struct.pack(
            f"{order}HHL{'HH' if kind == 3 else 'L'}",
            tag,
            kind,
            count,
            value,
            *([0] if kind == 3 else []),
        )
    return bytes(head + tiff + bytes(4) + thumbnail)


def colour_profile():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    named = profile.replace(
        "sRGB built-in".encode("utf-16-be"), "CANARY-colour".encode("utf-16-be")
    )
    assert named != profile
    return named


def photo(kind, orientation=6):
    """A photograph held sideways that tells in every way it can where it was taken.

    With orientation 6 it is upright once it is turned: 48 wide, 64 high, red to the right.
    """
    options = {"exif": exif_notes(orientation), "icc_profile": colour_profile()}
    if kind == "PNG":
        options["pnginfo"] = notes = PngInfo()
        notes.add_text("Comment", f"{CANARY}-text")
        notes.add_text("Author", f"{CANARY}-packed", zip=True)
        notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
    else:
        options["xmp"] = XMP
    if kind == "JPEG":
        options["comment"] = f"{CANARY}-comment"
    if kind == "WEBP":
        options["lossless"] = True
    data = encoded(scene(), kind, **options)
    if kind == "JPEG":
        caption = f"{CANARY}-iptc".encode()
        caption = b"\x1c\x02\x78" + struct.pack(">H", len(caption)) + caption
        block = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">L", len(caption)) + caption
        data = data[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + data[2:]
    return data
