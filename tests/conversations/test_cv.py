"""Somebody sends a CV: its words reach the bot, nothing of it stays, and a file that cannot be read is told what to do instead."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from telegram import Update
from telegram.ext import ApplicationHandlerStop, MessageHandler, filters

from tests.conversations.conftest import Rehearsal
from tests.unit.cv_files import docx_file, encrypted_pdf, full_docx, ole, open_document, pdf
from welcomebot.services.cv_problems import CvError, CvProblem
from welcomebot.services.read_cv import MAX_BYTES
from welcomebot.telegram import receiving_files
from welcomebot.telegram.application import BotContext
from welcomebot.telegram.cards.cv import SENTENCES, cv_problem_card
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import turn_of

WORDS_INSTEAD = {
    "fi": "Et tarvitse CV:tä.",
    "sv": "Du behöver inget cv.",
    "en": "You do not need a CV.",
    "uk": "Резюме не обов’язкове.",
    "ru": "Резюме не обязательно.",
    "ar": "لا تحتاجون إلى سيرة ذاتية.",
}
NOBODY = 999_999_999_999_999
SMALL_PDF = pdf(["Welder, five years"])


async def repeat(update: Update, context: BotContext) -> None:
    """Answer a CV with its text, as a feature would with what it found there."""
    turn = await turn_of(update, context)
    try:
        turn.say(Html.text(await receiving_files.document_text(update, context)))
    except CvError as error:
        turn.say(*cv_problem_card(turn, error.problem))
    raise ApplicationHandlerStop


@pytest.fixture
async def reader(bot: Rehearsal, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Rehearsal]:
    """Give the bot with a feature that takes every file for a CV; trouble passes quickly."""
    monkeypatch.setattr(receiving_files, "FIRST_PAUSE_S", 0.01)
    application: Any = bot.parts.runner.application
    application.add_handler(MessageHandler(filters.Document.ALL | filters.PHOTO, repeat), group=-1)
    yield bot
    bot.api.rejections.clear()


READ = [
    ("uk", "резюме.pdf", pdf(["Зварювальник, п'ять років"]), "Зварювальник, п'ять років"),
    ("ar", "سيرة.docx", docx_file("طباخ مع شهادة نظافة"), "طباخ مع شهادة نظافة"),
    ("fi", "CV.TXT", "Hitsaaja, työkokemus".encode("cp1252"), "Hitsaaja, työkokemus"),
    ("ru", "резюме.txt", "Сварщик, опыт пять лет".encode("cp1251"), "Сварщик, опыт пять лет"),
]


async def test_words_of_a_cv_are_read(reader: Rehearsal) -> None:
    for language, name, content, text in READ:
        newcomer = await reader.settled_newcomer(language)
        await newcomer.sends_file(name, content)
        assert newcomer.last.text.translate({0x2068: None, 0x2069: None}) == text


PROBLEMS = [
    # (language, name, content, how the reply begins)
    ("en", "cv.pdf", b"%PDF-1.4" + b"x" * MAX_BYTES, "This file is too large. I can read a CV of up to 5 MB."),
    ("fi", "cv.pdf", pdf([""], image=True), "En löytänyt tästä PDF-tiedostosta sanoja"),
    ("sv", "cv.pdf", encrypted_pdf(SMALL_PDF, password="secret"), "Filen har ett lösenord"),
    ("uk", "cv.docx", ole("EncryptedPackage"), "Файл захищено паролем"),
    ("ru", "cv.docx", full_docx()[:3000], "Файл повреждён"),
    ("ar", "cv.odt", open_document(), "لا أستطيع قراءة هذا النوع من المستندات"),
    ("en", "cv.exe", b"\x7fELF" + bytes(range(256)), "I cannot read this kind of file."),
    ("uk", "cv.txt", b"  \n ", "У цьому файлі немає тексту"),
    ("ar", "cv.jpg", b"\xff\xd8\xff\xe0" + bytes(9), "لا أستطيع قراءة السيرة الذاتية من صورة"),
]


async def test_problem_is_told_in_the_persons_language_with_a_way_on(reader: Rehearsal) -> None:
    for language, name, content, beginning in PROBLEMS:
        newcomer = await reader.settled_newcomer(language)
        await newcomer.sends_file(name, content)
        text = newcomer.last.text.translate({0x2068: None, 0x2069: None})
        assert text.startswith(beginning), (language, name)
        assert WORDS_INSTEAD[language] in text, (language, name)


async def test_photo_of_a_cv_is_no_text(reader: Rehearsal) -> None:
    newcomer = await reader.settled_newcomer("en")
    await newcomer.sends("photo")
    assert newcomer.last.text.startswith("I cannot read a picture of a CV.")


async def test_large_file_is_refused_before_it_is_fetched(reader: Rehearsal) -> None:
    newcomer = await reader.settled_newcomer("en")
    await newcomer.sends_file("cv.pdf", b"x" * (MAX_BYTES + 1))
    assert newcomer.last.text.startswith("This file is too large.")
    assert (reader.api.counts["getFile"], reader.api.counts["downloadFile"]) == (0, 0)


async def test_trouble_with_the_download_passes(reader: Rehearsal) -> None:
    newcomer = await reader.settled_newcomer("en")
    faults = reader.api.faults
    for arrange in (faults.server_error, faults.connection_error, faults.timeout_after_storing):
        for method in ("getFile", "downloadFile"):
            arrange(method=method)
            await newcomer.sends_file("cv.pdf", SMALL_PDF)
            assert newcomer.last.text == "Welder, five years", (arrange, method)
    faults.too_many_requests(1, method="getFile")
    await newcomer.sends_file("cv.pdf", SMALL_PDF)
    assert newcomer.last.text == "Welder, five years"


async def test_file_that_telegram_does_not_give_is_asked_for_once_more(reader: Rehearsal, monkeypatch: pytest.MonkeyPatch) -> None:
    newcomer = await reader.settled_newcomer("en")
    faults = reader.api.faults
    arrangements = (
        lambda: faults.bad_request("wrong file_id or the file is temporarily unavailable", method="getFile"),
        lambda: faults.server_error(method="downloadFile", times=receiving_files.MAX_ATTEMPTS),
        lambda: faults.server_error(404, method="downloadFile", times=receiving_files.MAX_ATTEMPTS),
    )
    for arrange in arrangements:
        arrange()
        await newcomer.sends_file("cv.pdf", SMALL_PDF)
        assert newcomer.last.text.startswith("I could not get the file from Telegram.")
    monkeypatch.setattr(receiving_files, "LONGEST_DOWNLOAD_S", 0.05)
    faults.too_many_requests(2, method="getFile")
    await newcomer.sends_file("cv.pdf", SMALL_PDF)
    assert newcomer.last.text.startswith("I could not get the file from Telegram.")


async def test_size_that_only_telegram_knows_counts(reader: Rehearsal) -> None:
    newcomer = await reader.settled_newcomer("en")
    reader.api.faults.bad_request("file is too big", method="getFile")
    await newcomer.sends_file("cv.pdf", SMALL_PDF)
    assert newcomer.last.text.startswith("This file is too large.")


async def test_nothing_of_the_file_is_stored_or_logged(reader: Rehearsal, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="welcomebot")
    newcomer = await reader.settled_newcomer("en")
    await newcomer.sends_file("CV Virtanen.txt", b"Lighthouse keeper")
    await newcomer.sends_file("CV Virtanen.pdf", b"%PDF-1.4 Lighthouse keeper")
    for trace in ("Virtanen", "Lighthouse"):
        assert await reader.rows_about(NOBODY, text=trace) == {}
    assert not any("Virtanen" in record.getMessage() or "Lighthouse" in record.getMessage() for record in caplog.records)
    assert [record.getMessage() for record in caplog.records if record.getMessage().startswith("cv.")] == ["cv.read characters=17", "cv.refused problem=broken"]


async def test_others_are_answered_while_a_file_is_read(reader: Rehearsal, monkeypatch: pytest.MonkeyPatch) -> None:
    is_reading, may_end = asyncio.Event(), asyncio.Event()

    async def read_slowly(content: bytes, filename: str) -> str:
        is_reading.set()
        await may_end.wait()
        return "Welder"

    monkeypatch.setattr(receiving_files, "read_cv_apart", read_slowly)
    sender, other = await reader.settled_newcomer("en"), await reader.settled_newcomer("en")
    sending = asyncio.create_task(sender.sends_file("cv.pdf", SMALL_PDF))
    await is_reading.wait()
    async with asyncio.timeout(timedelta(seconds=4).total_seconds()):
        await other.says("how do I get a tax card?")
    assert other.last.text.startswith("Tax card")
    may_end.set()
    await sending
    assert sender.last.text == "Welder"


def test_every_problem_has_its_sentence() -> None:
    assert SENTENCES.keys() == set(CvProblem)
    assert len(set(SENTENCES.values())) == len(CvProblem)
