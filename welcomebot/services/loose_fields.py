"""Taking typed values out of one row that somebody else wrote: a JSON object, a row of a table. Every mistake is kept with its field's name."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from welcomebot.domain.vacancies import Cefr
from welcomebot.errors import WelcomeBotError
from welcomebot.services.file_problems import Problem, shown, wrong

Word = TypeVar("Word", bound=StrEnum)

TRANSLATED = frozenset({"title", "description", "summary"})  # they may stand there in several languages
MOST_BOUNDS = 2  # from and to
MAX_CODE = 100  # characters
NATIVE = frozenset({"L1", "NATIVE"})  # a native language counts as C2
YES, NO = frozenset({"true", "yes", "1", "kyllä", "ja"}), frozenset({"false", "no", "0", "ei", "nej"})
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ITEM_BORDER = re.compile(r"[;|\n]")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_PAIR = re.compile(r"\s*(\S+?)\s*[:= ]\s*(\S+)\s*")


class FieldsError(WelcomeBotError):
    """A row cannot be understood; `problems` name each field and what is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(map(str, self.problems)))


class LooseFields:
    """The fields of one row. A field is looked for under several names; what is empty counts as not there."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self._fields = dict(_flat(row))
        self._stated = frozenset(field_name(name) for name, value in row.items() if value is not None)
        self._asked: set[str] = set()
        self.problems: list[Problem] = []

    def unasked(self) -> tuple[str, ...]:
        """Return the names of the fields that nobody looked for."""
        return tuple(name for name in self._fields if name not in self._asked)

    def raise_problems(self) -> None:
        """Raise all mistakes together, so that they are mended in one go."""
        if self.problems:
            raise FieldsError(self.problems)

    def report(self, name: str, problem: Problem) -> None:
        """Keep a mistake."""
        self.problems.append(problem.at(name))

    def has(self, *names: str) -> bool:
        """Tell whether one of the names stands there."""
        return any(name in self._fields for name in names)

    def is_stated(self, name: str) -> bool:
        """Tell whether a field stands there, also an empty list: that somebody has none."""
        return name in self._stated

    def text(self, *names: str, limit: int = 500, is_needed: bool = False) -> str:
        """Return a text; one that is too long is a mistake, for cutting it would change what it says."""
        name, value = self._find(names)
        if value is None:
            if is_needed:
                self.report(names[0], wrong("This is needed."))
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float | date):
            self.report(name, wrong("This should be a text, not {value}.", value=shown(value)))
            return ""
        text = _plain(value)
        if len(text) > limit:
            self.report(name, wrong("This has {count} characters; {most} are the most.", count=len(text), most=limit))
            return ""
        return text

    def number(self, *names: str, least: float = 0, most: float) -> float | None:
        """Return a number within its bounds."""
        name, value = self._find(names)
        try:
            found = None if value is None or isinstance(value, bool) else float(str(value).replace(",", "."))
        except ValueError:
            found = None
        if value is None:
            return None
        if found is None or not least <= found <= most:
            problem = wrong("This should be a number from {least} to {most}, not {value}.", least=f"{least:g}", most=f"{most:g}", value=shown(value))
            self.report(name, problem)
            return None
        return found

    def numbers(self, *names: str, most: float) -> tuple[float, ...]:
        """Return one or two numbers: 38, "20-30" or a list."""
        name, value = self._find(names)
        items = re.split(r"\s*[-–;]\s*", value.strip()) if isinstance(value, str) else value if isinstance(value, list | tuple) else [value]
        found = [LooseFields({name: item}).number(name, most=most) for item in items]
        if value is not None and (None in found or len(found) > MOST_BOUNDS):
            self.report(name, wrong("This should be one number or two, from 0 to {most}, not {value}.", most=f"{most:g}", value=shown(value)))
        return tuple(number for number in found if number is not None)

    def whole(self, *names: str, least: int = 0, most: int) -> int | None:
        """Return a whole number within its bounds; a half is cut off."""
        found = self.number(*names, least=least, most=most)
        return None if found is None else int(found)

    def flag(self, *names: str) -> bool:
        """Return a yes or no; not there is no."""
        name, value = self._find(names)
        word = str(value).strip().casefold() if value is not None else "no"
        if word not in YES | NO:
            self.report(name, wrong("This should be yes or no, not {value}.", value=shown(value)))
        return word in YES

    def day(self, *names: str) -> date | None:
        """Return a date; of a point in time its day, as it is written."""
        name, value = self._find(names)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        if isinstance(value, datetime):
            return value.date()
        try:
            return datetime.fromisoformat(str(value).strip()).date()
        except ValueError:
            self.report(name, wrong("This should be a date like 2026-11-24, not {value}.", value=shown(value)))
            return None

    def texts(self, *names: str, limit: int = 200) -> tuple[str, ...]:
        """Return a list of texts: a list, or one text with `;` or `|` between the items."""
        name, value = self._find(names)
        items = _ITEM_BORDER.split(value) if isinstance(value, str) else value if isinstance(value, list | tuple) else [value]
        found: dict[str, None] = {}
        for item in [] if value is None else items:
            if isinstance(item, bool | dict | list) or item is None or len(_plain(item)) > limit:
                self.report(name, wrong("This should be short texts, not {value}.", value=shown(item)))
            elif text := _plain(item):
                found[text] = None
        return tuple(found)

    def words(self, kind: type[Word], *names: str, codes: Mapping[str, Word | None]) -> tuple[Word, ...]:
        """Return values of an enum, written as its words or as codes of another scheme; a code may stand for nothing."""
        found: dict[Word, None] = {}
        for text in self.texts(*names):
            key = text.casefold().replace("_", "-").replace(" ", "-")
            if key not in codes and key not in set(kind):
                self.report(self._find(names)[0], wrong("{value} is none of these: {known}.", value=shown(text), known=", ".join(kind)))
            elif (word := codes[key] if key in codes else kind(key)) is not None:
                found[word] = None
        return tuple(found)

    def levels(self, *names: str) -> dict[str, Cefr]:
        """Return levels by language: `{"fi": "B1"}`, `[{"language": "fi", "level": "B1"}]` or `fi:B1; en:A2`."""
        name, value = self._find(names)
        found: dict[str, Cefr] = {}
        for language, level in self._pairs(name, value):
            code, step = language.strip().casefold(), level.strip().upper()
            if not _LANGUAGE.fullmatch(code):
                self.report(name, _no_code(language))
            elif step not in Cefr.__members__ and step not in NATIVE:
                self.report(name, wrong("{value} is none of these: {known}.", value=shown(level), known=", ".join((*Cefr.__members__, "L1"))))
            else:
                found[code] = Cefr.C2 if step in NATIVE else Cefr[step]
        return found

    def language_code(self, name: str) -> str:
        """Return a language's code like fi, whether the bot knows that language or not; empty where none stands there."""
        written = self.text(name, limit=MAX_CODE).casefold()
        if written and not _LANGUAGE.fullmatch(written):
            self.report(name, _no_code(written))
        return written

    def _pairs(self, name: str, value: Any) -> list[tuple[str, str]]:
        if isinstance(value, Mapping):
            return [(str(language), str(level)) for language, level in value.items()]
        pairs: list[tuple[str, str]] = []
        for item in _ITEM_BORDER.split(value) if isinstance(value, str) else value if isinstance(value, list | tuple) else []:
            if isinstance(item, Mapping) and {"language", "level"} <= item.keys():
                pairs.append((str(item["language"]), str(item["level"])))
            elif isinstance(item, str) and (pair := _PAIR.fullmatch(item)):
                pairs.append((pair[1], pair[2]))
            else:
                self.report(name, wrong("This should be languages with levels like fi:B1, not {value}.", value=shown(item)))
        if value is not None and not isinstance(value, str | list | tuple):
            self.report(name, wrong("This should be languages with levels like fi:B1, not {value}.", value=shown(value)))
        return pairs

    def _find(self, names: Iterable[str]) -> tuple[str, Any]:
        ordered = tuple(names)
        self._asked.update(ordered)
        return next(((name, self._fields[name]) for name in ordered if name in self._fields), (ordered[0], None))


def _flat(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the fields that hold something; texts by language, `{"title": {"fi": …}}`, as `title_fi`."""
    for name, value in row.items():
        if field_name(name) in TRANSLATED and isinstance(value, Mapping):
            yield from ((f"{field_name(name)}_{str(code).casefold()}", text) for code, text in value.items() if not _is_empty(text))
        elif not _is_empty(value):
            yield field_name(name), value


def _no_code(written: str) -> Problem:
    return wrong("{value} is not a language code like fi.", value=shown(written))


def field_name(name: object) -> str:
    """Return a field's name in one spelling: `requiredSkills`, `Required skills` and `required-skills` are `required_skills`."""
    return re.sub(r"[\s-]+", "_", _CAMEL.sub("_", str(name).strip())).casefold()


def _plain(value: object) -> str:
    # NUL is taken by no database; the rest of the text stays as its writer set it.
    return str(value).replace("\x00", " ").strip()


def _is_empty(value: object) -> bool:
    return value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip())
