"""`bot.py` as people start it: the rehearsal in a browser, wrong settings, one answer on the command line."""

import asyncio
import json
import os
import re
import shutil
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import async_playwright, expect

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium")
CHROMIUM_MISSING = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
FIRST_ANSWER_S = 5.0  # after the start, embeddings and lemma tries still being computed


def environment(folder: Path, **settings: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "DATA_DIR": str(folder / "data"), "LISTEN_PORT": "0"} | settings


async def bot_process(folder: Path, *arguments: str, **settings: str) -> asyncio.subprocess.Process:
    pipes = {"stdin": asyncio.subprocess.PIPE, "stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.PIPE}
    return await asyncio.create_subprocess_exec(sys.executable, "bot.py", *arguments, cwd=ROOT, env=environment(folder, **settings), **pipes)


@pytest.fixture
def caches(search_folder: Path) -> str:
    """Return a folder in which embeddings and lemma tries stay from test to test."""
    return str(search_folder)


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    process = await bot_process(tmp_path)
    assert process.stderr is not None
    while line := (await process.stderr.readline()).decode():
        if found := re.search(r"Open (http://127\.0\.0\.1:\d+)", line):
            break
    else:
        pytest.fail("the rehearsal printed no address")
    draining = asyncio.create_task(process.stderr.read())
    yield found[1]
    process.terminate()
    assert await process.wait() == 0
    log = (await draining).decode()
    assert "Traceback" not in log
    assert "1:rehearsal" not in log


@pytest.mark.browser
@pytest.mark.process
@CHROMIUM_MISSING
async def test_newcomer_asks_in_arabic_and_taps_in_the_rehearsal_page(address: str) -> None:
    began = time.monotonic()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 390, "height": 844})
        await page.goto(address)
        await page.get_by_role("button", name="العربية").click()
        chat = page.get_by_role("tabpanel")
        await chat.get_by_role("button", name="ابدأ").click()
        await chat.locator(".message").get_by_role("button", name="العربية").click()
        await chat.get_by_role("textbox").fill("من أين أحصل على البطاقة الضريبية؟")
        await chat.get_by_role("textbox").press("Enter")
        answer = chat.locator(".message").filter(has_text="verokortti")
        await expect(answer).to_be_visible(timeout=FIRST_ANSWER_S * 1000)
        assert await answer.locator(".text").evaluate("node => getComputedStyle(node).direction") == "rtl"
        await answer.get_by_role("button", name=re.compile("👍")).click()
        await expect(chat.locator(".message").last).to_contain_text("شكر")
        await browser.close()
    assert time.monotonic() - began < 60


@pytest.mark.process
async def test_wrong_setting_names_itself(tmp_path: Path) -> None:
    process = await bot_process(tmp_path, LISTEN_HOST="0.0.0.0")
    out, err = await asyncio.wait_for(process.communicate(), 30)
    assert err.decode() == "LISTEN_HOST: expected a loopback address such as 127.0.0.1 for the rehearsal, found 0.0.0.0\n"
    assert (out, process.returncode) == (b"", 2)


@pytest.mark.process
async def test_batch_of_questions_is_answered_in_order(tmp_path: Path, caches: str) -> None:
    questions = [
        {"id": "a", "text": "mistä saan verokortin", "language": "fi"},
        {"text": "help he is not breathing"},
        {"id": 3, "text": "kiitos!", "language": "fi"},
    ]
    process = await bot_process(tmp_path, "ask", "--batch", EMBEDDER="none", DATA_DIR=caches)
    out, err = await asyncio.wait_for(process.communicate("\n".join(map(json.dumps, questions)).encode()), 60)
    answers = [json.loads(line) for line in out.decode().splitlines()]
    assert [answer["id"] for answer in answers] == ["a", 2, 3], err.decode()
    assert [answer["outcome"] for answer in answers] == ["answer", "emergency", "small_talk"]
    assert answers[0]["articles"][0]["id"] == "tax-card"
    assert answers[0]["language"] == "fi"
    assert "verokortti" in answers[0]["text"].lower()


@pytest.mark.process
async def test_broken_line_of_a_batch_names_its_number(tmp_path: Path, caches: str) -> None:
    process = await bot_process(tmp_path, "ask", "--batch", EMBEDDER="none", DATA_DIR=caches)
    out, err = await asyncio.wait_for(process.communicate(b'{"text": "kiitos"}\n{"text": \n'), 60)
    assert "standard input, line 2" in err.decode()
    assert process.returncode == 2
    assert len(out.splitlines()) == 1


@pytest.mark.process
async def test_chat_in_the_terminal_answers(tmp_path: Path, caches: str) -> None:
    process = await bot_process(tmp_path, "chat", "--language", "uk", EMBEDDER="none", QUESTION_PAUSE_S="0", DATA_DIR=caches)
    out, _ = await asyncio.wait_for(process.communicate("/start\n1\nяк отримати податкову карту?\n/quit\n".encode()), 60)
    assert "Податкова карта" in out.decode()
    assert process.returncode == 0
