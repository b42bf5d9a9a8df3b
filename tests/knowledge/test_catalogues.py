"""The bot's own texts are complete and sound in every language.

`uv run python -m tests.knowledge.test_catalogues` brings the .po files up to date with the code; new entries are empty.
"""

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from welcomebot.domain.language import CODES
from welcomebot.locales.i18n import SOURCE_LANGUAGE, catalogue_path, translator

PACKAGE = Path(__file__).parents[2] / "welcomebot"
# A fixed date: a run of the tool changes only what the code changed.
CREATED = datetime(2026, 11, 24, tzinfo=UTC)
KEYWORDS = {"tr": None, "later": None, "wrong": None, "plural": (1, 2)}
TRANSLATED = [code for code in CODES if code != SOURCE_LANGUAGE]
PLACEHOLDER, TAG, COMMAND = re.compile(r"\{\w+\}"), re.compile(r"</?[a-z]+(?: [a-z]+)?>"), re.compile(r"/[a-z]+\b")


@cache
def extracted() -> Catalog:
    """Return the messages of the code; who takes the catalogue leaves it as it is."""
    catalogue = Catalog(fuzzy=False)
    for _name, _line, message, _comments, _context in extract_from_dir(PACKAGE, method_map=[("**.py", "python")], keywords=KEYWORDS):
        catalogue.add(message)
    return catalogue


def read(language: str) -> Catalog:
    with catalogue_path(language).open("rb") as source:
        return read_po(source, locale=language, abort_invalid=True)


def forms(message: Message) -> list[tuple[str, str]]:
    """Pair each translated form with the English form it stands for."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    return [(message.id[1], form) for form in message.string]


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogue_has_exactly_the_messages_of_the_code(language: str) -> None:
    in_code = {message.id for message in extracted() if message.id}
    in_catalogue = {message.id for message in read(language) if message.id}
    assert in_catalogue - in_code == set()
    assert in_code - in_catalogue == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_entry_is_missing_or_fuzzy(language: str) -> None:
    catalogue = read(language)
    empty = [message.id for message in catalogue if message.id and not all(form for _, form in forms(message))]
    assert empty == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("pattern", [PLACEHOLDER, TAG, COMMAND], ids=["placeholders", "tags", "commands"])
def test_placeholders_tags_and_commands_are_those_of_the_english(language: str, pattern: re.Pattern[str]) -> None:
    for message in read(language):
        for english, translated in forms(message) if message.id else []:
            assert sorted(pattern.findall(translated)) == sorted(pattern.findall(english)), (language, english)


@pytest.mark.parametrize("language", TRANSLATED)
def test_plural_has_as_many_forms_as_the_language(language: str) -> None:
    catalogue = read(language)
    for message in catalogue:
        if message.id and not isinstance(message.id, str):
            assert len(message.string) == catalogue.num_plurals


def test_ukrainian_counts_by_its_own_rule() -> None:
    say = translator("uk").plural
    one, few, many = (say("Everything about you is deleted: {n} record.", "Everything about you is deleted: {n} records.", n) for n in (21, 3, 11))
    assert len({re.sub(r"\d+", "", form) for form in (one, few, many)}) == 3


def bring_up_to_date() -> None:
    """Write the .po files anew from the code, keeping what is translated."""
    for language in TRANSLATED:
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue = read(language) if path.exists() else Catalog(locale=language, fuzzy=False)
        catalogue.header_comment, catalogue.project, catalogue.version = "# The bot's own texts.", "welcomebot", "1"
        catalogue.creation_date = catalogue.revision_date = CREATED
        catalogue.update(extracted(), no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with path.open("wb") as target:
            write_po(target, catalogue, width=0, sort_output=True, include_lineno=False)


if __name__ == "__main__":
    bring_up_to_date()
