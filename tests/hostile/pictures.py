"""Pictures that are not what they seem, too much, or broken: how each is made, byte by byte."""

import re
import struct
import zlib
from random import Random

from PIL import Image

from tests.hostile.documents import archive
from tests.hostile.photos import (
    BLUE,
    CANARY,
    RED,
    XMP,
    colour_profile,
    encoded,
    scene,
)

SCRIPT = b"<script>alert(1)</script>"
NOISE = Image.effect_noise((64, 48), 60)


# The four formats we take, and what they are made of --------------------------------------


def small(kind, **options):
    return encoded(scene(), kind, **options)


def noise(kind):
    return encoded(NOISE, kind)


def cut(kind, share):
    """The beginning of a picture: a `share` of it, or all but so many bytes."""
    data = noise(kind)
    return data[: int(len(data) * share)] if isinstance(share, float) else data[:-share]


def png_chunk(kind, body=b""):
    return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))


def png(width, height, rows, depth=8, colour=2, chunks=b""):
    """A PNG with a head that says what it likes, and rows that need not agree with it."""
    head = struct.pack(">LLBBBBB", width, height, depth, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", head)
        + chunks
        + png_chunk(b"IDAT", rows)
        + png_chunk(b"IEND")
    )


def png_with(kind, body):
    """A PNG with one chunk more before its rows."""
    data = small("PNG")
    return data[:33] + png_chunk(kind, body) + data[33:]


def jpeg_with(marker, body):
    """A JPEG with one segment more at its beginning."""
    data = small("JPEG")
    segment = b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body
    return data[:2] + segment + data[2:]


def riff_chunk(kind, body):
    return kind + struct.pack("<L", len(body)) + body + bytes(len(body) % 2)


def webp(*chunks):
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<L", len(body)) + body


# Larger than they look --------------------------------------------------------------------


