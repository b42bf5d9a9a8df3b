"""What a person's words mean at the step that they are at: an answer to it, or a question to the bot like any other."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from welcomebot.domain.answering import Outcome
from welcomebot.domain.folding import words
from welcomebot.domain.places import Places
from welcomebot.domain.profile_chips import LONGEST_CAREER, Heard, heard
from welcomebot.domain.profile_screens import Step
from welcomebot.domain.profile_state import Dated, Event, Named, ProfileDialogue
from welcomebot.domain.written_days import written_day
from welcomebot.services.job_board import JobBoard
from welcomebot.services.ports import Answerer, Person, SkillReader

QUESTION_MARKS = ("?", "؟")
WORDS_OF_A_QUESTION = 15  # a longer text tells something
QUESTIONS = frozenset({Outcome.ANSWER, Outcome.OWN_CASE, Outcome.SMALL_TALK, Outcome.HUMAN})
LONGEST_PLACE = 3  # words
LONGEST_ENDING, SHORTEST_STEM = 4, 4  # letters
BETWEEN_PLACES = re.compile(r"[,;،/\n]")


@dataclass(frozen=True)
class Listener:
    """Hears what a person writes while they tell about themselves."""

    person: Person
    reader: SkillReader
    answerer: Answerer
    board: JobBoard
    language: str

    async def events(self, text: str, state: ProfileDialogue) -> tuple[Event, ...]:
        """Return what the words mean at the step; nothing where they are a question."""
        if state.step is Step.START:
            day = written_day(text, state.offer.today)
            return (Dated(day),) if day else ()
        if state.step is Step.PLACES:
            return await self._places(text)
        if state.step is Step.EXPERIENCE and text.strip().isdecimal():
            return (Heard(years=min(int(text.strip()[:3]), LONGEST_CAREER)),)
        told = await self.read(text)
        if state.step is not Step.WORK:
            return (told,) if ANSWERS[state.step](told) else ()
        return () if await self._is_question(text, is_telling=told.is_telling) else (told,)

    async def read(self, text: str, *, is_cv: bool = False) -> Heard:
        """Return what a text tells of work."""
        return heard(await self.reader.read(text, language=self.language), self.board.taxonomy, is_cv=is_cv)

    async def asks(self, text: str) -> bool:
        """Tell whether words that are no answer to the step are a question of their own."""
        if text.rstrip().endswith(QUESTION_MARKS):
            return True
        decision = await self.answerer.decide(text, language=self.person.language, accepts_russian=self.person.accepts_russian)
        return decision.outcome in QUESTIONS

    async def _places(self, text: str) -> tuple[Event, ...]:
        parts = [part.strip(" .!") for part in BETWEEN_PLACES.split(text) if words(part)]
        found = {part: places_in(part, self.board.places) for part in parts}
        is_known = any(found.values())
        looks_like_places = all(len(words(part)) <= LONGEST_PLACE and not any(map(str.isdigit, part)) for part in parts)
        if not is_known and (not looks_like_places or await self._is_question(text, is_telling=False)):
            return ()
        # A place far away: no distance is known, but the person sees that it was heard.
        return tuple(Named(place) for part in parts for place in found[part] or ((part,) if looks_like_places else ()))

    async def _is_question(self, text: str, *, is_telling: bool) -> bool:
        is_asked = text.rstrip().endswith(QUESTION_MARKS)
        if not is_asked and (is_telling or len(text.split()) > WORDS_OF_A_QUESTION):
            return False
        decision = await self.answerer.decide(text, language=self.person.language, accepts_russian=self.person.accepts_russian)
        return decision.outcome in QUESTIONS or (is_asked and not is_telling)


def places_in(text: str, places: Places) -> tuple[str, ...]:
    """Return the known places that a text names, also inside a sentence and with an ending: "asun Kokkolassa"."""
    if whole := places.find(text):
        return (whole.id,)
    said = words(text)
    spans = [" ".join(said[start : start + size]) for start in range(len(said)) for size in (2, 1) if start + size <= len(said)]
    tries = (span[: len(span) - cut] for span in spans for cut in range(LONGEST_ENDING + 1) if not cut or len(span) - cut >= SHORTEST_STEM)
    return tuple(dict.fromkeys(place.id for place in map(places.find, tries) if place))


ANSWERS: dict[Step, Callable[[Heard], bool]] = {
    Step.LANGUAGES: lambda told: bool(told.languages or told.no_languages or told.named_languages),
    Step.PERMITS: lambda told: bool(told.permits or told.no_permits),
    Step.EXPERIENCE: lambda told: told.years is not None,
}
