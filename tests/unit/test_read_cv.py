"""Reading a CV: real files of every kind, in the languages of the people, and files that harm."""

import asyncio
import contextlib
import os
import shutil
import time

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st
from playwright.async_api import async_playwright

from tests.unit import cv_files
from tests.unit.cv_files import ARABIC, docx_file, docx_with, encrypted_pdf, full_docx, ole, pdf, printed_arabic, zipped
from welcomebot.services import read_cv_apart as apart
from welcomebot.services.cv_problems import CvError, CvProblem
from welcomebot.services.read_cv import MAX_BYTES, MAX_CHARACTERS, read_cv

CHROMIUM = shutil.which("chromium")
WORDS = {
    "fi": "Hitsaaja, työkokemus 5 vuotta\nTrukinkuljettaja ja hygieniapassi",
    "sv": "Svetsare på varvet i fem år\nKörkort för släpvagn, fältarbete",
    "en": "Café cook – five years’ experience\nHygiene passport",
    "uk": "Зварювальник, досвід п'ять років\nВодій навантажувача, її ґанок",
    "ru": "Сварщик, опыт работы пять лет\nВодитель погрузчика, объём",
    "ar": "طباخ لديه شهادة نظافة\nسائق شاحنة، خمس سنوات خبرة",
}
# Every encoding that the text of a language is saved in.
ENCODINGS = {
    "fi": ("cp1252", "iso-8859-1"),
    "sv": ("cp1252", "iso-8859-1"),
    "en": ("cp1252",),
    "uk": ("cp1251", "koi8-u"),
    "ru": ("cp1251", "koi8-u"),
    "ar": ("cp1256",),
}
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
TEXTS = [(language, encoding) for language in WORDS for encoding in (*UNICODE, *ENCODINGS[language])]


def problem_of(content: bytes, filename: str = "cv") -> CvProblem:
    with pytest.raises(CvError) as caught:
        read_cv(content, filename)
    return caught.value.problem


@pytest.mark.parametrize(("language", "encoding"), TEXTS)
def test_plain_text_in_every_encoding(language: str, encoding: str) -> None:
    text = WORDS[language]
    assert read_cv(text.encode(encoding), "cv.txt") == text.replace("\u2019", "’")


@pytest.mark.parametrize("language", [language for language in WORDS if language != "ar"])
def test_pdf_is_read_line_by_line(language: str) -> None:
    first, second = WORDS[language].splitlines()
    assert read_cv(pdf([first], [second]), "cv.pdf").splitlines() == [first, second]


@pytest.mark.parametrize(("printed", "spoken"), ARABIC)
def test_arabic_pdf_is_read_in_the_order_of_speaking(printed: str, spoken: str) -> None:
    assert read_cv(pdf([printed_arabic(printed)]), "cv.pdf") == spoken


@pytest.mark.parametrize("language", WORDS)
def test_docx_is_read(language: str) -> None:
    assert read_cv(docx_file(*WORDS[language].splitlines()), "cv.docx") == WORDS[language]


def test_docx_is_read_in_reading_order_with_all_its_parts() -> None:
    assert read_cv(full_docx(), "cv.docx").splitlines() == [
        "Header: Welder",
        "Before the table",
        "Finnish B1",
        "Arabic mother tongue",
        "Left one",
        "Left two",
        "Right one",
        "Inner table",
        "After the table",
        "after the break",
        "Beside the box",
        "In the box",
        "In the control",
        "Kept",
        "Footer: Kokkola",
    ]


def test_words_that_were_filled_into_a_form_are_read() -> None:
    assert read_cv(cv_files.form_pdf(), "form.pdf").splitlines() == ["Application for work", "forklift driver"]


def test_ligatures_are_letters_again() -> None:
    assert read_cv(pdf(["Oﬃce aﬃnity ﬂuent"]), "cv.pdf") == "Office affinity fluent"


