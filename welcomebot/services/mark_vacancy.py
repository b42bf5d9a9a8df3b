"""What a person does with a vacancy: keep it, set it aside, take that back, answer what is unknown, report on its Finnish."""

from dataclasses import replace
from datetime import datetime, timedelta

from welcomebot.domain.folding import words
from welcomebot.domain.seekers import NotForMe, Pace, Seeker
from welcomebot.domain.vacancies import Cefr, VacancyState
from welcomebot.services.find_vacancies import Looking
from welcomebot.services.job_ports import StoredSeeker, StoredVacancy
from welcomebot.services.not_for_me import Change, applied, undone
from welcomebot.services.ports import Clock, Work

YES, NONE = "yes", "none"  # the answers that somebody has or lacks what was asked
EDUCATION_LEVELS = frozenset({"0", "3", "6", "7", "8"})
MOST_YEARS = 50
PUBLIC = frozenset({VacancyState.OPEN, VacancyState.EXPIRED, VacancyState.CLOSED})
ENOUGH_REPORTS = 3  # fewer could point at a person, and say little


def with_saved(person: Looking, number: int, *, is_saved: bool) -> Looking:
    """Return the person with a vacancy saved, or no longer saved."""
    saved = person.marks.saved | {number} if is_saved else person.marks.saved - {number}
    return replace(person, marks=replace(person.marks, saved=saved))


async def save(person: Looking, number: int, *, is_saved: bool, work: Work, clock: Clock) -> None:
    """Save a vacancy, or take it out of the saved ones."""
    db = await work.writing()
    if is_saved:
        await db.seekers.save_vacancy(person.user_id, number, at=clock())
    else:
        await db.seekers.unsave_vacancy(person.user_id, number)


async def dismiss(person: Looking, number: int, reason: NotForMe, change: Change | None, *, work: Work, clock: Clock) -> None:
    """Set a vacancy aside and change the setting that the reason means."""
    db = await work.writing()
    await db.seekers.dismiss(person.user_id, number, reason, at=clock())
    if person.profile and change:
        await db.seekers.put(replace(applied(person.profile, change), updated_at=clock()))


def without_dismissal(person: Looking, number: int, change: Change | None) -> Looking:
    """Return the person as they were before they set a vacancy aside."""
    others = {other: reason for other, reason in person.marks.dismissed.items() if other != number}
    profile = undone(person.profile, change) if person.profile and change else person.profile
    return replace(person, profile=profile, marks=replace(person.marks, dismissed=others))


async def undo_dismissal(person: Looking, number: int, change: Change | None, *, work: Work, clock: Clock) -> None:
    """Take a vacancy back that was set aside, and set the setting back."""
    db = await work.writing()
    await db.seekers.undo_dismissal(person.user_id, number)
    if person.profile and change:
        await db.seekers.put(replace(undone(person.profile, change), updated_at=clock()))


async def pause(person: Looking, days: int | None, *, work: Work, clock: Clock) -> datetime | None:
    """Pause alerts for some days and return until when; stop them where there are none."""
    until = None if days is None else clock() + timedelta(days=days)
    if person.profile is not None:
        wishes = replace(person.profile.wishes, paused_until=until) if until else replace(person.profile.wishes, pace=Pace.OFF)
        await store(replace(person.profile, wishes=wishes), work=work, clock=clock)
    return until


async def hide_what_needs_finnish(person: Looking, *, work: Work, clock: Clock) -> None:
    """Make "no Finnish needed" a setting."""
    if person.profile is not None:
        await store(replace(person.profile, wishes=replace(person.profile.wishes, no_finnish_needed=True)), work=work, clock=clock)


async def store(profile: StoredSeeker, *, work: Work, clock: Clock) -> None:
    """Store a changed profile."""
    db = await work.writing()
    await db.seekers.put(replace(profile, updated_at=clock()))


def with_answer(person: Looking, requirement: str, answer: str) -> Looking:
    """Return the person after an answer about a requirement."""
    if person.profile is None:
        return person
    return replace(person, profile=replace(person.profile, seeker=told(person.profile.seeker, requirement, answer)))


def told(seeker: Seeker, requirement: str, answer: str) -> Seeker:
    """Return what is known of somebody after an answer about a requirement; the latest word counts, and nonsense changes nothing."""
    kind, _, name = requirement.partition(":")
    match kind:
        case "permit" if answer in {YES, NONE}:
            has, lacks = seeker.permits - {name}, seeker.no_permits - {name}
            return replace(seeker, permits=has | {name}, no_permits=lacks) if answer == YES else replace(seeker, permits=has, no_permits=lacks | {name})
        case "language":
            return _speaking(seeker, name, answer)
        case "experience" if answer.isdecimal() and int(answer) <= MOST_YEARS:
            return replace(seeker, experience_years=int(answer))
        case "education" if answer in EDUCATION_LEVELS:
            return replace(seeker, education=int(answer))
        case "skill" | "word" if answer == YES:
            return _skilled(seeker, kind, name)
        case _:
            return seeker


def _skilled(seeker: Seeker, kind: str, name: str) -> Seeker:
    if kind == "skill":
        return replace(seeker, skills=tuple(dict.fromkeys((*seeker.skills, name))))
    return replace(seeker, words=tuple(dict.fromkeys((*seeker.words, " ".join(words(name))))))


def _speaking(seeker: Seeker, language: str, answer: str) -> Seeker:
    others = {code: level for code, level in seeker.languages.items() if code != language}
    if answer == NONE:
        return replace(seeker, languages=others, no_languages=seeker.no_languages | {language})
    if answer not in Cefr.__members__:
        return seeker
    return replace(seeker, languages={**others, language: Cefr[answer]}, no_languages=seeker.no_languages - {language})


async def report_finnish(user_id: int, number: int, *, is_needed: bool, work: Work, clock: Clock) -> None:
    """Remember what a person says about the Finnish that the work needs."""
    db = await work.writing()
    await db.seekers.report_finnish(user_id, number, is_needed=is_needed, at=clock())


async def finnish_reports(number: int, *, work: Work) -> tuple[int, int] | None:
    """Return how many said that the work needs Finnish and how many that it does not; None while they are too few."""
    async with work.reading() as db:
        reports = await db.seekers.finnish_reports(number)
    return reports if sum(reports) >= ENOUGH_REPORTS else None


async def vacancy_of(number: int, *, work: Work) -> StoredVacancy | None:
    """Return a vacancy that people may see: one that waits for the office is not there yet."""
    async with work.reading() as db:
        stored = await db.vacancies.get(number)
    return stored if stored and stored.state in PUBLIC else None
