"""The chat page: its guards and JSON without a browser, and people's way through it in Chromium."""

import os
import shutil
from collections.abc import AsyncIterator

import httpx
import pytest
from playwright.async_api import Page, async_playwright, expect

from tests.rehearsal.play import playing
from welcomebot.errors import UsageError
from welcomebot.rehearsal.page import check_loopback, create_page, serve
from welcomebot.rehearsal.server import BotApi

CHROMIUM = shutil.which("chromium")
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}


@pytest.fixture
async def client(api: BotApi) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(create_page(api)), base_url="http://127.0.0.1:8080") as client:
        yield client


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.8.8.8"])
def test_this_machine_is_fine(host: str) -> None:
    check_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org", "::", ""])
def test_other_machines_are_refused(host: str) -> None:
    with pytest.raises(UsageError, match="LISTEN_HOST"):
        check_loopback(host)


REFUSED = [
    # (headers, why)
    ({"host": "evil.example"}, "a name that was made to resolve to this machine"),
    ({"host": "127.0.0.1.evil.example"}, "a name that begins like this machine"),
    ({"host": ""}, "no name"),
    ({"origin": "https://evil.example"}, "another site's script"),
    ({"origin": "null"}, "a page without origin"),
    ({"origin": "http://127.0.0.1:9999"}, "another program on this machine"),
]


@pytest.mark.parametrize(("headers", "why"), REFUSED)
async def test_foreign_requests_are_refused(client: httpx.AsyncClient, headers: dict[str, str], why: str) -> None:
    assert (await client.get("/api/state", headers=headers)).status_code == 403, why


async def test_page_loads_nothing_from_elsewhere(client: httpx.AsyncClient) -> None:
    page = await client.get("/", headers={"origin": "http://127.0.0.1:8080"})
    assert "default-src 'self'" in page.headers["content-security-policy"]
    for path in ("/static/page.css", "/static/page.js", "/static/chat.js", "/static/message.js", "/static/connection.js", "/static/icon.svg"):
        file = await client.get(path)
        assert file.status_code == 200
        assert "http" not in file.text.replace("http://www.w3.org/2000/svg", "").replace("https:\\/\\/t\\.me", ""), path


BAD_REQUESTS = [
    # (path, arguments, status)
    ("/api/people", {"content": "language=uk", "headers": {"content-type": "application/x-www-form-urlencoded"}}, 415),
    ("/api/people", {"content": "{", "headers": {"content-type": "application/json"}}, 400),
    ("/api/people", {"json": []}, 400),
    ("/api/people/99/say", {"json": {"text": "x"}}, 404),
    ("/api/people/{id}/dance", {"json": {}}, 404),
    ("/api/people/{id}/say", {"json": {"text": " "}}, 422),
    ("/api/people/{id}/say", {"json": {}}, 422),
    ("/api/people/{id}/say", {"json": {"text": "x" * 4097}}, 422),
    ("/api/people/{id}/send", {"json": {"kind": "elephant"}}, 422),
    ("/api/people/{id}/file", {"json": {"name": "cv.txt", "content": "no base64"}}, 422),
    ("/api/people/{id}/file", {"json": {"name": "cv.txt", "content": ""}}, 422),
    ("/api/people/{id}/file", {"json": {"content": "V2VsZGVy"}}, 422),
    ("/api/people/{id}/file", {"content": "V2VsZGVy", "headers": {"content-type": "text/plain"}}, 415),
    ("/api/people/{id}/tap", {"json": {"message_id": 1, "row": 0, "column": 0}}, 422),
]


@pytest.mark.parametrize(("path", "arguments", "status"), BAD_REQUESTS)
async def test_bad_requests(client: httpx.AsyncClient, api: BotApi, path: str, arguments: dict, status: int) -> None:
    person = api.user()
    assert (await client.post(path.format(id=person.user_id), **arguments)).status_code == status


async def test_person_through_json(client: httpx.AsyncClient, api: BotApi) -> None:
    person = (await client.post("/api/people", json={"language": "ar", "name": "ليلى"})).json()
    path = f"/api/people/{person['id']}"
    for action, body in [("say", {"text": "<b>مرحبا</b> /help"}), ("send", {"kind": "photo"}), ("send", {"kind": "document"}), ("block", {})]:
        assert (await client.post(f"{path}/{action}", json=body)).status_code == 200
    assert (await client.post(f"{path}/say", json={"text": "x"})).status_code == 409
    (shown,) = (await client.get("/api/state")).json()["people"]
    assert (shown["name"], shown["is_rtl"], shown["is_blocked"]) == ("ليلى", True, True)
    assert shown["messages"][0]["html"].startswith("&lt;b&gt;")
    photo, document = [await client.get(message["file"]["url"]) for message in shown["messages"][1:]]
    assert photo.headers["content-type"] == "image/png"
    assert "attachment; filename*=UTF-8''letter.pdf" in document.headers["content-disposition"]


@pytest.fixture
async def address(api: BotApi) -> AsyncIterator[str]:
    async with playing(api), serve(api, create_page(api)) as address:
        yield address


@pytest.fixture
async def page(address: str) -> AsyncIterator[Page]:
    if CHROMIUM is None:
        assert not os.environ.get("REQUIRE_ALL_TESTS"), "chromium is not installed"
        pytest.skip("chromium is not installed")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page(viewport=DESKTOP)
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        await page.goto(address)
        await expect(page.locator("#connection")).to_have_text("connected")
        yield page
        assert problems == []
        await browser.close()


