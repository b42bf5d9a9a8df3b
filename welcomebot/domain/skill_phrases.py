"""From a free text to the phrases that may name what somebody can do: lists taken apart, denials, levels, years and languages read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from welcomebot.domain.claims import Level, SpokenLanguages
from welcomebot.domain.folding import words
from welcomebot.domain.skill_clauses import Clause, Run, places, read_clause
from welcomebot.domain.skill_words import AFFIRMING, ALTERNATIVE, CONTRAST, DENIALS, FILLERS
from welcomebot.domain.spoken_languages import spoken_languages
from welcomebot.domain.vacancies import Cefr

# A full stop inside a number or a name ("1.5", "ASP.NET") ends nothing.
_SENTENCE_ENDS = re.compile(r"[.!?…؟]+(?=\s|$)|[;؛\n\r]+")
_CLAUSE_ENDS = re.compile(r"[,،:•·\t()\[\]|/&]+(?!\d)|\s[-–—]+\s|\s\+\s?")
ARABIC_AND = "و"
_DECIMALS = re.compile(r"(?<!\d)(\d{1,2})[.,]\d(?!\d)")


@dataclass(frozen=True)
class Phrase:
    """A part of a text that may name a skill or several; `is_denied` where the person says that they lack it."""

    text: str  # in common spelling, one space between words
    core: str  # without the words at both ends that name nothing
    is_denied: bool = False
    level: Level | None = None
    years: int | None = None


@dataclass(frozen=True)
class Reading:
    """What the form of a text tells, before any word is looked up."""

    phrases: tuple[Phrase, ...] = ()
    languages: SpokenLanguages = field(default_factory=SpokenLanguages)
    years: int | None = None


def phrases(text: str) -> list[Phrase]:
    """Return the phrases of a text in their order, in common spelling."""
    return list(read_phrases(text).phrases)


def read_phrases(text: str) -> Reading:
    """Return the phrases of a text with what stands around them, the languages that it names, and the longest time in work."""
    found: list[Phrase] = []
    languages: dict[str, Cefr | None] = {}
    denied: set[str] = set()
    years: list[int] = []
    for sentence in _SENTENCE_ENDS.split(_DECIMALS.sub(r"\1", text)):
        clauses = []
        for part in _CLAUSE_ENDS.split(sentence):
            clause = list(_apart(words(part)))
            spoken = spoken_languages(clause)
            for language in spoken:
                _note_language(languages, denied, language.code, language.level, is_denied=language.is_denied)
            clauses.append(read_clause(clause, places(spoken)))
        years += [time.years for clause in clauses for time in clause.times if time.is_work]
        _deny(clauses)
        _grade(clauses)
        found += _phrases(clauses)
    return Reading(tuple(found), SpokenLanguages(languages, frozenset(denied - languages.keys())), max(years, default=None))


def _apart(clause: Sequence[str]) -> Iterator[str]:
    """Part the Arabic "and" from the small word that it is written together with: it must not hide a "not"."""
    for word in clause:
        rest = word.removeprefix(ARABIC_AND)
        if rest and rest != word and (rest in FILLERS or DENIALS.find([rest])):
            yield ARABIC_AND
            yield rest
        else:
            yield word


def _note_language(levels: dict[str, Cefr | None], denied: set[str], code: str, level: Cefr | None, *, is_denied: bool) -> None:
    if is_denied:
        denied.add(code)
    else:
        levels[code] = max(filter(None, (levels.get(code), level)), default=None)


def _deny(clauses: Sequence[Clause]) -> None:
    """Mark the runs that a denial holds for: those after it, or the one before where nothing follows.

    It ends with the sentence, at a "but", where the person affirms something, and at a comma unless an "or" is still to come.
    """
    is_denied = False
    for number, clause in enumerate(clauses):
        is_denied = is_denied and _goes_on(clauses[number:])
        is_denied = _deny_in(clause, is_denied=is_denied)


def _deny_in(clause: Clause, *, is_denied: bool) -> bool:
    """Mark the runs of one clause; tell whether a denial is still open at its end."""
    ends = {mark.end: mark for mark in clause.denials}
    starts = {run.start: run for run in clause.runs}
    last: Run | None = None
    pending = False  # a denial that no run has followed yet
    for place in range(len(clause.words) + 1):
        if place in ends:
            is_denied = pending = True
        if place < len(clause.words) and clause.words[place] in CONTRAST:
            _close(last, pending=pending)
            last, is_denied, pending = None, False, False
        if run := starts.get(place):
            if is_denied and not pending and _affirms(clause, run):
                is_denied = False
            if run.core:
                run.is_denied = is_denied
                pending = False
                last = run
    _close(last, pending=pending)
    return is_denied and not pending


def _close(last: Run | None, *, pending: bool) -> None:
    """Give a denial that nothing follows to what stands before it: "ajaa en osaa"."""
    if pending and last is not None:
        last.is_denied = True


def _affirms(clause: Clause, run: Run) -> bool:
    """Tell whether a run begins with "I can" and its like, with no denial right behind."""
    head = 0
    while head < len(run.words) and run.words[head] in AFFIRMING:
        head += 1
    return head > 0 and not any(mark.start == run.start + head for mark in clause.denials)


def _goes_on(rest: Sequence[Clause]) -> bool:
    first = rest[0]
    if first.words and first.words[0] in AFFIRMING:
        return False
    return any(word in ALTERNATIVE for clause in rest for word in clause.words)


def _grade(clauses: Sequence[Clause]) -> None:
    """Give levels and years to the runs that they stand with."""
    previous: Run | None = None
    for clause in clauses:
        named = [run for run in clause.runs if run.core]
        for mark in clause.levels:
            behind = [run for run in named if run.start >= mark.end]
            for run in behind or named[-1:]:
                run.level = mark.meaning
        worked = [time for time in clause.times if time.is_work]
        for run in named if worked else ():
            run.years = worked[-1].years
        # "Cook here, 7 years in a restaurant": the time belongs to the cook too.
        if worked and previous and previous.years is None and not any(run.start < worked[0].start for run in named):
            previous.years = worked[0].years
        if not named and clause.levels and previous and previous.level is None:
            previous.level = clause.levels[0].meaning
        previous = named[-1] if named else previous


def _phrases(clauses: Sequence[Clause]) -> Iterator[Phrase]:
    for clause in clauses:
        for run in clause.runs:
            if core := run.core:
                yield Phrase(" ".join(run.words), " ".join(core), run.is_denied, run.level, run.years)
