"""Who uses a fact, and the pages on which people check the articles."""

import re
import shutil
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.async_api import async_playwright

from tests.knowledge.sample import write_folder
from tests.knowledge.test_whole_tree import KNOWLEDGE
from welcomebot.cli import main
from welcomebot.errors import KnowledgeError
from welcomebot.review.pages import write_pages
from welcomebot.services.fact_uses import FactUse, fact_uses, facts_that_show
from welcomebot.services.read_knowledge import read_knowledge
from welcomebot.services.review_copy import review_copy

TODAY = date(2026, 11, 24)
HOME = "articles/work/tax-card"
ALL = ("fi", "sv", "en", "uk", "ru", "ar")
CHROMIUM = shutil.which("chromium")


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def page(folder: Path, target: Path, name: str = "tax-card.html") -> str:
    write_pages(review_copy(read_knowledge(folder), TODAY), target, TODAY)
    return (target / name).read_text(encoding="utf-8")


def test_uses_tell_the_languages_and_the_places(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, "tax-card", "find-a-job")
    rewrite(folder / HOME / "sv.md", " {phone:tax}", "")
    knowledge = read_knowledge(folder)
    whole = FactUse("find-a-job", ALL, is_source=False, is_contact=True)
    assert fact_uses(knowledge, "phone:tax") == (whole, FactUse("tax-card", ("fi", "en", "uk", "ru", "ar"), is_source=False, is_contact=True))
    assert {use.is_source for use in fact_uses(knowledge, "link:tax-card")} == {True}


def test_an_unknown_fact_is_refused_with_those_near_to_it(tmp_path: Path) -> None:
    knowledge = read_knowledge(write_folder(tmp_path))
    with pytest.raises(KnowledgeError, match=r"'phone:taxs'.*near to it: phone:tax, deadline:tax"):
        fact_uses(knowledge, "phone:taxs")
    with pytest.raises(KnowledgeError, match=r"there is no fact 'zzzz' in contacts.yaml$"):
        fact_uses(knowledge, "zzzz")


def test_a_link_tells_which_facts_show_it_instead(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    rewrite(folder / "contacts.yaml", "  confidence: medium\n", "  confidence: low\n  official: link:tax-card\n")
    assert facts_that_show(read_knowledge(folder), "link:tax-card") == ("deadline:tax",)


def test_the_commands_print_and_end_with_their_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_folder(tmp_path / "knowledge")
    monkeypatch.setenv("KNOWLEDGE_DIR", str(folder))
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    assert main(["knowledge", "uses", "phone:tax"]) == 0
    assert capsys.readouterr().out == "tax-card: text fi sv en uk ru ar, contacts\n"
    assert main(["knowledge", "uses", "phone:tacks"]) == 1
    assert main(["knowledge", "status"]) == 0
    status = capsys.readouterr().out
    assert "ok 57 7.1 14" in status
    assert "deadline:tax" in status
    assert main(["knowledge", "export", "--html", str(tmp_path / "pages")]) == 0
    # The database holds nothing yet: the files are shown, and the output says so.
    assert str(folder) in capsys.readouterr().err
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == ["index.html", "tax-card.html"]


class Reader(HTMLParser):
    """Collects what a browser would load, and whether every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag not in {"meta", "br", "link", "img"}:
            self.open.append(tag)
        self.loaded += [tag] if tag in {"script", "img", "link", "iframe", "object"} else []
        self.ids += [found["id"] or ""] if "id" in found else []
        self.targets += [found["href"] or ""] if "href" in found else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_page_is_whole_and_loads_nothing(tmp_path: Path) -> None:
    html = page(write_folder(tmp_path / "k"), tmp_path / "pages")
    reader = Reader()
    reader.feed(html)
    assert (reader.open, reader.loaded) == ([], [])
    assert "default-src 'none'" in html
    assert len(reader.ids) == len(set(reader.ids))
    assert {target.removeprefix("#") for target in reader.targets if target.startswith("#")} <= set(reader.ids)


def test_what_people_wrote_is_escaped(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "k")
    evil = "<script>alert(1)</script>"
    rewrite(folder / HOME / "en.md", "title: Title of tax-card", f"title: \"{evil} & 'x'\"")
    rewrite(folder / HOME / "fi.md", "tax-card fi question one", f'"{evil}"')
    rewrite(folder / "contacts.yaml", "en: Tax office", f'en: "{evil}"')
    html = page(folder, tmp_path / "pages") + page(folder, tmp_path / "pages", "index.html")
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_arabic_runs_from_right_to_left_and_facts_have_number_source_and_date(tmp_path: Path) -> None:
    html = page(write_folder(tmp_path / "k"), tmp_path / "pages")
    arabic = re.search(r'<section class="language" id="ar".*?</section>', html, re.DOTALL)[0]
    assert 'lang="ar" dir="rtl"' in arabic
    assert re.search(r'<a class="fact" href="#fact-\d"[^>]*><bdi>\u2068\+358 29 497 000\u2069</bdi><sup>\d</sup></a>', arabic)
    assert html.count('dir="rtl"') == 1
    facts = re.search(r'<li id="fact-2">.*?</li>', html, re.DOTALL)[0]
    assert "deadline:tax" in facts
    assert "https://www.vero.fi/aika" in facts
    assert "dated 2026-01, read 2026-11-24, confidence medium" in facts
    assert "expires 2026-12-31" in facts


def test_states_and_gaps_are_shown(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "k")
    (folder / HOME / "uk.md").unlink()
    rewrite(folder / HOME / "en.md", "{phone:tax}", "{phone:nobody}")
    rewrite(folder / "contacts.yaml", "expires: 2026-12-31", "expires: 2026-11-01")
    html, index = page(folder, tmp_path / "pages"), page(folder, tmp_path / "pages", "index.html")
    assert "Missing: uk" in html
    assert "Not in contacts.yaml: phone:nobody" in html
    assert "expired 2026-11-01" in html
    assert "People see the official page instead of this value." in html
    assert '<span class="state outdated">outdated</span>' in html  # the sample's translations carry no hash
    assert '<span class="state missing">missing</span>' in index


def test_a_page_that_did_not_change_is_not_written(tmp_path: Path) -> None:
    articles = review_copy(read_knowledge(write_folder(tmp_path / "k")), TODAY)
    assert write_pages(articles, tmp_path / "pages", TODAY) == ("index.html", "tax-card.html")
    assert write_pages(articles, tmp_path / "pages", TODAY) == ()


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")
async def test_a_phone_shows_the_pages_without_scrolling_sideways(tmp_path: Path) -> None:
    write_pages(review_copy(read_knowledge(KNOWLEDGE), TODAY), tmp_path, TODAY)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM)
        phone = await browser.new_page(viewport={"width": 360, "height": 740})
        for name in ("index", "taxes", "health-centre"):
            await phone.goto((tmp_path / f"{name}.html").as_uri())
            assert await phone.evaluate("document.documentElement.scrollWidth") == 360
        wide = await browser.new_page(viewport={"width": 1440, "height": 900})
        await wide.goto((tmp_path / "taxes.html").as_uri())
        tops = await wide.eval_on_selector_all(".language", "all => all.map(one => one.getBoundingClientRect().top)")
        assert len(set(tops[:3])) == 1  # side by side
        assert await wide.eval_on_selector("#ar", "one => getComputedStyle(one).direction") == "rtl"
        await browser.close()