@pytest.mark.browser
async def test_newcomer_asks_in_arabic_and_taps(page: Page, api: BotApi) -> None:
    await page.get_by_role("button", name="العربية").click()
    chat = page.get_by_role("tabpanel")
    await expect(chat.locator(".about")).to_contain_text("هل لديك أسئلة")
    await chat.get_by_role("button", name="ابدأ").click()
    await expect(chat.get_by_text("مرحبا! اكتب سؤالك.")).to_be_visible()
    await chat.get_by_role("textbox").fill("كيف أحصل على بطاقة ضريبية؟")
    await chat.get_by_role("textbox").press("Enter")
    answer = chat.locator(".message").filter(has_text="بطاقة الضريبة")
    await expect(answer).to_be_visible()
    assert await answer.locator(".text").evaluate("node => getComputedStyle(node).direction") == "rtl"
    await answer.get_by_role("button", name="👍 ساعدتني").click()
    await expect(chat.get_by_role("status")).to_have_text("شكرا لك!")
    await expect(chat.get_by_text("شكرا لك! (up)")).to_be_visible()
    await expect(chat.get_by_text("edited")).to_be_visible()
    (person,) = api.people.values()
    assert person.last.text == "شكرا لك! (up)"
    await chat.get_by_role("button", name="Commands").click()
    await expect(chat.get_by_text("تصفح كل المواضيع")).to_be_visible()


@pytest.mark.browser
async def test_people_sit_side_by_side_and_each_sees_their_own(page: Page, api: BotApi) -> None:
    for language in ("uk", "en"):
        await page.get_by_role("button", name="Add a newcomer").click()
        await page.get_by_label("Language of their Telegram app").select_option(language)
        await page.get_by_role("button", name="Add", exact=True).click()
    first, second = page.locator(".chat").nth(0), page.locator(".chat").nth(1)
    await second.get_by_role("textbox").fill("/file")
    await second.get_by_role("button", name="Send", exact=True).click()
    async with page.expect_download() as download:
        await second.get_by_role("link", name="my-data.json").click()
    assert (await download.value).suggested_filename == "my-data.json"
    await expect(first.locator(".message")).to_have_count(0)
    boxes = [await chat.bounding_box() for chat in (first, second)]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]


@pytest.mark.browser
async def test_photo_edit_block_and_return(page: Page, api: BotApi) -> None:
    await page.get_by_role("button", name="English").click()
    chat = page.get_by_role("tabpanel")
    await chat.get_by_role("button", name="Send something else").click()
    await chat.get_by_role("button", name="Photo", exact=True).click()
    await expect(chat.get_by_role("img", name="Photo")).to_be_visible()
    await chat.get_by_role("textbox").fill("first")
    await chat.get_by_role("textbox").press("Enter")
    await chat.locator(".message.mine").filter(has_text="first").hover()
    await chat.get_by_role("button", name="Edit: first").click()
    await chat.get_by_role("textbox").fill("second")
    await chat.get_by_role("textbox").press("Enter")
    await expect(chat.locator(".message.mine").filter(has_text="second")).to_contain_text("edited")
    await chat.get_by_role("button", name="More").click()
    await chat.get_by_role("button", name="Block the bot").click()
    await expect(chat.get_by_role("textbox")).to_be_hidden()
    await chat.get_by_role("button", name="More").click()
    await chat.get_by_role("button", name="Unblock the bot").click()
    await expect(chat.get_by_role("textbox")).to_be_visible()


@pytest.mark.browser
async def test_file_of_this_computer_is_sent(page: Page, api: BotApi, tmp_path) -> None:
    file, empty = tmp_path / "резюме.txt", tmp_path / "empty.txt"
    file.write_bytes("Зварювальник".encode() * 1000)
    empty.touch()
    await page.get_by_role("button", name="Українська").click()
    chat = page.get_by_role("tabpanel")
    for _ in range(2):  # the same file can be chosen again
        await chat.get_by_role("button", name="Send something else").click()
        async with page.expect_file_chooser() as chooser:
            await chat.get_by_role("button", name="File from this computer…").click()
        await (await chooser.value).set_files(file)
    await expect(chat.get_by_role("link", name="23 KB · download")).to_have_count(2)
    await expect(chat.locator(".message:not(.mine)").first).to_be_visible()
    (person,) = api.people.values()
    assert [message.document_bytes for message in person.messages if message.document_name] == [file.read_bytes()] * 2
    async with page.expect_file_chooser() as chooser:
        await chat.get_by_label("File to send").evaluate("field => field.click()")
    await (await chooser.value).set_files(empty)
    await expect(chat.get_by_role("status")).to_have_text("This file is empty: Telegram does not send it.")


@pytest.mark.browser
async def test_phone_shows_one_person_at_a_time(page: Page, api: BotApi) -> None:
    api.user(language="fi")
    api.user(language="ar")
    await page.set_viewport_size(PHONE)
    await expect(page.get_by_role("tab")).to_have_count(2)
    await expect(page.get_by_role("tabpanel")).to_have_count(1)
    await page.get_by_role("tab", name="Aino").click()
    await expect(page.get_by_role("tabpanel")).to_have_attribute("lang", "fi")
    await page.get_by_role("tab", name="Aino").press("ArrowRight")
    await expect(page.get_by_role("tabpanel")).to_have_attribute("lang", "ar")
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
