"""Saying "still correct", and the table that shows what is missing or old."""

from datetime import date
from pathlib import Path

import pytest

from tests.knowledge.sample import write_folder
from welcomebot.domain.knowledge import TextState
from welcomebot.errors import KnowledgeError
from welcomebot.services.check_knowledge import check
from welcomebot.services.confirm_text import Confirmed, confirm_text
from welcomebot.services.knowledge_status import knowledge_status
from welcomebot.services.read_knowledge import read_knowledge

TODAY = date(2026, 11, 25)
HOME = "articles/work/tax-card"


def states(folder: Path) -> dict[str, TextState]:
    """Return the states of the one article."""
    return dict(knowledge_status(read_knowledge(folder), TODAY).rows[0].states)


def test_a_confirmed_translation_is_current_until_the_source_changes(tmp_path: Path):
    folder = write_folder(tmp_path)
    assert states(folder)["fi"] is TextState.OUTDATED
    assert confirm_text(folder, "fi", TODAY, article_id="tax-card") == Confirmed((f"{HOME}/fi.md",))
    assert states(folder)["fi"] is TextState.CURRENT
    assert states(folder)["sv"] is TextState.OUTDATED
    english = folder / HOME / "en.md"
    english.write_text(english.read_text().replace("first day", "last day"))
    assert states(folder)["fi"] is TextState.OUTDATED
    assert check(folder, TODAY) == []


def test_all_articles_are_confirmed_at_once_and_a_second_time_changes_nothing(tmp_path: Path):
    folder = write_folder(tmp_path, "tax-card", "find-a-job")
    (folder / HOME / "uk.md").unlink()
    assert confirm_text(folder, "uk", TODAY) == Confirmed(("articles/work/find-a-job/uk.md",), missing=("tax-card",))
    assert confirm_text(folder, "uk", TODAY).paths == ()


def test_the_source_text_gets_a_date_and_no_hash(tmp_path: Path):
    folder = write_folder(tmp_path)
    confirm_text(folder, "en", TODAY, article_id="tax-card")
    text = read_knowledge(folder).articles["tax-card"].texts["en"]
    assert (text.reviewed, text.source_hash) == (TODAY, None)


def test_what_cannot_be_confirmed_is_named(tmp_path: Path):
    folder = write_folder(tmp_path)
    with pytest.raises(KnowledgeError, match="no readable article 'tax'"):
        confirm_text(folder, "fi", TODAY, article_id="tax")
    with pytest.raises(KnowledgeError, match="no text in 'de'"):
        confirm_text(folder, "de", TODAY, article_id="tax-card")
    path = folder / HOME / "fi.md"
    path.write_text(path.read_text().replace("origin:", "origins:"))
    with pytest.raises(KnowledgeError, match=r"fi\.md:9: unknown-key"):
        confirm_text(folder, "fi", TODAY)


def test_the_table_shows_reviews_and_facts_that_run_out(tmp_path: Path):
    knowledge = read_knowledge(write_folder(tmp_path))
    row = knowledge_status(knowledge, TODAY).rows[0]
    assert (row.is_review_due, row.expired, row.expiring) == (False, (), ("deadline:tax",))
    later = knowledge_status(knowledge, date(2027, 5, 24)).rows[0]
    assert (later.is_review_due, later.expired, later.expiring) == (True, ("deadline:tax",), ())
    assert knowledge_status(knowledge, TODAY).totals()["en"][TextState.CURRENT] == 1
    assert knowledge_status(knowledge, TODAY, ["de"]).rows[0].states == {"de": TextState.MISSING}
