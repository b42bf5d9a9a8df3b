"""`bot.py jobs import`: the ads of a file into the database."""

import argparse
import asyncio
import sys
from collections.abc import Iterable, Sequence
from functools import cache, partial
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from welcomebot.bootstrap import open_storage, utc_now
from welcomebot.bootstrap_jobs import read_aliases
from welcomebot.errors import UsageError, WelcomeBotError
from welcomebot.search.concept_links import ConceptLinks
from welcomebot.services.curate_skills import taxonomy_with_aliases
from welcomebot.services.import_vacancies import ImportReport, import_vacancies
from welcomebot.services.post_vacancy import SOURCE as CHAT
from welcomebot.services.read_ads import AdReader, ReadAds
from welcomebot.services.read_places import read_places
from welcomebot.services.read_skills import read_skills
from welcomebot.services.vacancy_files import read_vacancy_file
from welcomebot.services.vacancy_rows import FileRow, VacancyFileError
from welcomebot.services.vacancy_versions import Outcome
from welcomebot.settings import Settings
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import repositories

DONE, FINDING = 0, 1
MAX_SOURCE = 80  # characters
OF_EMPLOYERS = (CHAT, "file:")  # ads that employers post in the chat; an import never touches them


def add_to(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the import to the jobs commands."""
    importing = actions.add_parser("import", help="bring vacancies from JSON lines, CSV or XLSX into the database, open at once; bad rows are named")
    importing.add_argument("file", type=Path, help="the file; the README tells its fields")
    importing.add_argument("--source", default="", help="where the ads come from; with their own ids it names them. Default: each ad's business id")
    importing.add_argument("--strict", action="store_true", help="store nothing where a row is bad")
    importing.add_argument("--complete", action="store_true", help="the file holds all ads of its sources: withdraw those that are missing")
    importing.set_defaults(run=_import)


def _import(options: argparse.Namespace, settings: Settings) -> int:
    if options.source.startswith(OF_EMPLOYERS) or len(options.source) > MAX_SOURCE:
        raise UsageError(
            f"jobs import: --source takes up to {MAX_SOURCE} characters and does not begin with {' or '.join(OF_EMPLOYERS)}, as ads of the chat do"
        )
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        return asyncio.run(_run(_rows(options.file, bar), options, settings, bar))


async def _run(rows: Sequence[FileRow], options: argparse.Namespace, settings: Settings, bar: Progress) -> int:
    async with open_storage(settings) as database:
        reader = await _reader(database, settings, options.source)
        read = reader.read(bar.track(rows, description="Understanding"))
        sys.stderr.writelines(_remarks(read, options.file))
        if options.strict and read.bad:
            sys.stderr.write("Nothing was stored.\n")
            return FINDING
        report = await _store(read, database, settings, is_complete=options.complete)
    if options.complete and (read.bad or not read.ads):
        sys.stderr.write("Nothing was withdrawn: a missing ad may be one of the bad rows.\n")
    sys.stdout.write(_summary(report, read))
    return FINDING if read.bad else DONE


def _rows(path: Path, bar: Progress) -> list[FileRow]:
    try:
        with path.open("rb") as file:
            return list(bar.track(read_vacancy_file(file), description="Reading"))
    except OSError as error:
        raise UsageError(f"jobs import: {path}: {error.strerror or error}") from error
    except VacancyFileError as error:
        raise WelcomeBotError(f"{path}: {error} Nothing was stored.") from error


class _Remembering:
    """Links that look each text up once: many ads ask for the same."""

    def __init__(self, links: ConceptLinks) -> None:
        self.occupations, self.concepts = cache(links.occupations), cache(links.concepts)


async def _reader(database: Database, settings: Settings, source: str) -> AdReader:
    """Return what understands the rows, also by the names that the office gave to skills."""
    taxonomy = taxonomy_with_aliases(read_skills(settings.knowledge_dir, settings.data_dir), await read_aliases(database))
    return AdReader(_Remembering(ConceptLinks(taxonomy)), taxonomy, read_places(settings.knowledge_dir), source)


async def _store(read: ReadAds, database: Database, settings: Settings, *, is_complete: bool) -> ImportReport:
    now = utc_now()
    reading, writing = (partial(repositories, opened) for opened in (database.reading, database.writing))
    today = now.astimezone(settings.zone).date()
    return await import_vacancies(read, writing, now=now, today=today, is_complete=is_complete, reading=reading)


def _remarks(read: ReadAds, file: Path) -> Iterable[str]:
    yield from (f"{file}: row {row.number}: {problem}\n" for row in read.bad for problem in row.problems)
    if read.unknown_fields:
        yield f"{file}: these fields say nothing to the bot: {', '.join(read.unknown_fields)}\n"
    if read.unknown_places:
        yield f"{file}: no distance is counted to these places, which are not known: {', '.join(read.unknown_places)}\n"


def _summary(report: ImportReport, read: ReadAds) -> str:
    counts = [f"{report.outcomes.get(outcome, 0)} {outcome.value}" for outcome in Outcome]
    expired = f" ({report.expired} with a last day that is over)" if report.expired else ""
    return f"{', '.join(counts)}, {len(read.bad)} bad{expired}\n"