def test_pdf_that_only_forbids_changes_is_read() -> None:
    for algorithm in ("RC4-128", "AES-128", "AES-256"):
        assert read_cv(encrypted_pdf(pdf(["Welder"]), password="", algorithm=algorithm), "cv.pdf") == "Welder"


KINDS = [
    # (content, what it is in truth)
    (pdf(["Welder"]), "a PDF"),
    (b"\n\n" + pdf(["Welder"]), "a PDF after empty lines"),
    (docx_file("Welder"), "a DOCX"),
    (b"Welder", "a text"),
]


@pytest.mark.parametrize(("content", "truth"), KINDS)
@pytest.mark.parametrize("name", ["cv.pdf", "cv.docx", "cv.txt", "cv.jpg", "cv", ""])
def test_content_decides_not_the_name(content: bytes, truth: str, name: str) -> None:
    assert read_cv(content, name) == "Welder", truth


REFUSED = [
    # (content, name, problem, what it is)
    (b"x" * (MAX_BYTES + 1), "cv.txt", CvProblem.TOO_LARGE, "a byte too many"),
    (b"", "cv.txt", CvProblem.EMPTY, "no byte"),
    (b" \n\t ", "cv.txt", CvProblem.EMPTY, "spaces"),
    ("\ufeff…\n12.".encode(), "cv.txt", CvProblem.EMPTY, "no letter"),
    (docx_file(), "cv.docx", CvProblem.EMPTY, "a DOCX without a word"),
    (pdf([""], image=True), "cv.pdf", CvProblem.SCANNED, "a picture of a page"),
    (pdf(["Made with ScanApp"], ["Made with ScanApp"], image=True), "cv.pdf", CvProblem.SCANNED, "pictures with the app's name below"),
    (pdf([""]), "cv.pdf", CvProblem.SCANNED, "drawings without letters"),
    (encrypted_pdf(pdf(["Welder"]), password="secret"), "cv.pdf", CvProblem.ENCRYPTED, "a PDF with a password"),
    (encrypted_pdf(pdf(["Welder"]), password="secret", algorithm="AES-256"), "cv.pdf", CvProblem.ENCRYPTED, "a new password"),
    (ole("EncryptedPackage"), "cv.docx", CvProblem.ENCRYPTED, "a DOCX with a password"),
    (ole("WordDocument"), "cv.docx", CvProblem.OTHER_EDITOR, "an old Word document"),
    (ole("Workbook"), "cv.xls", CvProblem.NOT_SUPPORTED, "an old spreadsheet"),
    (cv_files.open_document(), "cv.odt", CvProblem.OTHER_EDITOR, "an OpenDocument text"),
    (zipped(Index__Document_iwa=b"x"), "cv.pages", CvProblem.OTHER_EDITOR, "a Pages document"),
    (rb"{\rtf1\ansi Welder}", "cv.rtf", CvProblem.OTHER_EDITOR, "rich text"),
    (docx_with(docx_file("x"), "[Content_Types].xml", b"<Types/>"), "cv.docm", CvProblem.OTHER_EDITOR, "a document with macros"),
    (zipped(xl__workbook_xml=b"<x/>"), "cv.xlsx", CvProblem.NOT_SUPPORTED, "a spreadsheet"),
    (zipped(cv_txt=b"Welder"), "cv.zip", CvProblem.NOT_SUPPORTED, "a ZIP"),
    (b"<!DOCTYPE html><p>Welder", "cv.html", CvProblem.NOT_SUPPORTED, "a web page"),
    (b"\x7fELF" + bytes(range(256)), "cv.exe", CvProblem.NOT_SUPPORTED, "a program"),
    (bytes(range(256)), "cv.pdf", CvProblem.BROKEN, "no PDF at all"),
    (b"\xff\xd8\xff\xe0" + bytes(99), "cv.jpg", CvProblem.PICTURE, "a JPEG"),
    (b"\x89PNG\r\n\x1a\n" + bytes(99), "cv.pdf", CvProblem.PICTURE, "a PNG called PDF"),
    (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "cv.webp", CvProblem.PICTURE, "a WebP"),
    (b"\x00\x00\x00\x18ftypheic" + bytes(99), "cv.heic", CvProblem.PICTURE, "a phone's picture"),
    (b"%PDF-1.7\nnothing", "cv.pdf", CvProblem.BROKEN, "a PDF without pages"),
    (docx_file("Welder")[:2000], "cv.docx", CvProblem.BROKEN, "half a DOCX"),
    (docx_with(docx_file("x"), "word/document.xml", b"<w:doc"), "cv.docx", CvProblem.BROKEN, "a DOCX with broken XML"),
    (docx_with(docx_file("x"), "word/document.xml", b" " * 13_000_000), "cv.docx", CvProblem.TOO_LONG, "a ZIP bomb"),
    (pdf(["a"], content=b" " * 80_000_000), "cv.pdf", CvProblem.TOO_LONG, "a PDF bomb"),
    (docx_with(docx_file("x"), "docProps/thumbnail.jpeg", bytes(70_000_000)), "cv.docx", CvProblem.TOO_LONG, "a ZIP bomb as a picture"),
]


