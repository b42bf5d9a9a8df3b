"""Three-way decisions and the states of a language version."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.curation import SyncAction, decide
from welcomebot.domain.knowledge import Article, ArticleText, Origin, TextState, text_state

HASHES = st.none() | st.sampled_from("abc")


@pytest.mark.parametrize(
    ("base", "file", "database", "action"),
    [
        ("a", "a", "a", SyncAction.NOTHING),
        (None, "a", None, SyncAction.UPDATE),  # a new file
        ("a", "b", "a", SyncAction.UPDATE),  # the file was edited
        ("a", None, "a", SyncAction.REMOVE),  # the file was deleted
        ("a", "a", "b", SyncAction.KEEP),  # staff edited
        ("a", "a", None, SyncAction.KEEP),  # staff deleted
        (None, None, "a", SyncAction.KEEP),  # staff wrote it
        ("a", "b", "c", SyncAction.CONFLICT),
        ("a", None, "b", SyncAction.CONFLICT),
        ("a", "b", None, SyncAction.CONFLICT),
        (None, "a", "b", SyncAction.CONFLICT),  # both wrote it
        ("a", "b", "b", SyncAction.ADOPT),  # both made the same change
        ("a", None, None, SyncAction.ADOPT),
    ],
)
def test_who_wins(base: str | None, file: str | None, database: str | None, action: SyncAction):
    assert decide(base, file, database) == action


@given(HASHES, HASHES, HASHES)
def test_the_database_is_touched_only_while_it_holds_what_was_agreed(base: str | None, file: str | None, database: str | None):
    action = decide(base, file, database)
    if action in {SyncAction.UPDATE, SyncAction.REMOVE}:
        assert database == base
        assert file != base
        assert (file is None) == (action is SyncAction.REMOVE)
    if database not in {base, file}:
        assert action in {SyncAction.KEEP, SyncAction.CONFLICT}


@given(HASHES, HASHES, HASHES)
def test_a_second_sync_has_nothing_to_do(base: str | None, file: str | None, database: str | None):
    action = decide(base, file, database)
    if action in {SyncAction.UPDATE, SyncAction.REMOVE}:
        database = file
    if action in {SyncAction.UPDATE, SyncAction.REMOVE, SyncAction.ADOPT}:
        base = file
    again = decide(base, file, database)
    assert again == (action if action in {SyncAction.KEEP, SyncAction.CONFLICT} else SyncAction.NOTHING)


@given(
    source=st.text(max_size=5),
    translation=st.none() | st.text(max_size=5),
    is_confirmed=st.booleans(),
    is_reviewed=st.booleans(),
    origin=st.sampled_from(Origin),
    edit=st.none() | st.text(max_size=5),
)
def test_the_state_follows_from_the_texts(*, source: str, translation: str | None, is_confirmed: bool, is_reviewed: bool, origin: Origin, edit: str | None):
    english = ArticleText("en", "Title", source, reviewed=date(2026, 1, 1))
    texts = {"en": english}
    if translation is not None:
        reviewed = date(2026, 1, 1) if is_reviewed else None
        texts["fi"] = ArticleText("fi", "Otsikko", translation, origin=origin, reviewed=reviewed, source_hash=english.content_hash if is_confirmed else None)
    if edit is not None:
        texts["en"] = ArticleText("en", "Title", edit, reviewed=date(2026, 1, 1))
    state = text_state(Article("a", "work", texts), "fi")
    is_same_source = edit is None or edit.strip() == source.strip()
    if translation is None:
        assert state is TextState.MISSING
    elif not is_reviewed:
        assert state is TextState.DRAFT
    elif not (is_confirmed and is_same_source):
        assert state is TextState.OUTDATED
    else:
        assert state is (TextState.MACHINE if origin is Origin.MACHINE else TextState.CURRENT)


def test_the_source_text_is_never_outdated():
    english = ArticleText("en", "Title", "Words", reviewed=date(2026, 1, 1), source_hash="0" * 12)
    assert text_state(Article("a", "work", {"en": english}), "en") is TextState.CURRENT
