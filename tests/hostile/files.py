"""What people may hand in, by accident or to do harm, and what becomes of each.

Pictures become what is written beside them (`png`, `jpg`), documents are kept as what they are, and
the others are refused with one of the reasons below.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from PIL import Image

from tests.hostile import documents, pictures
from tests.hostile.documents import MAIN, PDF, archive, office, open_document
from tests.hostile.photos import CANARY, XMP, colour_profile, encoded, exif_notes, photo, scene
from tests.hostile.pictures import SCRIPT, claims, cut, small

# What a refusal says, in part.
NOT_A_PICTURE = "no picture we can read"
DAMAGED = "damaged or incomplete"
TOO_MANY_PIXELS = "too many pixels"
UNUSUAL = "stored in an unusual way"
NOT_A_FILE = "not a file we can take"
MACROS = "contains macros"
TOO_BIG = "too big"
UNREADABLE = "damaged, or locked by a password"
EMPTY = "empty"

UPRIGHT, SIDEWAYS = (64, 48), (48, 64)


@dataclass(eq=False)
class Upload:
    """One file, how it is called, and the ending it is kept under or the reason of its refusal.

    `size` is the picture that is to come of it; one that is `heavy` takes long to make or to read.
    """

    what: str
    make: Callable[[], bytes]
    becomes: str = ""
    refused: str = ""
    called: str = ""
    size: tuple = ()
    heavy: bool = False

    def __str__(self):
        return self.what

    @cached_property
    def data(self):
        return self.make()


def taken(what, make, becomes, **more):
    return Upload(what, make, becomes=becomes, **more)


def refused(what, make, reason, **more):
    return Upload(what, make, refused=reason, **more)


# Pictures ---------------------------------------------------------------------------------

HARMLESS_PICTURES = [
    taken("a PNG called JPEG", partial(small, "PNG"), "png", called="a.jpg", size=UPRIGHT),
    taken("a JPEG called PNG", partial(small, "JPEG"), "jpg", called="a.png", size=UPRIGHT),
    taken("a WebP called GIF", partial(small, "WEBP"), "jpg", called="a.gif", size=UPRIGHT),
    taken("a GIF called a program", partial(small, "GIF"), "png", called="a.exe", size=UPRIGHT),
    taken("a JPEG without an ending", partial(small, "JPEG"), "jpg", called="a", size=UPRIGHT),
    taken("a JPEG in capitals", partial(small, "JPEG"), "jpg", called="A.JPEG", size=UPRIGHT),
    taken("a JPEG of two endings", partial(small, "JPEG"), "jpg", called="a.php.jpg"),
    taken("a progressive JPEG", lambda: small("JPEG", progressive=True), "jpg", size=UPRIGHT),
    taken("a JPEG with restarts", lambda: small("JPEG", restart_marker_rows=1), "jpg"),
    taken("a grey JPEG", lambda: encoded(scene().convert("L"), "JPEG"), "jpg", size=UPRIGHT),
    taken("a CMYK JPEG", pictures.cmyk, "jpg", size=UPRIGHT),
    taken("a YCCK JPEG", pictures.ycck, "jpg", size=UPRIGHT),
    taken("a lossless WebP", lambda: small("WEBP", lossless=True), "jpg", size=UPRIGHT),
    taken("a see-through WebP", lambda: encoded(scene().convert("RGBA"), "WEBP"), "jpg"),
    taken("a PNG of one bit", lambda: encoded(scene().convert("1")), "png", size=UPRIGHT),
    taken("a deep grey PNG", partial(pictures.deep, 0), "png", size=(8, 8)),
    taken("a deep PNG", partial(pictures.deep, 2), "png", size=(8, 8)),
    taken("a deep grey PNG with alpha", partial(pictures.deep, 4), "png", size=(8, 8)),
    taken("a deep PNG with alpha", partial(pictures.deep, 6), "png", size=(8, 8)),
    taken("a palette", pictures.palette, "png", size=UPRIGHT),
    taken("a palette with one hole", partial(pictures.palette, 0), "png", size=UPRIGHT),
    taken("a palette with many holes", partial(pictures.palette, bytes(range(16))), "png"),
    taken("a GIF with a hole", partial(pictures.palette, 0, "GIF"), "png", size=UPRIGHT),
    taken("a palette that is too short", pictures.endless_palette, "png", size=(8, 8)),
    taken("a moving GIF", partial(pictures.moving, "GIF", 500), "png", size=(20, 10)),
    taken("a moving WebP", partial(pictures.moving, "WEBP", 20), "jpg", size=(20, 10)),
    taken("a moving PNG", partial(pictures.moving, "PNG", 20), "png", size=(20, 10)),
    taken("a moving PNG with a hidden frame", pictures.hidden_frame, "png", size=(20, 10)),
    taken("one pixel", partial(pictures.plain, 1, 1), "png", size=(1, 1)),
    taken("a line", partial(pictures.stretched, "PNG", 16_000, 1), "png", size=(16_000, 1)),
    taken("a long drawing", partial(pictures.stretched, "PNG", 300, 20_000), "png",
          size=(246, 16_383)),
    taken("a long photograph", partial(pictures.stretched, "JPEG", 200, 30_000), "jpg",
          size=(109, 16_383)),
]  # fmt: skip

ORIENTATIONS = [
    taken(
        f"a {kind} of orientation {orientation}",
        partial(small, kind, exif=exif_notes(orientation)),
        {"PNG": "png"}.get(kind, "jpg"),
        size=SIDEWAYS if orientation > 4 else UPRIGHT,
    )
    for kind in ("JPEG", "WEBP", "PNG")
    for orientation in range(1, 9)
    if kind == "JPEG" or orientation in (1, 6)
] + [
    taken("an orientation of nine", lambda: small("JPEG", exif=pictures.exif(t0112=9)), "jpg"),
    taken("an orientation of words", pictures.orientation_of_words, "jpg", size=UPRIGHT),
]

# Each tells in one place only, so that none is found by another's fault.
WITH_CANARIES = [
    taken("a JPEG with all notes", partial(photo, "JPEG"), "jpg", size=SIDEWAYS),
    taken("a PNG with all notes", partial(photo, "PNG"), "png", size=SIDEWAYS),
    taken("a WebP with all notes", partial(photo, "WEBP"), "jpg", size=SIDEWAYS),
    taken("EXIF in a JPEG", lambda: small("JPEG", exif=exif_notes(1)), "jpg"),
    taken("EXIF in a PNG", lambda: small("PNG", exif=exif_notes(1)), "png"),
    taken("EXIF in a WebP", lambda: small("WEBP", exif=exif_notes(1)), "jpg"),
    taken("EXIF twice", lambda: pictures.jpeg_with(0xE1, exif_notes(1)), "jpg"),
    taken("an artist", lambda: small("JPEG", exif=pictures.exif(t013b=CANARY)), "jpg"),
    taken(
        "Windows' own notes",
        lambda: small("JPEG", exif=pictures.exif(t9c9c=CANARY.encode("utf-16-le"))),
        "jpg",
    ),
    taken("XMP in a JPEG", lambda: small("JPEG", xmp=XMP), "jpg"),
    taken("XMP in a PNG", lambda: pictures.png_with(
        b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP), "png"),
    taken("XMP in a WebP", lambda: small("WEBP", xmp=XMP), "jpg"),
    taken("XMP in a GIF", pictures.xmp_in_gif, "png"),
    taken(
        "XMP in several parts",
        lambda: pictures.jpeg_with(
            0xE1, b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 32 + bytes(8) + XMP
        ),
        "jpg",
    ),
    taken("IPTC", pictures.iptc, "jpg"),
    taken("a comment in a JPEG", lambda: small("JPEG", comment=CANARY), "jpg"),
    taken("a comment in a GIF", lambda: small("GIF", comment=CANARY), "png"),
    taken("a block of nobody's", lambda: pictures.jpeg_with(0xEB, CANARY.encode()), "jpg"),
    taken("text in a PNG", lambda: pictures.png_with(b"tEXt", b"Author\0CANARY"), "png"),
    taken("a chunk of nobody's", lambda: pictures.png_with(b"prVt", b"CANARY"), "png"),
    taken("a time", lambda: pictures.png_with(b"tIME", b"\x07\xe8CANAR"), "png"),
    taken("a profile in a JPEG", lambda: small("JPEG", icc_profile=colour_profile()), "jpg"),
    taken("a profile in a PNG", lambda: small("PNG", icc_profile=colour_profile()), "png"),
    taken("a profile in a WebP", lambda: small("WEBP", icc_profile=colour_profile()), "jpg"),
    taken("a grey picture, coloured profile", partial(pictures.profile_of, "L"), "jpg"),
    taken("an inked picture, coloured profile", partial(pictures.profile_of, "CMYK"), "jpg"),
    taken("a picture behind the picture", pictures.two_pictures, "jpg"),
    *[
        taken(f"something behind a {kind}", partial(pictures.behind, kind), becomes)
        for kind, becomes in {"GIF": "png", "JPEG": "jpg", "PNG": "png", "WEBP": "jpg"}.items()
    ],
    taken("a thousand texts", partial(pictures.many_texts, 1_000), "png"),
]  # fmt: skip

BROKEN_NOTES = [
    taken(
        f"{what} in a {kind}",
        partial(small, kind, **notes),
        {"PNG": "png"}.get(kind, "jpg"),
    )
    for kind in ("JPEG", "PNG", "WEBP")
    for what, notes in {
        "broken EXIF": {"exif": b"Exif\0\0II*\0\xff\xff\xff\xff"},
        "EXIF that is none": {"exif": b"Exif\0\0junk"},
        "a profile that is none": {"icc_profile": b"junk"},
        "half a profile": {"icc_profile": colour_profile()[:300]},
    }.items()
] + [
    taken("XMP that is none", lambda: small("JPEG", xmp=b"\xff\0<<<" + CANARY.encode()), "jpg"),
    taken("notes that never end", pictures.endless_notes, "jpg"),
]

TWO_AT_ONCE = [
    taken("a GIF that is a script", pictures.gif_script, "png"),
    taken("a GIF with a script behind", pictures.gif_script_that_lies, "png"),
    taken("a JPEG that is an archive", pictures.jpeg_archive, "jpg"),
    taken("a JPEG that is a page", pictures.jpeg_html, "jpg"),
    taken("a PNG that is a PHP program", pictures.png_php, "png", called="a.php"),
    taken("a PNG that is a page", pictures.png_html, "png", called="a.html"),
    taken("a WebP that is a page", pictures.webp_html, "jpg"),
    refused("a PDF that is a JPEG", pictures.pdf_jpeg, NOT_A_PICTURE),
    refused("a page that is a PNG", lambda: SCRIPT + small("PNG"), NOT_A_PICTURE),
]

NO_PICTURES = [
    refused("nothing", bytes, EMPTY),
    refused("one byte", lambda: b"\x89", NOT_A_PICTURE),
    refused("a million zeros", lambda: bytes(1_000_000), NOT_A_PICTURE),
    refused("a drawing with a script", lambda: pictures.svg(SCRIPT), NOT_A_PICTURE, called="a.svg"),
    refused("a drawing called PNG", lambda: pictures.svg(b"<g onload='x'/>"), NOT_A_PICTURE),
    refused("a TIFF", partial(small, "TIFF"), NOT_A_PICTURE, called="a.tiff"),
    refused("a BMP", partial(small, "BMP"), NOT_A_PICTURE, called="a.bmp"),
    refused("an icon", pictures.icon, NOT_A_PICTURE, called="a.ico"),
    refused("an AVIF", partial(small, "AVIF"), NOT_A_PICTURE, called="a.avif"),
    refused("a JPEG 2000", partial(small, "JPEG2000"), NOT_A_PICTURE, called="a.jp2"),
    refused("an EPS", partial(small, "EPS"), NOT_A_PICTURE, called="a.eps"),
    refused("a PDF of a picture", partial(small, "PDF"), NOT_A_PICTURE, called="a.pdf"),
    refused("a PPM", partial(small, "PPM"), NOT_A_PICTURE),
    refused("a TGA", partial(small, "TGA"), NOT_A_PICTURE),
    refused("a PCX", partial(small, "PCX"), NOT_A_PICTURE),
    refused("a DDS", partial(small, "DDS"), NOT_A_PICTURE),
    refused("an HEIC", partial(pictures.iso_media, b"heic"), NOT_A_PICTURE, called="a.heic"),
    refused("a sequence of AVIF", partial(pictures.iso_media, b"avis"), NOT_A_PICTURE),
    refused("a page called JPEG", lambda: b"<html>" + SCRIPT, NOT_A_PICTURE),
    refused("a program called JPEG", lambda: b"MZ\x90" + bytes(500), NOT_A_PICTURE),
    refused("an archive called JPEG", lambda: archive({"a": "b"}), NOT_A_PICTURE),
    refused("a GIF without a frame", lambda: b"GIF89a\x10\0\x10\0\0\0\0;", NOT_A_PICTURE),
    refused("a PNG of no height", lambda: pictures.png(5, 0, b""), NOT_A_PICTURE),
    refused("a WebP of nothing", lambda: pictures.webp(), NOT_A_PICTURE),
    refused("a WebP of an unknown kind", lambda: pictures.webp(
        pictures.riff_chunk(b"VP8?", bytes(50))), NOT_A_PICTURE),
]  # fmt: skip

CUT_OFF = [
    refused(f"{what} of a {kind}", partial(cut, kind, share), reason)
    for kind, reasons in {
        "JPEG": [NOT_A_PICTURE, DAMAGED, DAMAGED, DAMAGED],
        "PNG": [NOT_A_PICTURE, DAMAGED, DAMAGED, DAMAGED],
        "GIF": [NOT_A_PICTURE, DAMAGED, DAMAGED, DAMAGED],
        "WEBP": [NOT_A_PICTURE, NOT_A_PICTURE, NOT_A_PICTURE, NOT_A_PICTURE],
    }.items()
    for (what, share), reason in zip(
        {"the head": 0.004, "a third": 0.33, "half": 0.5, "nine tenths": 0.9}.items(),
        reasons,
        strict=True,
    )
]

TOO_MUCH = [
    *[
        refused(f"a PNG of {side} x {side}", partial(
            pictures.png_bomb, side), TOO_MANY_PIXELS, heavy=side > 20_000)
        for side in (10_000, 20_000, 50_000)
    ],
    refused("a JPEG of 12000 x 12000", lambda: pictures.plain(
        12_000, 12_000, "JPEG", "L"), TOO_MANY_PIXELS, heavy=True),
    refused("a PNG that claims to be endless", lambda: claims(
        "PNG", 2**31 - 1, 2**31 - 1), TOO_MANY_PIXELS),
    refused("a PNG that claims to be wide", lambda: claims(
        "PNG", 2**31 - 1, 1), TOO_MANY_PIXELS),
    refused("a JPEG that claims to be huge", lambda: claims(
        "JPEG", 65_500, 65_500), TOO_MANY_PIXELS),
    refused("a GIF that claims to be huge", lambda: claims(
        "GIF", 65_535, 65_535), TOO_MANY_PIXELS),
    refused("a GIF on a huge sheet", partial(pictures.gif_canvas, 65_535), TOO_MANY_PIXELS),
    refused("a WebP that claims to be huge", lambda: claims(
        "WEBP", 16_384, 16_384), TOO_MANY_PIXELS),
    refused("a WebP on a huge sheet", lambda: pictures.webp_canvas(
        16_384, 16_384), TOO_MANY_PIXELS),
    refused("a PNG that claims 24 megapixels", lambda: claims("PNG", 6_000, 4_000), DAMAGED),
    taken("a JPEG that claims 24 megapixels", lambda: claims(
        "JPEG", 6_000, 4_000), "jpg", size=(6_000, 4_000), heavy=True),
    refused("a line of 900000 rows", partial(pictures.stretched, "PNG", 1, 900_000), UNUSUAL),
    refused("a line of 14 million rows", partial(
        pictures.stretched, "PNG", 1, 13_900_000), UNUSUAL, heavy=True),
    refused("a packed text of 60 MB", pictures.text_bomb, NOT_A_PICTURE),
    refused("a packed profile of 60 MB", pictures.profile_bomb, NOT_A_PICTURE),
    refused("more than 10 MB", lambda: small("JPEG") + bytes(10 * 1024 * 1024), TOO_BIG),
]  # fmt: skip

# As large as they may be, in every way that a decoder keeps them in memory.
LARGEST = [
    taken(what, make, becomes, heavy=True)
    for what, make, becomes in [
        ("the largest PNG", partial(pictures.plain, 5_000, 5_000), "png"),
        ("the largest see-through PNG", partial(pictures.plain, 5_000, 5_000, mode="RGBA"), "png"),
        ("the largest deep PNG", partial(pictures.plain_deep, 5_000, 5_000, 2), "png"),
        ("the largest deep grey PNG", partial(pictures.plain_deep, 5_000, 5_000, 0), "png"),
        ("the largest deep see-through PNG", partial(
            pictures.plain_deep, 5_000, 5_000, 6), "png"),
        ("the largest palette", lambda: pictures.plain(
            5_000, 5_000, mode="P", transparency=0), "png"),
        ("the largest PNG with a profile", lambda: pictures.plain(
            5_000, 5_000, mode="RGBA", icc_profile=colour_profile(), exif=exif_notes(6)), "png"),
        ("the largest GIF", lambda: pictures.plain(
            5_000, 5_000, "GIF", "P", transparency=0), "png"),
        ("the largest moving GIF", lambda: encoded(
            Image.new("P", (5_000, 5_000)), "GIF", save_all=True,
            append_images=[Image.new("P", (5_000, 5_000), 1)]), "png"),
        ("the largest JPEG", lambda: pictures.plain(
            5_000, 5_000, "JPEG", progressive=True, subsampling=0, exif=exif_notes(6),
            icc_profile=colour_profile()), "jpg"),
        ("the largest grey JPEG", partial(pictures.plain, 5_000, 5_000, "JPEG", "L"), "jpg"),
        ("the largest CMYK JPEG", lambda: pictures.plain(
            3_740, 3_740, "JPEG", "CMYK", exif=exif_notes(6)), "jpg"),
        ("the largest WebP", lambda: pictures.plain(
            3_740, 3_740, "WEBP", exif=exif_notes(6), icc_profile=colour_profile()), "jpg"),
        ("the largest lossless WebP", lambda: pictures.plain(
            3_740, 3_740, "WEBP", "RGBA", lossless=True), "png"),
        ("the largest moving WebP", lambda: encoded(
            Image.new("RGB", (3_740, 3_740)), "WEBP", save_all=True,
            append_images=[Image.new("RGB", (3_740, 3_740), "red")]), "jpg"),
        ("the largest JPEG of noise", lambda: pictures.noisy(
            5_000, "JPEG", "RGB", quality=25, progressive=True, subsampling=0,
            exif=exif_notes(6), icc_profile=colour_profile()), "jpg"),
        ("the largest WebP of noise", lambda: pictures.noisy(
            3_740, "WEBP", "RGBA", quality=60, method=0, alpha_quality=0, exif=exif_notes(6),
            icc_profile=colour_profile()), "png"),
        ("the largest long drawing", partial(
            pictures.plain, 850, 16_460, mode="RGBA"), "png"),
        ("the longest drawing", partial(pictures.plain, 213, 65_535, mode="RGBA"), "png"),
    ]
]  # fmt: skip

PICTURES = [
    *HARMLESS_PICTURES,
    *ORIENTATIONS,
    *WITH_CANARIES,
    *BROKEN_NOTES,
    *TWO_AT_ONCE,
    *NO_PICTURES,
    *CUT_OFF,
    *TOO_MUCH,
    *LARGEST,
]

# Documents --------------------------------------------------------------------------------

HARMLESS_DOCUMENTS = [
    taken("a PDF called a program", lambda: PDF, "pdf", called="a.exe"),
    taken("a PDF called HTML", lambda: PDF, "pdf", called="a.html"),
    taken("a PDF in capitals", lambda: PDF, "pdf", called="A.PDF"),
    taken("a Word file called Excel", office, "docx", called="a.xlsx"),
    taken("a Word file called archive", office, "docx", called="a.zip"),
    taken("an Excel file", lambda: office("xlsx"), "xlsx"),
    taken("a PowerPoint file", lambda: office("pptx"), "pptx"),
    taken("an OpenDocument text called Word", open_document, "odt", called="a.docx"),
    taken("a table", lambda: b"a,b\n1,2\n", "csv", called="A.CSV"),
    taken("a table without its name", lambda: b"a,b\n1,2\n", "txt", called="a.csv.exe"),
    taken("a table that starts a program", lambda: b"=cmd|' /C calc'!A0\n", "csv", called="a.csv"),
    taken("text with a mark of its bytes", lambda: "\ufeffPaix".encode(), "txt"),
    taken("text from the right", lambda: "سلام\u202e\u2066abc".encode(), "txt"),
    taken("one letter", lambda: b"a", "txt"),
    taken("one line of a megabyte", lambda: b"a" * 1_000_000, "txt"),
    taken("a script called text", lambda: b"#!/bin/sh\nrm -rf /\n", "txt", called="a.txt"),
    taken("a program in PHP", lambda: b"<?php system($_GET['c']);", "txt", called="a.php"),
    taken("a page in seven bits", lambda: b"+ADw-script+AD4-alert(1)", "txt", called="a.html"),
    taken("RTF, which nobody opens as such", lambda: b"{\\rtf1 x}", "txt", called="a.rtf"),
    taken("PostScript as text", lambda: b"%!PS\nquit\n", "txt", called="a.ps"),
]

# Our promise is that they tell nothing, open nothing here and are only ever downloads.
ACTIVE_DOCUMENTS = [
    taken("a PDF with a script", lambda: documents.pdf(
        "<</S/JavaScript/JS(app.alert\\(1\\))>>"), "pdf"),
    taken("a PDF that starts a program", lambda: documents.pdf(
        "<</S/Launch/F(cmd.exe)>>"), "pdf"),
    taken("a PDF with a file inside", lambda: documents.pdf(
        "<<>>", "<</Type/EmbeddedFile/Length 2>>stream\nMZ\nendstream"), "pdf"),
    taken("a PDF that is an archive", lambda: PDF + archive({"evil.exe": "MZ"}), "pdf"),
    taken("a PDF that is a page", lambda: PDF + b"<html>" + SCRIPT, "pdf", called="a.html"),
    taken("a Word file with a link", lambda: documents.linked("hyperlink"), "docx"),
    taken("a template from elsewhere", lambda: documents.linked("attachedTemplate"), "docx"),
    taken("a picture from elsewhere", lambda: documents.linked("image"), "docx"),
    taken("an object inside", lambda: office(**{"word/embeddings/oleObject1.bin": "MZ"}), "docx"),
]  # fmt: skip

TELLING_DOCUMENTS = [
    taken("a PDF by somebody", documents.telling_pdf, "pdf"),
    taken("a PDF that runs what stands in it", documents.running_pdf, "pdf"),
    *[
        taken(f"a {ending} by somebody", partial(documents.telling_office, ending), ending)
        for ending in MAIN
    ],
    taken("an odt by somebody", documents.telling_open_document, "odt"),
]

NO_DOCUMENTS = [
    refused("nothing", bytes, EMPTY),
    refused("one byte", lambda: b"\0", NOT_A_FILE),
    refused("a page called PDF", lambda: b"<!doctype html><p>Hello", NOT_A_FILE),
    refused("a page in capitals", lambda: b"Minutes <SCRIPT SRC=//x>", NOT_A_FILE),
    refused("a page with blanks", lambda: b"Minutes < script>", NOT_A_FILE),
    refused("a page behind a mark of its bytes", lambda: b"\xef\xbb\xbf<html>", NOT_A_FILE),
    refused("a PDF behind a line", lambda: b"\n" + PDF + b"\xff", NOT_A_FILE),
    refused("a PDF in small letters", lambda: b"%pdf-1.7\n\xff", NOT_A_FILE),
    refused("a program called PDF", lambda: b"MZ\x90\0" + PDF, NOT_A_FILE),
    refused("a program of Linux", lambda: b"\x7fELF" + bytes(60), NOT_A_FILE, called="a.pdf"),
    refused("a drawing", lambda: pictures.svg(SCRIPT), NOT_A_FILE, called="a.svg"),
    refused("a picture", partial(small, "PNG"), NOT_A_FILE, called="a.pdf"),
    refused("an old Word file", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, NOT_A_FILE),
    refused("text in UTF-16", lambda: "Minutes".encode("utf-16"), NOT_A_FILE),
    refused("text in UTF-32", lambda: "Minutes".encode("utf-32"), NOT_A_FILE),
    refused("text in the letters of Windows", lambda: "é".encode("cp1252"), NOT_A_FILE),
    refused("text with a bell", lambda: b"Minutes\x07", NOT_A_FILE),
    refused("text with half a letter", lambda: b"Minutes \xed\xa0\x80", NOT_A_FILE),
    refused("a mail with a page", lambda: b"MIME-Version: 1.0\n\n<html>", NOT_A_FILE),
    refused("an archive of gzip", lambda: b"\x1f\x8b\x08" + bytes(50), NOT_A_FILE),
    refused("24 MB of text and a page", lambda: b"x" * 24_000_000 + b"<html>", NOT_A_FILE,
            heavy=True),
    refused("a PDF without an end", lambda: b"%PDF-1.7\n1 0 obj", UNREADABLE),
    refused("a locked PDF", lambda: documents.pdf(
        "<</Filter/Standard/V 2/R 3/P -4>>", trailer="/Encrypt 4 0 R"), UNREADABLE),
    refused("more than 25 MB", lambda: PDF + bytes(25 * 1024 * 1024), TOO_BIG, heavy=True),
]  # fmt: skip

ARCHIVES = [
    refused("an empty archive", documents.empty_archive, NOT_A_FILE),
    refused("an archive called Word", lambda: archive({"a": "b"}), NOT_A_FILE, called="a.docx"),
    refused("the head of an archive", lambda: b"PK\x03\x04", NOT_A_FILE),
    *[
        refused(f"{what} of an archive", lambda share=share: office()[
            : int(len(office()) * share)], NOT_A_FILE)
        for what, share in {"a third": 0.33, "half": 0.5, "nine tenths": 0.9}.items()
    ],
    refused("an archive without its last byte", lambda: office()[:-1], NOT_A_FILE),
    refused("an archive with a comment", lambda: office()[:-2] + b"\x01\0x", NOT_A_FILE),
    refused("an archive behind a page", lambda: b"<html>" + office(), NOT_A_FILE),
    refused("a locked archive", documents.locked, NOT_A_FILE),
    refused("archives in archives", lambda: documents.nested(9), NOT_A_FILE),
    refused("a bomb in Word", lambda: office(**{
        "word/document.xml": bytes(60 * 1024 * 1024)}), NOT_A_FILE, heavy=True),
    refused("a bomb of many", lambda: office(**{
        f"word/{number}": "" for number in range(600)}), NOT_A_FILE, heavy=True),
    refused("a bomb that lies about its size", documents.lying_bomb, UNREADABLE, heavy=True),
    *[
        refused(f"a part called {name!a}", partial(documents.with_member, name), NOT_A_FILE)
        for name in (
            "../../../etc/x", "word/../../x", "..", "/etc/x", "//host/x", "..\\..\\x",
            "\\\\host\\x", "C:/Windows/x", "C:x",
        )
    ],
    refused("a part that leads elsewhere", documents.symlink, NOT_A_FILE),
    refused("an OpenDocument of another kind", lambda: archive(
        {"mimetype": "application/x-evil", "content.xml": ""}), NOT_A_FILE),
    refused("Office without its list of types", lambda: archive(
        {"word/document.xml": "<x/>"}), NOT_A_FILE),
]  # fmt: skip

WITH_MACROS = [
    refused("macros", lambda: office(**{"word/vbaProject.bin": "x"}), MACROS),
    refused("macros called Word", lambda: office(
        main_type=documents.WITH_MACROS), MACROS, called="a.docx"),
    refused("macros called docm", lambda: office(
        main_type=documents.WITH_MACROS), MACROS, called="a.docm"),
    refused("macros behind a megabyte", documents.late_macros, NOT_A_FILE),
    refused("macros spelled otherwise", documents.disguised_macros, MACROS),
    refused("macros put together", documents.declared_macros, MACROS),
    refused("a list of types that laughs", documents.laughing_types, NOT_A_FILE),
    refused("two lists of types", documents.twice_described, NOT_A_FILE),
    refused("a program of ActiveX", lambda: office(**{"word/activeX/activeX1.bin": "x"}), MACROS),
]  # fmt: skip

DOCUMENTS = [
    *HARMLESS_DOCUMENTS,
    *ACTIVE_DOCUMENTS,
    *TELLING_DOCUMENTS,
    *NO_DOCUMENTS,
    *ARCHIVES,
    *WITH_MACROS,
]

HEAVIEST = [
    *TOO_MUCH,
    *LARGEST,
    *[upload for upload in DOCUMENTS if upload.heavy],
]