@pytest.mark.parametrize(("content", "name", "problem", "what"), REFUSED, ids=[what for *_, what in REFUSED])
def test_what_cannot_be_read_is_told_apart(content: bytes, name: str, problem: CvProblem, what: str) -> None:
    assert problem_of(content, name) == problem, what


def test_encrypted_parts_of_a_zip_are_a_password() -> None:
    content = bytearray(docx_file("Welder"))
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1
    assert problem_of(bytes(content)) == CvProblem.ENCRYPTED


def test_words_that_begin_like_a_bitmap_are_words() -> None:
    assert read_cv(b"BMW mechanic", "cv.txt") == "BMW mechanic"


def test_foreign_files_stay_closed(tmp_path) -> None:
    (tmp_path / "secret").write_text("a secret")
    xml = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Welder &e;</w:t></w:r></w:p></w:body></w:document>'
    assert read_cv(docx_with(docx_file("x"), "word/document.xml", xml.encode()), "cv.docx") == "Welder"


def test_entities_that_multiply_are_harmless() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    xml = f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Welder &e9;</w:t></w:r></w:p></w:body></w:document>'
    text = ""
    with contextlib.suppress(CvError):
        text = read_cv(docx_with(docx_file("x"), "word/document.xml", xml.encode()), "cv.docx")
    assert len(text) < 100


def test_long_file_is_read_up_to_a_limit() -> None:
    assert len(read_cv(b"welder " * 100_000, "cv.txt")) == MAX_CHARACTERS
    assert "page 29" in read_cv(pdf(*([f"This is page {n} of many certificates"] for n in range(50))), "cv.pdf")
    assert "page 30" not in read_cv(pdf(*([f"This is page {n} of many certificates"] for n in range(50))), "cv.pdf")


def read_or_refuse(content: bytes, filename: str) -> None:
    with contextlib.suppress(CvError):
        assert read_cv(content, filename)


@given(content=st.binary(max_size=300), start=st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", cv_files.OLE, b"\xff\xfe", b"BM"]), name=st.text(max_size=20))
def test_any_bytes_are_read_or_refused(content: bytes, start: bytes, name: str) -> None:
    read_or_refuse(start + content, name)


SMALL = {
    "pdf": pdf(["Welder"], image=True),
    "docx": zipped(word__document_xml=b"<x/>"),
    "full docx": full_docx(),
    "locked pdf": encrypted_pdf(pdf(["Welder"]), password=""),
}


@given(kind=st.sampled_from(sorted(SMALL)), share=st.floats(0, 1))
def test_file_that_was_cut_off_is_read_or_refused(kind: str, share: float) -> None:
    content = SMALL[kind]
    read_or_refuse(content[: int(share * len(content))], f"cv.{kind[-4:]}")


@given(kind=st.sampled_from(sorted(SMALL)), changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8))
def test_file_with_damaged_bytes_is_read_or_refused(kind: str, changes: list[tuple[float, int]]) -> None:
    content = bytearray(SMALL[kind])
    for share, byte in changes:
        content[int(share * len(content))] = byte
    read_or_refuse(bytes(content), "cv")


