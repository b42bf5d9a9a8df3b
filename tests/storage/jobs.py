"""Ads and profiles to store."""

from datetime import UTC, date, datetime
from types import MappingProxyType

from welcomebot.domain.seekers import Seeker
from welcomebot.domain.vacancies import Asked, Cefr, Employment, Vacancy, VacancyState, WorkTime
from welcomebot.services.job_ports import StoredSeeker, StoredVacancy

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
WELDER = Vacancy(
    id="w-1",
    employer="Satama-Metalli",
    title="Hitsaaja",
    municipality="Kokkola",
    employment=Employment.PERMANENT,
    work_times=(WorkTime.FULL_TIME, WorkTime.SHIFT),
    hours_a_week=(37.5, 40.0),
    apply_by=date(2026, 12, 20),
    required=(Asked("hitsaus", ("welding",)), Asked("taltan teroitus")),
    languages=MappingProxyType({"fi": Cefr.B1, "en": Cefr.A2}),
    permits=("hot-work-card",),
    hard=frozenset({"permit:hot-work-card"}),
)


def stored(vacancy: Vacancy = WELDER, *, state: VacancyState = VacancyState.OPEN, posted_by: int | None = None, source: str = "office") -> StoredVacancy:
    return StoredVacancy(vacancy, source, state, posted_by=posted_by, opened_at=NOW, updated_at=NOW)


def profile(user_id: int, *, is_complete: bool = True) -> StoredSeeker:
    seeker = Seeker(str(user_id), occupations=("welder",), languages=MappingProxyType({"uk": Cefr.C2, "fi": Cefr.A2}), permits=frozenset({"forklift"}))
    return StoredSeeker(user_id, seeker, is_complete=is_complete, updated_at=NOW)
