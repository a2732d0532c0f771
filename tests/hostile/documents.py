"""Documents of all kinds we take, and others: how each is made."""

import io
import struct
import zipfile

from core.files import MEDIA_TYPES
from tests.hostile.photos import CANARY, XMP, encoded, exif_notes, photo, scene

MAIN = {"docx": "word/document.xml", "pptx": "ppt/presentation.xml", "xlsx": "xl/workbook.xml"}


def archive(members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return data.getvalue()


def office(ending="docx", main_type=None, **more):
    """A file of Word, Excel or PowerPoint, as far as its parts go."""
    main_type = main_type or f"{MEDIA_TYPES[ending]}.main+xml"
    types = f'<Types><Override PartName="/{MAIN[ending]}" ContentType="{main_type}"/></Types>'
    return archive({"[Content_Types].xml": types, MAIN[ending]: "<x/>"} | more)


def open_document(ending="odt", **more):
    return archive({"mimetype": MEDIA_TYPES[ending], "content.xml": "<x/>"} | more)


# Documents that do more than be read -------------------------------------------------------


def pdf(*objects, page="", trailer=""):
    """A PDF with these objects after its catalogue, and a table of where each of them is."""
    texts = [
        "<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    ]
    texts += [f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]{page}>>", *objects]
    data, places = b"%PDF-1.7\n", []
    for number, text in enumerate(texts, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(texts) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<</Size {len(texts) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode()


PDF = pdf("<</S/GoTo/D[3 0 R/Fit]>>")
CORE = (
    '<cp:coreProperties xmlns:cp="x" xmlns:dc="y"><dc:creator>'
    f"{CANARY}-author</dc:creator></cp:coreProperties>"
)


def telling_pdf():
    """Its author stands in five places: of the file, a page, a photograph, a program's notes."""
    xmp = f"<</Type/Metadata/Length {len(XMP)}>>stream\n{XMP.decode()}\nendstream"
    picture = encoded(scene(), "JPEG", exif=exif_notes(1)).decode("latin-1")
    return pdf(
        f"<</Author({CANARY}-author)/Title({CANARY}-title)>>",
        xmp,
        f"<</Type/XObject/Metadata 5 0 R/PieceInfo<</X<</LastModified({CANARY}-day)>>>>"
        f"/Subtype/Image/Width 64/Height 48/Filter/DCTDecode/Length {len(picture)}>>"
        f"stream\n{picture}\nendstream",
        page="/Metadata 5 0 R/Resources<</XObject<</X 6 0 R>>>>",
        trailer="/Info 4 0 R",
    )


def running_pdf():
    """What it has run, holds and names is written into other objects, not beside them."""
    deeds = "".join(
        f"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/{deed}/{key}({CANARY}-deed)>>>>"
        for deed, key in (("JavaScript", "JS"), ("Launch", "F"), ("SubmitForm", "F"))
    )
    comment = (
        f"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(No.)/T({CANARY}-author)"
        f"/AA<</PV<</S/URI/URI(https://example.org/{CANARY}-seen)>>>>>>"
    )
    signed = f"<</FT/Sig/T(Signature)/V<</Type/Sig/ByteRange[0 1 2 3]/Name({CANARY}-signed)>>>>"
    catalogue = (
        f"/Names<</JavaScript<</Names[(x)<</S/JavaScript/JS({CANARY}-open)>>]>>"
        f"/EmbeddedFiles<</Names[(x)<</Type/Filespec/F({CANARY}-file)>>]>>>>"
        f"/AcroForm<</XFA({CANARY}-form)/Fields[{signed}]>>"
    )
    data = pdf("<</S/GoTo/D[3 0 R/Fit]>>", page=f"/Annots[{deeds}{comment}]")
    return data.replace(b"/OpenAction 4 0 R", catalogue.encode())


def telling_office(ending):
    """Its author, machine and photograph stand in all the parts where Office writes such."""
    folder = MAIN[ending].partition("/")[0]
    return office(
        ending,
        **{
            "docProps/core.xml": CORE,
            "docProps/app.xml": f"<Properties><Company>{CANARY}-office</Company></Properties>",
            "docProps/custom.xml": f"<Properties>{CANARY}-custom</Properties>",
            f"{folder}/media/image1.jpeg": photo("JPEG") + f"{CANARY}-behind".encode(),
            f"{folder}/media/image2.png": photo("PNG"),
        },
    )


def telling_open_document():
    return open_document(
        **{
            "meta.xml": CORE,
            "settings.xml": f"<config-item>{CANARY}-printer</config-item>",
            "Pictures/1.png": photo("PNG"),
        }
    )


def linked(kind, target="https://example.org/x.dotm"):
    """A document whose settings or pictures are fetched from elsewhere when it is opened."""
    rels = "http://schemas.openxmlformats.org"
    relation = (
        f'<Relationships xmlns="{rels}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{rels}/officeDocument/2006/relationships/{kind}" Target="{target}" '
        'TargetMode="External"/></Relationships>'
    )
    return office(**{"word/_rels/settings.xml.rels": relation})


def types_saying(text, ending="docx", **more):
    """An Office file whose list of types is this."""
    return archive({"[Content_Types].xml": text, MAIN[ending]: "<x/>"} | more)


PLAIN = f'<Override PartName="/word/document.xml" ContentType="{MEDIA_TYPES["docx"]}.main+xml"/>'
WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def late_macros():
    """Its type with macros stands behind a megabyte of nothing."""
    macros = f'<Default Extension="bin" ContentType="{WITH_MACROS}"/>'
    return types_saying(f"<Types>{PLAIN}{' ' * 1_100_000}{macros}</Types>")


def disguised_macros():
    """Its type with macros is spelled in a way that only a reader of XML understands."""
    macros = WITH_MACROS.replace("E", "&#69;")
    return types_saying(f'<Types>{PLAIN}<Default Extension="x" ContentType="{macros}"/></Types>')


def declared_macros():
    """Its type with macros is put together from a declaration."""
    declared = '<!DOCTYPE Types [<!ENTITY e "macroEnabl">]>'
    macros = WITH_MACROS.replace("macroEnabl", "&e;")
    return types_saying(
        f'{declared}<Types>{PLAIN}<Default Extension="x" ContentType="{macros}"/></Types>'
    )


def laughing_types():
    """Nine declarations, of which each says the one before ten times: a thousand million words."""
    declared = "<!ENTITY a0 'ha'>" + "".join(
        f"<!ENTITY a{level} '{f'&a{level - 1};' * 10}'>" for level in range(1, 10)
    )
    return types_saying(f"<!DOCTYPE Types [{declared}]><Types>{PLAIN}&a9;</Types>")


# Archives that are no documents, or too much -----------------------------------------------


def with_member(name, content="x", **attributes):
    """A Word file with one part more, whose entry has these attributes."""
    data = io.BytesIO(office())
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as file:
        member = zipfile.ZipInfo(name)
        # What zipfile makes of the name is not what is to be sent.
        member.filename = name
        for attribute, value in attributes.items():
            setattr(member, attribute, value)
        file.writestr(member, content)
    return data.getvalue()


def symlink():
    return with_member("word/link", "/etc/passwd", create_system=3, external_attr=0o120777 << 16)


def lying_bomb():
    """Says of a part of 60 MB that it has ten bytes."""
    data = office(**{"word/big.xml": bytes(60 * 1024 * 1024)})
    return data.replace(struct.pack("<L", 60 * 1024 * 1024), struct.pack("<L", 10))


def locked():
    """All parts of it are said to be encrypted."""
    data = bytearray(office())
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    return bytes(data)


def twice_described():
    """Two lists of types: the first with macros, the second without."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr("[Content_Types].xml", f'<Types ContentType="{WITH_MACROS}"/>')
        file.writestr("[content_types].xml", f"<Types>{PLAIN}</Types>")
        file.writestr(MAIN["docx"], "<x/>")
    return data.getvalue()


def empty_archive():
    return archive({})


def nested(levels):
    """An archive in an archive in an archive."""
    data = bytes(1_000_000)
    for _ in range(levels):
        data = archive({"x": data})
    return data
