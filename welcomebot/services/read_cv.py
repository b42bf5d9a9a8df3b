"""Which text a CV holds: the content decides what kind of file it is, its name only helps where the content says nothing.

Call `read_cv_apart` for a file that a person sent: these readers have no limit of time.
"""

import unicodedata
from collections.abc import Callable

from welcomebot.services.cv_problems import CvError, CvProblem
from welcomebot.services.read_plain_text import read_plain_text

MAX_BYTES = 5 * 1024 * 1024
# Many times a long CV; what comes after it is left out.
MAX_CHARACTERS = 40_000
PDF_HEADER, PDF_HEADER_WITHIN = b"%PDF-", 1024
ZIP = b"PK\x03\x04"
# The container of old Office files, and of new ones that have a password.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RICH_TEXT = b"{\\rtf"
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<svg")
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"II*\x00", b"MM\x00*")
PICTURE_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"avif")
READABLE_NAMES = (".pdf", ".docx", ".txt")

Reader = Callable[[bytes], str]


def read_cv(content: bytes, filename: str) -> str:
    """Return the text of a PDF, DOCX or TXT; raises CvError, and nothing else, for whatever cannot be read."""
    if len(content) > MAX_BYTES:
        raise CvError(CvProblem.TOO_LARGE)
    if not content.strip(b"\0 \t\r\n"):
        raise CvError(CvProblem.EMPTY)
    read = _reader(content, filename)
    try:
        text = read(content)
    except CvError:
        raise
    except (MemoryError, RecursionError) as error:
        raise CvError(CvProblem.TOO_LONG) from error
    except Exception as error:  # the edge to two libraries, which break on damaged files in more ways than they name
        raise CvError(CvProblem.BROKEN) from error
    text = _tidy(text[: MAX_CHARACTERS * 4])
    if not any(letter.isalpha() for letter in text):
        raise CvError(CvProblem.EMPTY)
    return text[:MAX_CHARACTERS]


def _reader(content: bytes, filename: str) -> Reader:
    if PDF_HEADER in content[:PDF_HEADER_WITHIN]:
        # Only the reader that is needed is loaded: the libraries take longer to load than to read.
        from welcomebot.services.read_pdf import read_pdf  # noqa: PLC0415

        return read_pdf
    if content.startswith(ZIP):
        from welcomebot.services.read_docx import read_docx  # noqa: PLC0415

        return read_docx
    if problem := _known_problem(content):
        raise CvError(problem)
    return lambda text: _plain_text(text, filename.lower())


def _plain_text(content: bytes, name: str) -> str:
    text = read_plain_text(content)
    if text is None:
        raise CvError(CvProblem.BROKEN if name.endswith(READABLE_NAMES) else CvProblem.NOT_SUPPORTED)
    return text


def _known_problem(content: bytes) -> CvProblem | None:
    """Return what is wrong with a file of a known kind that is not read."""
    if content.startswith(OLE):
        if _utf16("EncryptedPackage") in content:
            return CvProblem.ENCRYPTED
        return CvProblem.OTHER_EDITOR if _utf16("WordDocument") in content else CvProblem.NOT_SUPPORTED
    if content.startswith(RICH_TEXT):
        return CvProblem.OTHER_EDITOR
    if _is_picture(content):
        return CvProblem.PICTURE
    return CvProblem.NOT_SUPPORTED if content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(MARKUP) else None


def _is_picture(content: bytes) -> bool:
    is_webp = content.startswith(b"RIFF") and content[8:12] == b"WEBP"
    is_phone_picture = content[4:8] == b"ftyp" and content[8:12] in PICTURE_BRANDS
    is_bitmap = content.startswith(b"BM") and int.from_bytes(content[2:6], "little") == len(content)
    return content.startswith(PICTURES) or is_webp or is_phone_picture or is_bitmap


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def _tidy(text: str) -> str:
    """Return a text in common forms of letters (no ligatures, no presentation forms), one space between words, no empty lines."""
    text = unicodedata.normalize("NFKC", text.encode("utf-8", "ignore").decode())
    lines = (" ".join(line.split()) for line in "".join(letter for letter in text if letter in "\n\t" or _is_shown(letter)).splitlines())
    return "\n".join(line for line in lines if line)


def _is_shown(letter: str) -> bool:
    # Soft hyphens, marks of direction, private and control characters: nothing of them is a letter.
    return unicodedata.category(letter) not in {"Cc", "Cf", "Co", "Cn"} or letter in "\r\f\v\x85\u200c"
