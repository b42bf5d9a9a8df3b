"""`bot.py jobs import` as the office runs it."""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from tests.unit.sheets import sheet
from welcomebot import cli_jobs_import
from welcomebot.bootstrap import utc_now
from welcomebot.cli import main
from welcomebot.domain.skills import Taxonomy
from welcomebot.search.concept_links import ConceptLinks
from welcomebot.services.read_skills import read_skills
from welcomebot.settings import Settings

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
LATER = utc_now().date() + timedelta(days=60)
HEADER = ("Tunnus", "Tehtävänimike", "Työnantaja", "Y-tunnus", "Luvat ja kortit", "Hakuaika päättyy")
WELDER = ("101", "Hitsaaja", "Satama-Metalli", "1234567-1", "tulityökortti", LATER)
COOK = ("102", "Kokki", "Ravintola Meri", "1234567-1", "hygieniapassi", LATER)
Run = Callable[..., tuple[int, str, str]]


@cache
def taxonomy() -> Taxonomy:
    return read_skills(KNOWLEDGE)


@cache
def links() -> ConceptLinks:
    return ConceptLinks(taxonomy())


@pytest.fixture
def run(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    for name, value in (("DATA_DIR", tmp_path), ("DATABASE_URL", database_url), ("KNOWLEDGE_DIR", KNOWLEDGE), ("LOG_LEVEL", "ERROR")):
        monkeypatch.setenv(name, str(value))

    # The words are read once for all runs.
    monkeypatch.setattr(cli_jobs_import, "read_skills", lambda *_: taxonomy())
    monkeypatch.setattr(cli_jobs_import, "ConceptLinks", lambda _: links())

    def run(content: bytes, *options: str) -> tuple[int, str, str]:
        Path("ads").write_bytes(content)
        capsys.readouterr()  # what the preparation printed
        code = main(["jobs", "import", "ads", *options])
        output = capsys.readouterr()
        return code, output.out, output.err

    return run


# The command brings its own event loop, so these tests have none.


def test_office_imports_a_spreadsheet_again_and_again(run: Run) -> None:
    assert run(sheet(HEADER, WELDER, COOK).getvalue()) == (0, "2 new, 0 changed, 0 unchanged, 0 re-opened, 0 withdrawn, 0 bad\n", "")
    prolonged = (*COOK[:5], LATER + timedelta(days=7))
    assert run(sheet(HEADER, WELDER, prolonged).getvalue())[1] == "0 new, 1 changed, 1 unchanged, 0 re-opened, 0 withdrawn, 0 bad\n"
    assert run(sheet(HEADER, WELDER).getvalue(), "--complete")[1] == "0 new, 0 changed, 1 unchanged, 0 re-opened, 1 withdrawn, 0 bad\n"
    assert run(sheet(HEADER, WELDER, COOK).getvalue())[1] == "0 new, 0 changed, 1 unchanged, 1 re-opened, 0 withdrawn, 0 bad\n"


def test_bad_rows_are_named_and_the_good_ones_stored_unless_strict(run: Run) -> None:
    table = sheet(HEADER, WELDER, ("103", "", "Satama", "1234567-2", "lohikäärmepassi"), (*COOK[:4], "lohikäärmepassi")).getvalue()
    reasons = [
        "ads: row 3: Tehtävänimike: This is needed.",
        "ads: row 3: Y-tunnus: '1234567-2' is not a business id: the check digit does not fit.",
        "ads: row 4: Luvat ja kortit: 'lohikäärmepassi' is no permit that is known.",
    ]
    code, out, err = run(table, "--strict")
    assert (code, out, err.splitlines()) == (1, "", [*reasons, "Nothing was stored."])
    code, out, err = run(table, "--complete")
    assert (code, out) == (1, "1 new, 0 changed, 0 unchanged, 0 re-opened, 0 withdrawn, 2 bad\n")
    assert err.splitlines() == [*reasons, "Nothing was withdrawn: a missing ad may be one of the bad rows."]


def test_ad_that_is_over_is_counted(run: Run) -> None:
    ad = {"id": 1, "title": "Hitsaaja", "employer": "Satama", "apply_by": "2026-01-01", "colour": "blue", "municipality": "Kaukamaa"}
    code, out, err = run(json.dumps(ad).encode(), "--source", "town")
    assert (code, out) == (0, "1 new, 0 changed, 0 unchanged, 0 re-opened, 0 withdrawn, 0 bad (1 with a last day that is over)\n")
    assert err == "ads: these fields say nothing to the bot: colour\nads: no distance is counted to these places, which are not known: Kaukamaa\n"


def test_file_or_source_that_cannot_be_is_refused(run: Run) -> None:
    assert run(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") == (1, "", "ads: This is an old .xls file. Save it as .xlsx. Nothing was stored.\n")
    assert run(b"", "--source", "chat")[0] == 2
    assert main(["jobs", "import", "no-such-file"]) == 2
