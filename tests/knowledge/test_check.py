"""Every rule of the linter names file, line and rule; no input stops it."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.knowledge.sample import BODY, CONTACTS, META, text, write_folder
from welcomebot.services.check_knowledge import check

TODAY = date(2026, 11, 24)
HOME = "articles/work/tax-card"


def found(folder: Path) -> list[tuple[str, int, str]]:
    """Return the findings without their words."""
    return [(finding.path, finding.line, finding.rule) for finding in check(folder, TODAY)]


def replace_in(path: Path, old: str, new: str) -> None:
    """Change a file; the old words must stand there."""
    content = path.read_text()
    assert old in content
    path.write_text(content.replace(old, new, 1))


def test_a_clean_folder_has_no_findings(tmp_path: Path):
    assert check(write_folder(tmp_path, "tax-card", "find-a-job"), TODAY) == []


TEXT_RULES = [
    # old words, new words, line, rule
    ("call the office", "call 029 497 000", 19, "literal-phone"),
    ("call the office", "write to office@vero.fi", 19, "literal-email"),
    ("Open the page", "Open https://vero.fi", 14, "literal-url"),
    ("your passport", "50 €", 18, "literal-sum"),
    ("on the first day", "at 9:00", 12, "literal-time"),
    ("on the first day", "within 7 days", 12, "literal-duration"),
    ("on the first day", "by 31 March", 12, "literal-date"),
    ("your passport", "1000 things", 18, "literal-number"),
    ("- Take your passport", "* Take your passport", 18, "markdown"),
    ("{phone:tax}", "{phone:tax} {phone:nobody}", 19, "unknown-reference"),
    ("title: Title of tax-card\n", "title: Title of tax-card\ntitel: x\n", 3, "unknown-key"),
    ("title: Title of tax-card\n", "", 2, "missing-key"),
    ("title: Title of tax-card\n", "title: [a]\n", 2, "bad-value"),
    ("title: Title of tax-card\n", "title: {phone:tax\n", 3, "yaml"),
    ("title: Title of tax-card\n", 'title: "Call {phone:tax}"\n', 2, "misplaced-reference"),
    ("title: Title of tax-card\n", "title: a\ntitle: b\n", 3, "yaml"),
    ("title: Title", "title: !!str Title", 2, "yaml"),
    ("title: Title", "title: &x Title", 2, "yaml"),
    ("- tax-card fi question two\n", "- tax-card fi question one!\n", 5, "duplicate-question"),
    ("- tax-card fi question two\n", "", 2, "few-questions"),
    ("origin: assistant", "origin: robot", 9, "bad-value"),
    ("reviewed: 2026-11-24", "reviewed: 24.11.2026", 10, "bad-value"),
    ("reviewed: 2026-11-24", "source_hash: abc", 10, "bad-value"),
    ("You need", "You need " + "really " * 25, 12, "long-sentence"),
]


@pytest.mark.parametrize(("old", "new", "line", "rule"), TEXT_RULES)
def test_a_mistake_in_a_text_is_found_at_its_line(tmp_path: Path, old: str, new: str, line: int, rule: str):
    folder = write_folder(tmp_path)
    replace_in(folder / HOME / "fi.md", old, new)
    assert (f"{HOME}/fi.md", line, rule) in found(folder)


META_RULES = [
    ("id: tax-card", "id: tax-cards", 1, "folder-name"),
    ("category: work", "category: money", 2, "folder-name"),
    ("sources: [link:tax-card]", "sources: [link:other]", 5, "unknown-reference"),
    ("sources: [link:tax-card]", "sources: [link:tax-card]\nrelated: [nothing]", 6, "unknown-article"),
    ("sources: [link:tax-card]", "sources: [link:tax-card]\nrelated: [tax-card]", 6, "unknown-article"),
    ("deadline:tax, link:tax-card, phone:tax", "deadline:tax, link:tax-card", 6, "contact-list"),
    ("deadline:tax, link:tax-card, phone:tax", "phone:tax, deadline:tax, link:tax-card", 6, "contact-list"),
    ("audience: everyone", "audience: nobody", 9, "bad-value"),
    ("owner:", "owners:", 7, "unknown-key"),
    ("review_by: 2027-05-24", "review_by: 2027-02-30", 8, "bad-value"),
    ("terms: {fi: verokortti, sv: skattekort}", "terms: [fi", 5, "yaml"),
]


@pytest.mark.parametrize(("old", "new", "line", "rule"), META_RULES)
def test_a_mistake_in_article_yaml_is_found_at_its_line(tmp_path: Path, old: str, new: str, line: int, rule: str):
    folder = write_folder(tmp_path)
    replace_in(folder / HOME / "article.yaml", old, new)
    assert (f"{HOME}/article.yaml", line, rule) in found(folder)


CONTACT_RULES = [
    ("ar: الضرائب}", "}", 1, "missing-label"),
    (", ar: أسبوعان}", "}", 9, "missing-value"),
    ("expires: 2026-12-31", "expires: 2026-11-23", 9, "expired-fact"),
    ("confidence: medium", "confidence: low", 9, "low-confidence"),
    ("confidence: medium", "confidence: low\n  official: link:none", 9, "unknown-reference"),
    ("confidence: medium", "confidence: sure", 15, "bad-value"),
    ('"+358 29 497 000"', '"050 497000"', 1, "bad-value"),
    ("https://www.vero.fi/verokortti", "vero.fi", 18, "bad-value"),
    ("phone:tax:", "fax:tax:", 1, "bad-value"),
    ("  checked: 2026-11-24\n", "", 1, "missing-key"),
    ("  source_date: undated", "  sourcedate: undated", 6, "unknown-key"),
    ("link:tax-card:", "phone:tax:", 18, "yaml"),
]


@pytest.mark.parametrize(("old", "new", "line", "rule"), CONTACT_RULES)
def test_a_mistake_in_contacts_yaml_is_found_at_its_line(tmp_path: Path, old: str, new: str, line: int, rule: str):
    folder = write_folder(tmp_path)
    replace_in(folder / "contacts.yaml", old, new)
    assert ("contacts.yaml", line, rule) in found(folder)


def test_an_expired_fact_names_the_articles_it_touches(tmp_path: Path):
    folder = write_folder(tmp_path, "tax-card", "find-a-job")
    replace_in(folder / "contacts.yaml", "expires: 2026-12-31", "expires: 2026-11-23")
    assert [finding.message for finding in check(folder, TODAY)] == ["deadline:tax: expired on 2026-11-23; used by find-a-job, tax-card"]


def test_a_missing_language_is_found(tmp_path: Path):
    folder = write_folder(tmp_path)
    (folder / HOME / "uk.md").unlink()
    assert found(folder) == [(f"{HOME}/uk.md", 1, "missing-language")]


def test_references_that_differ_between_languages_are_found(tmp_path: Path):
    folder = write_folder(tmp_path)
    replace_in(folder / HOME / "sv.md", "{phone:tax}", "{link:tax-card}")
    assert found(folder) == [(f"{HOME}/sv.md", 12, "different-references")] * 2


def test_a_question_of_two_articles_is_found_in_the_second(tmp_path: Path):
    folder = write_folder(tmp_path, "find-a-job", "tax-card")
    replace_in(folder / HOME / "ru.md", "tax-card ru question one", "Find a job, UK question ONE?")
    replace_in(folder / "articles/work/find-a-job/uk.md", "find-a-job uk question one", "find a job uk question one")
    assert found(folder) == [(f"{HOME}/ru.md", 4, "duplicate-question")]


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("Short. {link:tax-card} {deadline:tax} {phone:tax}", "too-few-words"),
        ("Read the letter that came with the card.\n\n" * 25 + BODY, "too-many-words"),
        ("Read the letter that came with the card.\n\n" * 90 + BODY, "too-long"),
        ("", "empty-body"),
    ],
)
def test_the_length_of_a_body_is_checked(tmp_path: Path, body: str, rule: str):
    folder = write_folder(tmp_path)
    (folder / HOME / "en.md").write_text(text("tax-card", "en", body))
    assert (f"{HOME}/en.md", 12 if body else 11, rule) in found(folder)


def test_wrong_encodings_are_found_with_their_line(tmp_path: Path):
    folder = write_folder(tmp_path)
    (folder / HOME / "fi.md").write_bytes(b"\xef\xbb\xbf" + text("tax-card", "fi").encode())
    (folder / HOME / "sv.md").write_bytes(text("tax-card", "sv").replace("passport", "påss").encode("latin-1"))
    (folder / HOME / "ru.md").write_bytes(text("tax-card", "ru").encode("utf-16"))
    assert found(folder) == [(f"{HOME}/fi.md", 1, "encoding"), (f"{HOME}/ru.md", 1, "encoding"), (f"{HOME}/sv.md", 18, "encoding")]


def test_files_that_do_not_belong_there_are_found(tmp_path: Path):
    folder = write_folder(tmp_path)
    (folder / HOME / "notes.txt").write_text("x")
    (folder / HOME / "de.md").mkdir()
    (folder / "articles" / "stray.md").write_text("x")
    (folder / "articles/work/empty").mkdir()
    assert found(folder) == [
        ("articles/stray.md", 1, "unexpected-file"),
        ("articles/work/empty/article.yaml", 1, "missing-file"),
        (f"{HOME}/de.md", 1, "unreadable"),
        (f"{HOME}/notes.txt", 1, "unexpected-file"),
    ]


def test_all_findings_are_collected(tmp_path: Path):
    folder = write_folder(tmp_path)
    for language in ("fi", "sv"):
        replace_in(folder / HOME / f"{language}.md", "your passport", "50 € or 9:00")
    assert [rule for _, _, rule in found(folder)] == ["literal-sum", "literal-time"] * 2


FRAGMENTS = st.binary(max_size=200) | st.text(max_size=100).map(lambda words: words.encode(errors="replace"))
CUTS = st.tuples(st.integers(0, 400), st.integers(0, 60))


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(["contacts.yaml", f"{HOME}/article.yaml", f"{HOME}/en.md", f"{HOME}/fi.md"]), FRAGMENTS, CUTS, st.booleans())
def test_no_bytes_stop_the_linter(name: str, junk: bytes, cut: tuple[int, int], is_whole: bool):
    with TemporaryDirectory() as temporary:
        folder = write_folder(Path(temporary) / "knowledge")
        path = folder / name
        content = path.read_bytes()
        path.write_bytes(junk if is_whole else content[: cut[0]] + junk + content[sum(cut) :])
        assert all(finding.line >= 1 and str(finding) for finding in check(folder, TODAY))


@pytest.mark.parametrize(
    "content", ["[" * 5000, "a: " * 5000, "- " * 3000, '"\\UFFFFFFFF"', "%YAML 9.9\n---\na: b", "a: *b", "? [x]\n: y", "--- a\n--- b", "\x00", ""]
)
def test_hostile_yaml_is_a_finding(tmp_path: Path, content: str):
    folder = write_folder(tmp_path)
    (folder / "contacts.yaml").write_text(content)
    (folder / HOME / "article.yaml").write_text(content)
    assert {path for path, _, rule in found(folder) if rule == "yaml"} == {"contacts.yaml", f"{HOME}/article.yaml"}


def test_the_sample_is_tidy():
    assert CONTACTS.endswith("\n")
    assert META.endswith("\n")
