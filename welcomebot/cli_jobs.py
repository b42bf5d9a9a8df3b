"""`bot.py jobs match`: which vacancies of a file fit the seekers of another one, and why, without a database."""

import argparse
import asyncio
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from rich.console import Console
from rich.progress import Progress

from welcomebot import cli_jobs_import
from welcomebot.bootstrap import make_embedder
from welcomebot.domain.claims import Claims
from welcomebot.domain.language import CODES
from welcomebot.domain.matches import Match, Requirement
from welcomebot.domain.matching import Matcher
from welcomebot.domain.ranking import match_order
from welcomebot.domain.rarity import Rarity
from welcomebot.domain.seekers import Seeker
from welcomebot.domain.skills import Taxonomy
from welcomebot.domain.vacancies import Vacancy
from welcomebot.errors import UsageError
from welcomebot.locales.i18n import translator
from welcomebot.locales.match_lines import MatchWords
from welcomebot.search.concept_links import ConceptLinks
from welcomebot.search.embedding import NoEmbedder
from welcomebot.search.likeness import likeness
from welcomebot.search.skill_reader import SkillReader
from welcomebot.services.loose_fields import FieldsError
from welcomebot.services.read_places import read_places
from welcomebot.services.read_seekers import seeker_of
from welcomebot.services.read_skills import read_skills
from welcomebot.services.vacancy_fields import vacancy_of
from welcomebot.settings import EmbedderKind, Settings

DEFAULT_TOP = 10
FINDING = 1  # the exit code where some lines could not be read


class HasId(Protocol):
    """What a line stands for."""

    @property
    def id(self) -> str:
        """Return the id, by which a line that comes twice is found."""


