"""Which vacancies a person's settings or the filters of one search leave out."""

from dataclasses import dataclass
from enum import StrEnum

from welcomebot.domain.folding import words
from welcomebot.domain.places import Places
from welcomebot.domain.seekers import Seeker, Wishes
from welcomebot.domain.vacancies import REMOTE, Cefr, Employment, Vacancy, WorkTime

FINNISH = "fi"


class Hidden(StrEnum):
    """Which setting hides a vacancy."""

    OCCUPATION = "occupation"
    EMPLOYER = "employer"
    LANGUAGE = "language"
    FINNISH = "finnish"


def hidden_by(vacancy: Vacancy, seeker: Seeker, wishes: Wishes) -> Hidden | None:
    """Return the setting that hides a vacancy, None where nothing does."""
    if wishes.hidden_occupations.intersection(vacancy.occupations[:1]):
        return Hidden.OCCUPATION
    if same_name(vacancy.employer) in {same_name(name) for name in wishes.hidden_employers}:
        return Hidden.EMPLOYER
    if wishes.max_language_gap is not None and widest_gap(vacancy, seeker) > wishes.max_language_gap:
        return Hidden.LANGUAGE
    if wishes.no_finnish_needed and not goes_without_finnish(vacancy):
        return Hidden.FINNISH
    return None


def same_name(name: str) -> str:
    """Return a mark that is equal for one name however it is spelled."""
    return " ".join(words(name))


def language_gaps(vacancy: Vacancy, seeker: Seeker) -> dict[str, int]:
    """Return by how many steps each language falls short; one that the person did not speak of is unknown, not missing."""
    gaps = {}
    for language, asked in vacancy.languages.items():
        has: int | None = 0 if language in seeker.no_languages else seeker.languages.get(language)
        if has is not None and has < asked:
            gaps[language] = asked - has
    return gaps


def widest_gap(vacancy: Vacancy, seeker: Seeker) -> int:
    """Return the largest gap of all languages in steps, 0 where none is known."""
    return max(language_gaps(vacancy, seeker).values(), default=0)


def goes_without_finnish(vacancy: Vacancy) -> bool:
    """Tell whether the ad is content without Finnish; an ad in Finnish that names no language at all says nothing about it."""
    return FINNISH not in vacancy.languages and (bool(vacancy.languages) or vacancy.language != FINNISH)


@dataclass(frozen=True)
class Filters:
    """What one search is narrowed to; the settings stay as they are."""

    times: frozenset[WorkTime] = frozenset()
    kinds: frozenset[Employment] = frozenset()
    place: str = ""  # as Places.id_of gives it
    no_finnish: bool = False
    speaks_enough: bool = False  # no language falls short
    with_hidden: bool = False  # also what the settings hide
    with_weak: bool = False  # also what fits little

    def let_pass(self, vacancy: Vacancy, seeker: Seeker, places: Places) -> bool:
        """Tell whether a vacancy stays; remote work is at every place."""
        if self.times and not self.times.intersection(vacancy.work_times):
            return False
        if self.kinds and vacancy.employment not in self.kinds:
            return False
        if self.place and vacancy.municipality != REMOTE and places.id_of(vacancy.municipality) != self.place:
            return False
        if self.no_finnish and not goes_without_finnish(vacancy):
            return False
        return not (self.speaks_enough and language_gaps(vacancy, seeker))

    @property
    def are_set(self) -> bool:
        """Tell whether anything is narrowed."""
        return bool(self.times or self.kinds or self.place or self.no_finnish or self.speaks_enough)


def level(cefr: Cefr | int | None) -> str:
    """Return a level's name, empty for none."""
    return Cefr(cefr).name if cefr else ""
