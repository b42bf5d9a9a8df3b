"""`bot.py ask`: one answer, or a batch of them, without Telegram and without a database."""

import argparse
import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.progress import Progress

from welcomebot.bootstrap import make_answerer, utc_now
from welcomebot.domain.answering import Candidate, Decision
from welcomebot.domain.language import CODES
from welcomebot.errors import UsageError
from welcomebot.json_lines import read_lines
from welcomebot.search.answerer import Answerer
from welcomebot.services.ask_question import AnsweredQuestion
from welcomebot.services.library import Library
from welcomebot.services.ports import Person
from welcomebot.services.read_knowledge import read_knowledge
from welcomebot.settings import Settings
from welcomebot.telegram.cards.answer import card
from welcomebot.telegram.services import Services
from welcomebot.telegram.turn import Turn


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    ask = commands.add_parser("ask", help="one answer as JSON; with --batch JSON lines in, JSON lines out")
    ask.add_argument("text", nargs="?", help="the question")
    ask.add_argument("--language", choices=CODES, help="the language that the person chose")
    ask.add_argument("--knowledge", type=Path, help="another knowledge folder; default: KNOWLEDGE_DIR")
    ask.add_argument("--explain", action="store_true", help="add the ten best articles with their signals")
    ask.add_argument("--json", action="store_true", help="print the answer as a JSON line; without it as a person reads it")
    ask.add_argument("--batch", action="store_true", help='read lines of {"id"?, "text", "language"?} from standard input')
    ask.set_defaults(run=_ask)


@dataclass(frozen=True)
class Asked:
    """One line of a batch."""

    text: str
    language: str | None = None
    id: Any = None


def _ask(options: argparse.Namespace, settings: Settings) -> None:
    if options.batch == bool(options.text):
        raise UsageError("ask: expected either a TEXT or --batch")
    questions = _lines(sys.stdin) if options.batch else iter([Asked(options.text, options.language)])
    asyncio.run(_answer_all(questions, options, settings))


async def _answer_all(questions: Iterator[Asked], options: argparse.Namespace, settings: Settings) -> None:
    as_json = options.batch or options.json or options.explain
    async with _desk(options.knowledge or settings.knowledge_dir, settings) as desk:
        for question in questions:
            reply = await desk.answer(question, is_explained=options.explain)
            sys.stdout.write((json.dumps(reply, ensure_ascii=False) if as_json else reply["text"]) + "\n")
            sys.stdout.flush()


@dataclass(frozen=True)
class Desk:
    """Answers questions from a knowledge folder."""

    services: Services
    answerer: Answerer

    async def answer(self, question: Asked, *, is_explained: bool) -> dict[str, Any]:
        """Return an answer in the form of DESIGN section 7."""
        decision = await self.answerer.decide(question.text, language=question.language)
        reply: dict[str, Any] = {"id": question.id} if question.id is not None else {}
        reply |= {
            "outcome": decision.outcome.value,
            "language": decision.language,
            "articles": [self._offered(candidate, decision) for candidate in decision.offered],
            "text": self._text(question, decision),
        }
        if is_explained:
            reply["candidates"] = [_explained(candidate) for candidate in decision.candidates]
        return reply

    def _offered(self, candidate: Candidate, decision: Decision) -> dict[str, Any]:
        texts = self.services.library.articles[candidate.article_id].texts
        language = decision.language if decision.language in texts else next(iter(texts))
        return {"id": candidate.article_id, "language": language, "score": round(candidate.score, 4)}

    def _text(self, question: Asked, decision: Decision) -> str:
        nobody = Person(user_id=0, language=question.language)
        turn = Turn(nobody, 0, decision.language, self.services, work=None, effects=[])  # type: ignore[arg-type]
        html, _buttons = card(turn, AnsweredQuestion(0, question.text, decision))
        return html.visible


@asynccontextmanager
async def _desk(folder: Path, settings: Settings) -> AsyncIterator[Desk]:
    knowledge = read_knowledge(folder)
    library = Library(knowledge.articles, knowledge.contacts, revision=0)
    with Progress(console=Console(stderr=True), transient=True) as bar:
        embedding = bar.add_task("Reading the articles", total=None)
        async with make_answerer(
            settings.model_copy(update={"knowledge_dir": folder}), lambda done, total: bar.update(embedding, completed=done, total=total)
        ) as answerer:
            await answerer.load(knowledge.articles)
            await answerer.ready()
            bar.stop()
            yield Desk(Services(answerer, library, utc_now, settings.zone, not_covered=answerer.not_covered), answerer)


def _lines(source: TextIO) -> Iterator[Asked]:
    return (Asked(line["text"], line.get("language"), line["id"]) for line in read_lines(source))


def _explained(candidate: Candidate) -> dict[str, Any]:
    signals = {name: round(value, 4) for name, value in candidate.signals.items()}
    return {"id": candidate.article_id, "score": round(candidate.score, 4), "signals": signals, "matched": candidate.matched}