Read = TypeVar("Read", bound=HasId)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the jobs commands."""
    jobs = commands.add_parser("jobs", help="match, import: which vacancies fit whom; vacancies from files").add_subparsers(metavar="ACTION", required=True)
    match = jobs.add_parser("match", help="which vacancies of a file fit the seekers of another one: JSON lines in and out, with the points of each reason")
    match.add_argument("--vacancies", type=Path, required=True, help="a JSON line for each ad; the fields stand in README.md")
    match.add_argument("--seekers", type=Path, required=True, help="a JSON line for each seeker")
    match.add_argument("--top", type=int, default=DEFAULT_TOP, help="how many vacancies a seeker gets at most")
    match.add_argument("--today", type=date.fromisoformat, help="the day to match for; ads whose last day is over are left out")
    match.set_defaults(run=_match)
    cli_jobs_import.add_to(jobs)


@dataclass
class Lines:
    """The lines of a file that could be read; the others are named on standard error."""

    path: Path
    bad: int = 0

    def read(self, make: Callable[[Mapping[str, Any]], Read]) -> Iterable[tuple[Read, Mapping[str, Any]]]:
        """Yield what each line stands for, with the line itself."""
        seen: set[str] = set()
        for number, text in enumerate(_text(self.path).splitlines(), 1):
            if not text.strip():
                continue
            try:
                row = _object(text)
                made = make(row)
                _check_new(made.id, seen)
                yield made, row
            except (ValueError, FieldsError) as error:
                self.bad += 1
                sys.stderr.write(f"{self.path}, line {number}: {error}\n")


def _match(options: argparse.Namespace, settings: Settings) -> int:
    if options.top < 1:
        raise UsageError("jobs match: --top takes a number from 1 on")
    taxonomy, places = read_skills(settings.knowledge_dir, settings.data_dir), read_places(settings.knowledge_dir)
    today = options.today or datetime.now(UTC).astimezone(settings.zone).date()
    ads, people = Lines(options.vacancies), Lines(options.seekers)
    with asyncio.Runner() as runner, closing(Words(taxonomy, settings, runner)) as words:
        vacancies = [vacancy for vacancy, _ in ads.read(lambda row: vacancy_of(row, words.links, places))]
        seekers = list(people.read(lambda row: seeker_of(row, words.links, taxonomy)))
        alike = words.likeness([row for _, row in seekers], [vacancy for vacancy in vacancies if vacancy.is_open_on(today)])
    matcher = Matcher(taxonomy, places, Rarity.of(vacancies))
    _tell_expired(vacancies, today)
    for seeker, row in seekers:
        said = MatchWords(translator(str(row.get("language", ""))), taxonomy, places)
        matches = best_matches(seeker, vacancies, matcher, today, alike.get(seeker.id, {}))[: options.top]
        sys.stdout.write(json.dumps({"seeker": seeker.id, "matches": [as_json(match, said) for match in matches]}, ensure_ascii=False) + "\n")
    return FINDING if ads.bad or people.bad else 0


class Words:
    """Understands the words of the files, by their meaning too where there is an embedder."""

    def __init__(self, taxonomy: Taxonomy, settings: Settings, runner: asyncio.Runner) -> None:
        self._runner = runner
        self._embedder = NoEmbedder() if settings.embedder is EmbedderKind.NONE else make_embedder(settings)
        self._reader: SkillReader | None = None
        if self._embedder.model:
            with Progress(console=Console(stderr=True), transient=True) as bar:
                task = bar.add_task("Meanings of names", total=None)
                self._reader = SkillReader(
                    self._embedder, data_dir=settings.data_dir, progress=lambda done, total: bar.update(task, completed=done, total=total)
                )
                runner.run(self._reader.load(taxonomy))
                runner.run(self._reader.ready())
        self.links = ConceptLinks(taxonomy, read=self._read if self._reader else None)

    def likeness(self, seekers: Sequence[Mapping[str, Any]], ads: Sequence[Vacancy]) -> dict[str, Mapping[str, int]]:
        """Return how like the ads are to the words of those seekers whose language has no names in the taxonomy."""
        foreign = [row for row in seekers if row.get("language", CODES[0]) not in CODES and row.get("text")]
        found = self._runner.run(likeness([str(row["text"]) for row in foreign], ads, self._embedder))
        return {str(row["id"]): ads_alike for row, ads_alike in zip(foreign, found, strict=True)}

    def close(self) -> None:
        """Stop reading."""
        if self._reader:
            self._runner.run(self._reader.close())
        self._runner.run(self._embedder.close())

    def _read(self, text: str, language: str) -> Claims:
        if self._reader is None:
            return Claims()
        return self._runner.run(self._reader.read(text, language=language))


def best_matches(seeker: Seeker, vacancies: Iterable[Vacancy], matcher: Matcher, today: date, alike: Mapping[str, int]) -> list[Match]:
    """Return the open vacancies that have something to do with a seeker, the best first."""
    scorer = matcher.of(seeker)
    found = [(scorer.match(vacancy, today, likeness=alike.get(vacancy.id, 0)), vacancy) for vacancy in vacancies if vacancy.is_open_on(today)]
    return [match for match, _ in sorted((pair for pair in found if pair[0].score), key=lambda pair: match_order(*pair))]


def as_json(match: Match, words: MatchWords) -> dict[str, Any]:
    """Return a match as it is printed."""
    return {
        "vacancy": match.vacancy,
        "score": match.score,
        "band": match.band.value,
        "lines": [{"kind": line.kind.value, "points": line.points, "text": words.sentence(line)} for line in match.lines],
        "missing": [_requirement(each) for each in match.missing],
        "blocked": [_requirement(each) for each in match.blocked],
    }


def _requirement(requirement: Requirement) -> dict[str, Any]:
    return {"name": requirement.name, "status": requirement.status.value, **({"hard": True} if requirement.is_hard else {}), **requirement.values}


def _tell_expired(vacancies: Iterable[Vacancy], today: date) -> None:
    expired = sorted(vacancy.id for vacancy in vacancies if not vacancy.is_open_on(today))
    if expired:
        sys.stderr.write(f"left out, because the last day to apply is before {today}: {', '.join(expired)}\n")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: expected text in UTF-8") from error


def _object(text: str) -> Mapping[str, Any]:
    try:
        row = json.loads(text)
    except ValueError as error:
        raise ValueError(f"expected a JSON object: {error}") from error
    if not isinstance(row, dict):
        raise ValueError("expected a JSON object")  # noqa: TRY004 - it is the line that is wrong, not the program
    return row


def _check_new(id: str, seen: set[str]) -> None:
    if id in seen:
        raise ValueError(f"id: {id!r} stands in an earlier line")
    seen.add(id)