def png_bomb(side):
    """All the rows of a black square in one bit a pixel, packed as they are made."""
    packer, row = zlib.compressobj(9), bytes(1 + (side + 7) // 8)
    rows = b"".join(packer.compress(row * 100) for _ in range(side // 100)) + packer.flush()
    return png(side, side, rows, depth=1, colour=0)


def claims(kind, width, height):
    """A small picture whose head says it is of this size."""
    data = bytearray(small(kind))
    if kind == "PNG":
        return png(width, height, zlib.compress(b"\0" * 1_000))
    if kind == "JPEG":
        struct.pack_into(">HH", data, data.index(b"\xff\xc0") + 5, height, width)
    elif kind == "GIF":
        struct.pack_into("<HH", data, 6, width, height)
        struct.pack_into("<HH", data, data.index(b"\x2c\0\0\0\0") + 5, width, height)
    else:
        size = (width - 1) | (height - 1) << 14
        return webp(riff_chunk(b"VP8L", b"\x2f" + struct.pack("<L", size) + bytes(60)))
    return bytes(data)


def webp_canvas(width, height):
    """A moving WebP with a huge sheet and a small picture on it."""
    still = encoded(scene(), "WEBP", lossless=True)[12:]
    frame = struct.pack("<L", 0)[:3] * 2 + struct.pack("<L", 63)[:3] + struct.pack("<L", 47)[:3]
    frame += struct.pack("<L", 100)[:3] + b"\0" + still
    head = b"\x02\0\0\0" + struct.pack("<L", width - 1)[:3] + struct.pack("<L", height - 1)[:3]
    return webp(
        riff_chunk(b"VP8X", head), riff_chunk(b"ANIM", bytes(6)), riff_chunk(b"ANMF", frame)
    )


def gif_canvas(side):
    """A GIF with a huge sheet and a small picture on it."""
    data = bytearray(small("GIF"))
    struct.pack_into("<HH", data, 6, side, side)
    return bytes(data)


def plain(width, height, kind="PNG", mode="RGB", **options):
    return encoded(Image.new(mode, (width, height)), kind, **options)


def text_bomb():
    """Text that is 60 MB once it is unpacked, in a picture of some kilobytes."""
    return png_with(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(60_000_000), 9))


def profile_bomb():
    return png_with(b"iCCP", b"icc\0\0" + zlib.compress(bytes(60_000_000), 9))


def many_texts(number):
    data, text = small("PNG"), png_chunk(b"tEXt", b"Comment\0" + CANARY.encode())
    return data[:33] + text * number + data[33:]


# Moving pictures --------------------------------------------------------------------------


def moving(kind, frames=2, **options):
    pictures = [Image.new("RGB", (20, 10), (RED, BLUE)[n % 2]) for n in range(frames)]
    return encoded(pictures[0], kind, save_all=True, append_images=pictures[1:], **options)


def hidden_frame():
    """An APNG whose first picture is not one of its frames."""
    frames = [Image.new("RGB", (20, 10), colour) for colour in (RED, BLUE, RED)]
    return encoded(frames[0], save_all=True, append_images=frames[1:], default_image=True)


# Colours ----------------------------------------------------------------------------------


def cmyk():
    return encoded(scene().convert("CMYK"), "JPEG")


def ycck():
    """A CMYK JPEG as Photoshop writes it, its inks turned into light and shade."""
    adobe = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x02"
    data = cmyk()
    start = data.index(b"\xff\xee")
    return data[:start] + adobe + data[start + 16 :]


def deep(colour):
    """A PNG of sixteen bits: grey (0), coloured (2), grey (4) or coloured (6) and see-through."""
    channels = {0: 1, 2: 3, 4: 2, 6: 4}[colour]
    pixel = struct.pack(f">{channels}H", *range(20_000, 20_000 + 9_000 * channels, 9_000))
    return png(8, 8, zlib.compress((b"\0" + pixel * 8) * 8), depth=16, colour=colour)


def noisy(side, kind, mode, **options):
    """A picture of which nothing can be packed, so that it has nearly as many bytes as it may."""
    data = Random(1).randbytes(side * side * len(mode))
    return encoded(Image.frombytes(mode, (side, side), data), kind, **options)


def plain_deep(width, height, colour):
    row = bytes(1 + width * 2 * {0: 1, 2: 3, 6: 4}[colour])
    packer = zlib.compressobj(1)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return png(width, height, rows, depth=16, colour=colour)


def palette(transparency=None, kind="PNG"):
    picture = scene().convert("P", palette=Image.Palette.ADAPTIVE, colors=16)
    options = {} if transparency is None else {"transparency": transparency}
    return encoded(picture, kind, **options)


def endless_palette():
    """A picture in two colours that names the two-hundredth."""
    colours = png_chunk(b"PLTE", bytes(6))
    return png(8, 8, zlib.compress((b"\0" + b"\xc8" * 8) * 8), colour=3, chunks=colours)


def profile_of(mode):
    """A grey picture with the profile of a coloured one, or the other way about."""
    return encoded(scene().convert(mode), "JPEG", icc_profile=colour_profile())


# Notes ------------------------------------------------------------------------------------


def exif(**notes):
    tags = Image.Exif()
    for number, value in notes.items():
        tags[int(number[1:], 16)] = value
    return tags


def one_note(tag, kind, count, value):
    """A JPEG with a single note, of any type."""
    tiff = b"II*\0\x08\0\0\0" + struct.pack("<HHHLLL", 1, tag, kind, count, value, 0)
    return small("JPEG", exif=b"Exif\0\0" + tiff)


def orientation_of_words():
    return one_note(0x0112, 2, 2, ord("6"))


def endless_notes():
    """Notes whose directory leads back to itself."""
    return one_note(0x8769, 4, 1, 8)


def iptc():
    caption = f"{CANARY}-caption".encode()
    body = b"\x1c\x02\x78" + struct.pack(">H", len(caption)) + caption
    block = b"8BIM\x04\x04\0\0" + struct.pack(">L", len(body)) + body
    return jpeg_with(0xED, b"Photoshop 3.0\0" + block)


def two_pictures():
    """A picture with a second one behind it, as some telephones write them."""
    second = scene().resize((32, 24))
    second.encoderinfo = {"comment": CANARY}
    return encoded(scene(), "MPO", save_all=True, append_images=[second], comment=f"{CANARY}-first")


def behind(kind):
    return small(kind) + f"{CANARY}-behind".encode() * 20


def xmp_in_gif():
    data = small("GIF")
    head = data.index(b"\x2c\0\0\0\0")
    block = b"\x21\xff\x0bXMP DataXMP" + bytes([len(XMP)]) + XMP + b"\0"
    return data[:head] + block + data[head:]


# Two things at once -----------------------------------------------------------------------


def gif_script():
    """A GIF whose width reads `/*`, so that it runs as a script too."""
    return b"GIF89a/*" + small("GIF")[8:] + b"*/=1;alert(1)"


def gif_script_that_lies():
    """The same, whole: the frame is as small as it was."""
    return small("GIF") + b"*/=1;alert(1)"


def jpeg_archive():
    return small("JPEG") + archive({"evil.exe": f"MZ{CANARY}"})


def png_php():
    return png_with(b"tEXt", b"Comment\0<?php system($_GET['c']); /* CANARY */ ?>")


def jpeg_html():
    return jpeg_with(0xFE, b"<html>" + SCRIPT + b"CANARY")


def png_html():
    return small("PNG") + b"<!doctype html>" + SCRIPT + b"CANARY"


def webp_html():
    return webp(small("WEBP")[12:], riff_chunk(b"HTML", SCRIPT + b"CANARY"))


def pdf_jpeg():
    """A document that holds a picture; it begins as a document."""
    return b"%PDF-1.7\n" + small("JPEG")


# Nothing of ours --------------------------------------------------------------------------


def iso_media(brand):
    """The beginning of a file of the family that HEIC and AVIF are of."""
    body = b"ftyp" + brand + b"\0\0\0\0mif1" + brand
    return struct.pack(">L", len(body) + 4) + body + bytes(200)


def icon():
    return encoded(scene().resize((16, 16)), "ICO")


def svg(inside):
    return b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">' + inside + b"</svg>"


def stretched(kind, width, height):
    return encoded(Image.new("L", (width, height), 90), kind)


# Looking in -------------------------------------------------------------------------------


def words_in(data):
    """All that can be read in a file, packed or in letters of two bytes as well."""
    found = [data]
    for match in re.finditer(rb"(zTXt|iTXt|iCCP)", data):
        start = match.end()
        (length,) = struct.unpack_from(">L", data, start - 8)
        body = data[start : start + length]
        # The name of it, a NUL, and the kind of packing.
        packed = body[body.index(b"\0") + 2 :]
        if packed[:1] == b"\x78":
            found.append(zlib.decompress(packed))
    return b" ".join(found).replace(b"\0", b"").decode("latin-1")
