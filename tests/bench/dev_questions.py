"""The development questions of ../shared/eval, as the bench and the gate's fit read them."""

import os
from dataclasses import dataclass
from pathlib import Path

DEFAULT = Path(__file__).resolve().parents[3] / "shared" / "eval"
IN_SCOPE_FILES = ("q_en_fi_sv.tsv", "q_uk_ru_ar.tsv")
OTHER_LANGUAGES_FILE = "q_more_langs.tsv"
OFFERED = ("fi", "sv", "en", "uk", "ru", "ar")
MAY_BE_EMERGENCY = frozenset({"emergency", "crisis-help", "domestic-violence", "police", "victim-support"})


@dataclass(frozen=True)
class Question:
    """One line: its language, style, the right articles (or its kind) and the text."""

    language: str
    style: str
    gold: tuple[str, ...]
    text: str

    @property
    def chosen(self) -> str | None:
        """The language that the person chose, as the README of the questions asks."""
        return self.language if self.language in OFFERED else None


def eval_folder(argument: str | None = None) -> Path:
    """Return the folder with the questions: argument, EVAL_DIR or the shared one."""
    return Path(argument or os.environ.get("EVAL_DIR") or DEFAULT)


def read(path: Path) -> list[Question]:
    """Return the questions of a file."""
    rows = (line.split("\t", 4) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [Question(row[1], row[2], tuple(row[3].split("|")), row[4]) for row in rows]


def in_scope(folder: Path, article_ids: set[str], *, files: tuple[str, ...] = IN_SCOPE_FILES) -> list[Question]:
    """Return the questions that an existing article answers; a gold article that is not there is left out."""
    questions = [question for name in files for question in read(folder / "questions" / name)]
    return [question for question in questions if question.gold[0] in article_ids]
