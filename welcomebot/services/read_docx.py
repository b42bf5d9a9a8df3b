"""Which text a DOCX holds, in reading order: headers, then paragraphs, tables and text boxes as they stand, then footers."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile, ZipInfo

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from welcomebot.services.cv_problems import CvError, CvProblem

# What a file may unpack to: pictures in all, text in XML. A small file can unpack to gigabytes.
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
MAX_XML_BYTES = 12 * 1024 * 1024
MAX_PARTS = 2_000
IS_ENCRYPTED = 0x1
WORD_FOLDER, PAGES_FOLDER = "word/", "Index/"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
CONTENT_TYPES, WORD_DOCUMENT = "[Content_Types].xml", b"wordprocessingml.document.main+xml"
PARAGRAPH, ROW, TEXT, TEXT_BOX = qn("w:p"), qn("w:tr"), qn("w:t"), qn("w:txbxContent")
CELLS = {qn("w:tc"), qn("w:sdt")}
SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# A text box is stored twice, the second time for old programs. What was deleted or only formats is not read.
SKIPPED = {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", qn("w:del"), qn("w:pPr"), qn("w:rPr"), qn("w:moveFrom")}


def read_docx(content: bytes) -> str:
    """Return the text of a DOCX; raises CvError where it is another kind of file or a bomb, and the libraries' own errors where it is broken."""
    _check_archive(content)
    part = docx.Document(BytesIO(content)).part
    headers, footers = (list(_related(part, kind)) for kind in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER))
    return "\n".join("".join(_pieces(each.element)) for each in (*headers, part, *footers))


def _check_archive(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        names = [part.filename for part in parts]
        if any(part.flag_bits & IS_ENCRYPTED for part in parts):
            raise CvError(CvProblem.ENCRYPTED)
        if _is_bomb(parts):
            raise CvError(CvProblem.TOO_LONG)
        if OPEN_DOCUMENT in content[:200] or any(name.startswith(PAGES_FOLDER) and name.endswith(".iwa") for name in names):
            raise CvError(CvProblem.OTHER_EDITOR)
        if not any(name.startswith(WORD_FOLDER) for name in names):
            raise CvError(CvProblem.NOT_SUPPORTED)
        # A template or a document with macros is a DOCX once it is saved as one.
        if WORD_DOCUMENT not in archive.read(CONTENT_TYPES):
            raise CvError(CvProblem.OTHER_EDITOR)


def _is_bomb(parts: list[ZipInfo]) -> bool:
    # The sizes are those that the archive names, and unpacking ends there.
    unpacked = sum(part.file_size for part in parts)
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    return len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED_BYTES or xml > MAX_XML_BYTES


def _related(part: XmlPart, kind: str) -> Iterator[XmlPart]:
    for relation in part.rels.values():
        if relation.reltype == kind and not relation.is_external and isinstance(relation.target_part, XmlPart):
            yield relation.target_part


def _pieces(element: Any) -> Iterator[str]:
    """Give the text of an element piece by piece; the XML parser keeps nesting below Python's limit."""
    for child in element:
        tag = child.tag
        if tag == TEXT:
            yield child.text or ""
        elif tag in SIGNS:
            yield SIGNS[tag]
        elif tag == TEXT_BOX:
            yield "\n"
            yield from _pieces(child)
        elif tag == ROW:
            yield from _row(child)
        elif isinstance(tag, str) and tag not in SKIPPED:
            yield from _pieces(child)
            if tag == PARAGRAPH:
                yield "\n"


def _row(row: Any) -> Iterator[str]:
    """Give short cells as one line ("Finnish B1"), cells with several paragraphs one after another: they are columns of the page."""
    cells = ["".join(_pieces(cell)).strip() for cell in row if cell.tag in CELLS]
    yield ("\n" if any("\n" in cell for cell in cells) else "\t").join(cells) + "\n"
