"""Profiles and marks in the database."""

from dataclasses import replace
from datetime import date

from tests.storage.jobs import NOW, WELDER, profile, stored
from welcomebot.domain.seekers import Band, NotForMe, Pace, Wishes
from welcomebot.domain.vacancies import VacancyState
from welcomebot.services.job_ports import Marks
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories


async def test_profile_is_what_was_stored_last(database: Database) -> None:
    first, wishes = profile(2**40, is_complete=False), Wishes(Pace.INSTANT, Band.STRONG, NOW, frozenset({"cook"}), max_language_gap=1, contact="040")
    last = replace(first, wishes=wishes, is_complete=True)
    async with database.writing() as session:
        await Repositories(session).seekers.put(first)
        await Repositories(session).seekers.put(last)
    async with database.reading() as session:
        assert await Repositories(session).seekers.get(2**40) == last
        assert await Repositories(session).seekers.get(1) is None


async def test_only_complete_profiles_are_matched(database: Database) -> None:
    async with database.writing() as session:
        seekers = Repositories(session).seekers
        for user_id, is_complete in ((3, True), (1, True), (2, False)):
            await seekers.put(profile(user_id, is_complete=is_complete))
        assert [one.user_id for one in await seekers.complete()] == [1, 3]


async def test_marks_are_set_and_taken_back(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        number, other = await db.vacancies.put(stored()), await db.vacancies.put(stored(replace(WELDER, id="w-2")))
        for user_id in (1, 1, 2):
            await db.seekers.save_vacancy(user_id, number, at=NOW)
        await db.seekers.dismiss(1, other, NotForMe.TOO_FAR, at=NOW)
        await db.seekers.dismiss(1, other, NotForMe.HOURS, at=NOW)
        assert await db.seekers.marks(1) == Marks(frozenset({number}), {other: NotForMe.HOURS})
        await db.seekers.unsave_vacancy(1, number)
        await db.seekers.undo_dismissal(1, other)
        assert await db.seekers.marks(1) == Marks()
        assert await db.seekers.marks(2) == Marks(frozenset({number}))


async def test_reminders_are_due_for_open_saved_ads_until_a_day(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        soon = await db.vacancies.put(stored(replace(WELDER, id="soon", apply_by=date(2026, 11, 28))))
        later = await db.vacancies.put(stored(replace(WELDER, id="later", apply_by=date(2026, 11, 29))))
        endless = await db.vacancies.put(stored(replace(WELDER, id="endless", apply_by=None)))
        closed = await db.vacancies.put(stored(replace(WELDER, id="closed", apply_by=date(2026, 11, 28)), state=VacancyState.CLOSED))
        for user_id, number in ((1, soon), (2, soon), (1, later), (1, endless), (1, closed)):
            await db.seekers.save_vacancy(user_id, number, at=NOW)
        await db.seekers.mark_reminded(2, soon, at=NOW)
        assert await db.seekers.saved_without_reminder(date(2026, 11, 28)) == [(1, soon)]
        assert await db.seekers.saved_without_reminder(date(2026, 11, 29)) == [(1, soon), (1, later)]


async def test_saving_again_does_not_remind_again(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        number = await db.vacancies.put(stored())
        await db.seekers.save_vacancy(1, number, at=NOW)
        await db.seekers.mark_reminded(1, number, at=NOW)
        await db.seekers.save_vacancy(1, number, at=NOW)
        assert await db.seekers.saved_without_reminder(date(2027, 1, 1)) == []


async def test_each_person_has_one_word_about_finnish(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        number = await db.vacancies.put(stored())
        for user_id, is_needed in ((1, True), (2, True), (3, False), (2, False)):
            await db.seekers.report_finnish(user_id, number, is_needed=is_needed, at=NOW)
        assert await db.seekers.finnish_reports(number) == (1, 2)
        assert await db.seekers.finnish_reports(number + 1) == (0, 0)


async def test_removed_profile_takes_the_marks_along(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        number = await db.vacancies.put(stored())
        for user_id in (1, 2):
            await db.seekers.put(profile(user_id))
            await db.seekers.save_vacancy(user_id, number, at=NOW)
        await db.seekers.remove(1)
        assert await db.seekers.get(1) is None
        assert await db.seekers.marks(1) == Marks()
        assert await db.seekers.get(2) == profile(2)
        assert await db.seekers.marks(2) == Marks(frozenset({number}))
