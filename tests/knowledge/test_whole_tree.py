"""The knowledge that ships with the bot has no finding and is tidy."""

from datetime import date
from pathlib import Path

from tests import shipped
from welcomebot.services.check_knowledge import check
from welcomebot.services.export_knowledge import write_files

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"

# A fixed day: that a fact expires is told by `knowledge check` and `knowledge status`, not by a build that breaks overnight.
TODAY = date(2026, 11, 24)


def test_the_linter_finds_nothing():
    assert [str(finding) for finding in check(KNOWLEDGE, TODAY)] == []


def test_every_file_is_in_the_tidy_form():
    files = write_files(shipped.knowledge())
    assert [path for path, text in files.items() if (KNOWLEDGE / path).read_text() != text] == []
