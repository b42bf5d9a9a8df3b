"""Which text a PDF holds, page by page, the words of right-to-left lines in the order of speaking."""

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import Any

from pypdf import PageObject, PasswordType, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

from welcomebot.services.cv_problems import CvError, CvProblem

# A longer file is a CV with its certificates; those are left out.
MAX_PAGES = 30
ENOUGH_CHARACTERS = 60_000
# Next to a picture so few letters are what the scanning app writes under each page.
SCAN_LETTERS = 30
PRESENTATION_FORMS = range(0xFE70, 0xFEFD)

Piece = tuple[float, str]  # how far right a piece of text stands, and the text

_FORMS = {chr(code): unicodedata.decomposition(chr(code)).split(" ", 1) for code in PRESENTATION_FORMS if unicodedata.decomposition(chr(code))}
# Letters with a form for the middle of a word join the next letter: in another form they end the word. Two letters only ever end one.
_ENDING = {base for form, base in _FORMS.values() if form == "<medial>"} | {"0629", "0649"}
_LAST_FORMS = "".join(letter for letter, (form, base) in _FORMS.items() if form in {"<final>", "<isolated>"} and base in _ENDING)
_ARABIC = "\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc"
_ARABIC_LETTER, _LATIN_LETTER = re.compile(f"[{_ARABIC}]"), re.compile("[A-Za-z]")
# Cells of a table and words of another script come without a space where the writing direction changes.
_BORDERS = re.compile(f"(?<=[{_LAST_FORMS}\u0629])(?=[{_ARABIC}])|(?<=[{_ARABIC}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{_ARABIC}])")


def read_pdf(content: bytes) -> str:
    """Return the text of a PDF; raises CvError where it has a password or no text, and the library's own errors where it is broken."""
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise CvError(CvProblem.ENCRYPTED)
        pages = [reader.pages[number] for number in range(min(len(reader.pages), MAX_PAGES))]
        if not pages:
            raise CvError(CvProblem.BROKEN)
        texts = [*_texts(pages), *_filled_in(reader)]
    except (DependencyError, FileNotDecryptedError) as error:
        raise CvError(CvProblem.ENCRYPTED) from error
    except LimitReachedError as error:
        raise CvError(CvProblem.TOO_LONG) from error
    if not texts:
        raise CvError(CvProblem.SCANNED)
    return _BORDERS.sub(" ", "\n".join(texts))


def _texts(pages: list[PageObject]) -> Iterator[str]:
    length = 0
    for page in pages:
        text = _spoken(page)
        length += len(text)
        if _has_words(page, text):
            yield text
        if length > ENOUGH_CHARACTERS:
            return


def _has_words(page: PageObject, text: str) -> bool:
    letters = sum(letter.isalpha() for letter in text)
    return letters >= SCAN_LETTERS or (letters > 0 and not _shows_picture(page))


def _shows_picture(page: PageObject) -> bool:
    shown = page.get("/Resources", {}).get_object().get("/XObject")
    return shown is not None and any(each.get_object().get("/Subtype") == "/Image" for each in shown.get_object().values())


def _filled_in(reader: PdfReader) -> list[str]:
    """Return what was written into the fields of a form."""
    return [value for value in reader.get_form_text_fields().values() if isinstance(value, str)]


def _spoken(page: PageObject) -> str:
    """Return a page's text with right-to-left lines in the order of speaking: a page is drawn in any order."""
    pieces: list[Piece] = []

    def gather(text: str, place: list[float], text_place: list[float], *_: Any) -> None:
        pieces.append((text_place[4] * place[0] + text_place[5] * place[2] + place[4], text))

    drawn: str = page.extract_text(visitor_text=gather)
    if not _ARABIC_LETTER.search(drawn):
        return drawn
    lines: list[list[Piece]] = [[]]
    for x, piece in pieces:
        first, *more = piece.split("\n")
        lines[-1].append((x, first))
        lines += [[(x, start)] for start in more]
    return "\n".join(_spoken_line(line) for line in lines)


def _spoken_line(pieces: list[Piece]) -> str:
    line = "".join(text for _, text in pieces)
    if len(_LATIN_LETTER.findall(line)) >= len(_ARABIC_LETTER.findall(line)):
        return line
    from_the_right = sorted((piece for piece in pieces if piece[1].strip()), key=lambda piece: -piece[0])
    texts: list[str] = []
    for is_latin, group in groupby((text for _, text in from_the_right), key=lambda text: bool(_LATIN_LETTER.search(text))):
        run = list(group)
        texts += reversed(run) if is_latin else run
    return " ".join(texts)