def test_short_pdf_cut_off_at_every_byte_is_read_or_refused() -> None:
    content = pdf(["Welder"])
    for end in range(len(content)):
        read_or_refuse(content[:end], "cv.pdf")


async def test_file_is_read_in_a_process_of_its_own() -> None:
    texts = await asyncio.gather(*(apart.read_cv_apart(content, "cv.pdf") for content, _ in KINDS))
    assert texts == ["Welder"] * len(KINDS)
    assert await apart.read_cv_apart(b"Welder", "cv\0.\ud800 --help.TXT") == "Welder"
    for content, problem in [(pdf([""], image=True), CvProblem.SCANNED), (b"x" * (MAX_BYTES + 1), CvProblem.TOO_LARGE), (b"\x00", CvProblem.EMPTY)]:
        with pytest.raises(CvError) as caught:
            await apart.read_cv_apart(content, "cv.pdf")
        assert caught.value.problem == problem


@pytest.mark.parametrize(("limit", "value"), [("PROCESSOR_S", 1), ("WALL_S", 1.0)])
async def test_slow_file_is_given_up_and_the_bot_goes_on(monkeypatch: pytest.MonkeyPatch, limit: str, value: float) -> None:
    monkeypatch.setattr(apart, limit, value)
    ticks, began = 0, time.monotonic()
    reading = asyncio.create_task(apart.read_cv_apart(cv_files.slow_pdf(), "cv.pdf"))
    while not reading.done():
        await asyncio.sleep(0.01)
        ticks += 1
    with pytest.raises(CvError) as caught:
        await reading
    assert caught.value.problem == CvProblem.TOO_SLOW
    assert time.monotonic() - began < 10
    assert ticks > 20


async def test_who_waits_for_a_reader_in_vain_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LONGEST_WAIT_S", 0.05)
    with pytest.raises(CvError) as caught:
        await apart.read_cv_apart(pdf(["Welder"]), "cv.pdf")
    assert caught.value.problem == CvProblem.TOO_SLOW


async def test_process_that_reads_knows_no_secrets_and_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:secret")
    asked: list[tuple[list[str], dict[str, str]]] = []
    run = apart.subprocess.run

    def watched(command, **options):
        asked.append((command, options["env"]))
        return run(command, **options)

    monkeypatch.setattr(apart.subprocess, "run", watched)
    await apart.read_cv_apart(b"Welder", "CV Matti Meikalainen.txt")
    ((command, environment),) = asked
    assert environment == {}
    assert not any("Meikalainen" in part for part in command)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def printed() -> dict[str, bytes]:
    """Return a page in each language as one browser prints it."""
    if CHROMIUM is None:
        assert not os.environ.get("REQUIRE_ALL_TESTS"), "chromium is not installed"
        pytest.skip("chromium is not installed")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page()
        files = {}
        for language, text in WORDS.items():
            body = "".join(f"<p>{line}</p>" for line in text.splitlines())
            await page.set_content(f"<html lang={language} dir={'rtl' if language == 'ar' else 'ltr'}><body>{body}</body></html>")
            files[language] = await page.pdf()
        await browser.close()
    return files


@pytest.mark.browser
@pytest.mark.parametrize("language", WORDS)
def test_pdf_that_a_browser_printed(language: str, printed: dict[str, bytes]) -> None:
    assert read_cv(printed[language], "cv.pdf").splitlines() == WORDS[language].splitlines()
