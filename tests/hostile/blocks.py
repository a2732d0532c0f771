"""What a picture file consists of, so that nothing but the picture is found in it."""

import struct

CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
# Tables, the frame, the scans; JFIF's own head is checked for its length.
SEGMENTS = {0xDB, 0xC0, 0xC2, 0xC4, 0xDD}
RIFF_CHUNKS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}


def strange_blocks(data):
    """The blocks of a PNG, JPEG or WebP that are no part of the picture itself."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _of_png(data)
    if data.startswith(b"\xff\xd8"):
        return _of_jpeg(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _of_webp(data)
    return [data[:12]]


def _of_png(data):
    strange, at, kind = [], 8, b""
    while at < len(data) and kind != b"IEND":
        length, kind = struct.unpack_from(">L4s", data, at)
        if kind not in CHUNKS:
            strange.append(kind)
        at += length + 12
    return strange + ([b"behind"] if at != len(data) else [])


def _of_jpeg(data):
    strange, at = [], 2
    while (marker := data[at + 1]) != 0xDA:
        (length,) = struct.unpack_from(">H", data, at + 2)
        is_jfif = marker == 0xE0 and length == 16 and data[at + 4 : at + 9] == b"JFIF\0"
        if marker not in SEGMENTS and not is_jfif:
            strange.append(marker)
        at += length + 2
    # Within the scans 0xff is stuffed, so that this can only be the end.
    return strange + ([b"behind"] if data.index(b"\xff\xd9", at) + 2 != len(data) else [])


def _of_webp(data):
    strange, at = [], 12
    while at < len(data):
        kind, length = struct.unpack_from("<4sL", data, at)
        if kind not in RIFF_CHUNKS:
            strange.append(kind)
        at += 8 + length + length % 2
    (length,) = struct.unpack_from("<L", data, 4)
    return strange + ([b"behind"] if length + 8 != len(data) else [])
