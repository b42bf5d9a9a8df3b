"""Files that people send as their CV, made by code: PDF with fonts of any script, DOCX with everything that Word puts in, and what only looks like them."""

import zlib
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf import PdfReader, PdfWriter

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
IMAGE = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream"
# "Cook with a hygiene passport", "experience: 10 years", "languages: Arabic" as programs print them: shapes of letters, the last first.
ARABIC = (
    ("ﻃﺒﺎخ ﻣﻊ ﺷﻬﺎدة ﻧﻈﺎﻓﺔ", "طباخ مع شهادة نظافة"),
    ("ﺳﺎﺋﻖ ﺷﺎﺣﻨﺔ", "سائق شاحنة"),
    ("اﻟﻌﺮﺑﻴﺔاﻟﻠﻐﺔ اﻷم", "العربية اللغة الأم"),
)


def pdf(*pages: Sequence[str], image: bool = False, content: bytes | None = None) -> bytes:
    """Return a PDF; every character is a glyph with its meaning in /ToUnicode, as printing programs write it. `content` replaces the drawing."""
    glyphs = sorted({letter for page in pages for line in page for letter in line})
    codes = {letter: number + 1 for number, letter in enumerate(glyphs)}
    meanings = "".join(f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>\n" for letter, code in codes.items())
    cmap = f"begincmap\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{len(codes)} beginbfchar\n{meanings}endbfchar\nendcmap".encode()
    drawn = [content if content is not None else drawing(page, codes, image=image) for page in pages]
    first = 7
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >>",
        stream(cmap),
        IMAGE,
    ]
    for number, page in enumerate(drawn):
        resources = "/Font << /F 3 0 R >> /XObject << /I 6 0 R >>" if image else "/Font << /F 3 0 R >>"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << {resources} >> /Contents {first + 1 + 2 * number} 0 R >>".encode(),
            stream(page),
        ]
    return assembled(objects)


def drawing(lines: Sequence[str], codes: dict[str, int], *, image: bool) -> bytes:
    shown = [f"1 0 0 1 50 {800 - 20 * row} Tm <{''.join(f'{codes[letter]:04x}' for letter in line)}> Tj" for row, line in enumerate(lines)]
    return f"{'q 595 0 0 842 0 0 cm /I Do Q ' if image else ''}BT /F 12 Tf {' '.join(shown)} ET".encode()


def stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def assembled(objects: Sequence[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def printed_arabic(line: str) -> str:
    """Return a line as it is drawn, from left to right."""
    return line[::-1]


def encrypted_pdf(content: bytes, *, password: str, algorithm: str = "RC4-128") -> bytes:
    """Return a PDF that opens with a password; an empty one only forbids to change it."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    writer.encrypt(user_password=password, owner_password="the owner's", algorithm=algorithm)
    return written(writer)


def form_pdf() -> bytes:
    """Return a form that was filled in; the page itself has other words."""
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (work) /V (forklift driver) /Rect [0 0 9 9] >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [5 0 R] /Contents 4 0 R /Resources << /Font << /F 6 0 R >> >> >>",
        stream(b"BT /F 12 Tf 50 800 Td (Application for work) Tj ET"),
        field,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    return assembled(objects)


def slow_pdf() -> bytes:
    """Return a small PDF that takes long to read: each of its pages draws hundreds of thousands of letters one by one."""
    return pdf(*(["a"] for _ in range(30)), content=b"BT /F 12 Tf " + b"<0001> Tj " * 400_000 + b"ET")


def written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def docx_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def full_docx() -> bytes:
    """Return a DOCX with a header, a footer, tables, a text box, a content control, a deletion and a line break."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Header: Welder"
    document.sections[0].footer.paragraphs[0].text = "Footer: Kokkola"
    document.add_paragraph("Before the table")
    languages = document.add_table(2, 2)
    for row, cells in enumerate((("Finnish", "B1"), ("Arabic", "mother tongue"))):
        for column, text in enumerate(cells):
            languages.cell(row, column).text = text
    columns = document.add_table(1, 2)
    columns.cell(0, 0).text = "Left one\nLeft two"
    columns.cell(0, 1).text = "Right one"
    inner = columns.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Inner", "table"
    after = document.add_paragraph("After the table")
    after.add_run().add_break()
    after.add_run("after the break")
    box = (
        f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="urn:wps"><mc:AlternateContent>'
        "<mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document.add_paragraph("Beside the box")._p.append(parse_xml(box))
    control = f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>In the control</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    deleted = f"<w:p {nsdecls('w')}><w:del w:id='1' w:author='a'><w:r><w:delText>Deleted</w:delText></w:r></w:del><w:r><w:t>Kept</w:t></w:r></w:p>"
    for xml in (control, deleted):
        document.element.body.insert(-1, parse_xml(xml))
    return saved(document)


def saved(document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    """Return a ZIP; two underscores in a name stand for a slash, one for a dot."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def docx_with(content: bytes, name: str, part: bytes) -> bytes:
    """Return a DOCX with one part replaced."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for each in old.infolist():
            new.writestr(each.filename, part if each.filename == name else old.read(each.filename))
    return out.getvalue()


def open_document() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<text>Welder</text>")
    return out.getvalue()


def ole(*streams: str) -> bytes:
    return OLE + bytes(504) + b"".join(name.encode("utf-16-le") + bytes(64) for name in streams)
