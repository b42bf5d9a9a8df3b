"""What seekers hear unasked: once per vacancy and change, not at night, and with a way to hear less under every message."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import update

from tests.conversations.conftest import NOW, Newcomer, Rehearsal
from tests.conversations.test_vacancies import COOK, WELDER, change, profile, put, seeker
from welcomebot.domain.seekers import Band, Pace, Wishes
from welcomebot.domain.vacancies import CloseReason, VacancyState
from welcomebot.schedule_jobs import JobRounds
from welcomebot.storage.repositories import Repositories
from welcomebot.storage.tables import SeekerRow

# Helsinki is two hours ahead of UTC in November: 20:00, 23:00, then Wednesday and Monday morning at ten.
EVENING, NIGHT, MORNING = NOW, NOW + timedelta(hours=3), datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
EASY = replace(WELDER, languages={}, permits=())


class Rounds:
    """The bot's rounds at moments of our choosing; a process that stays up."""

    def __init__(self, bot: Rehearsal) -> None:
        self._bot = bot
        self._now = NOW
        services = bot.parts.runner.application.services
        self._rounds = JobRounds(replace(services, clock=lambda: self._now), bot.parts.database)

    async def instant(self, at: datetime) -> int:
        return await self._make(at, lambda rounds: rounds.instant)

    async def daily(self, at: datetime) -> int:
        return await self._make(at, lambda rounds: rounds.daily)

    async def edits(self, at: datetime) -> int:
        return await self._make(at, lambda rounds: rounds._mailings.up_to_date)

    async def _make(self, at: datetime, which: Callable[[JobRounds], Callable]) -> int:
        self._now = at
        self._bot.parts.runner.sender._clock = lambda: at
        sent = await which(self._rounds)()
        await self._bot.parts.runner.sender.settle()
        return sent


async def instant_seeker(bot: Rehearsal, language: str = "en", **known: object) -> Newcomer:
    return await seeker(bot, language, wishes=Wishes(pace=Pace.INSTANT), **known)


async def test_seeker_hears_at_once_and_only_once(bot: Rehearsal) -> None:
    newcomer, rounds = await instant_seeker(bot), Rounds(bot)
    [number] = await put(bot, EASY)
    assert await rounds.instant(EVENING) == 1
    assert newcomer.last.text.startswith("1 new vacancy for you\n\nWelder\nHarjoituspaja · Kokkola\nFits you")
    assert newcomer.last.buttons == ["Welder", "Pause for 7 days", "Stop these messages"]
    heard = len(newcomer.messages)
    assert await rounds.instant(EVENING) == 0
    assert await Rounds(bot).instant(EVENING) == 0  # a process that starts anew
    await change(bot, number, vacancy=replace(EASY, description="Another text."))
    assert await rounds.instant(EVENING) == 0
    assert len(newcomer.messages) == heard


async def test_material_change_is_told_again_and_the_first_message_changes(bot: Rehearsal) -> None:
    newcomer, rounds = await instant_seeker(bot), Rounds(bot)
    [number] = await put(bot, EASY)
    await rounds.instant(EVENING)
    first = newcomer.last
    await change(bot, number, vacancy=replace(EASY, apply_by=date(2026, 12, 20)), revision=2)
    assert await rounds.instant(EVENING) == 1
    assert "Sunday, December 20, 2026" in newcomer.last.text
    assert await rounds.edits(EVENING) == 1
    assert "Sunday, December 20, 2026" in first.text
    assert await rounds.edits(EVENING) == 0


async def test_closed_vacancy_is_struck_through_with_the_reason(bot: Rehearsal) -> None:
    newcomer, rounds = await instant_seeker(bot, "uk"), Rounds(bot)
    [number] = await put(bot, EASY)
    await rounds.instant(EVENING)
    await change(bot, number, state=VacancyState.CLOSED, close_reason=CloseReason.FILLED, closed_at=NOW)
    await rounds.edits(EVENING)
    welder = bot.parts.board.taxonomy.concepts["welder"].label(["uk"]).capitalize()
    assert "Цю вакансію закрито. Роботодавець уже вибрав працівника." in newcomer.last.text
    assert f"<s>{welder}</s>" in newcomer.last.html
    assert welder not in newcomer.last.buttons


async def test_night_is_quiet_and_nothing_is_lost(bot: Rehearsal) -> None:
    newcomer, rounds = await instant_seeker(bot), Rounds(bot)
    heard = len(newcomer.messages)
    await put(bot, EASY)
    assert await rounds.instant(NIGHT) == 0
    assert len(newcomer.messages) == heard
    assert await rounds.instant(MORNING) == 1


async def test_vacancy_that_ended_in_the_night_is_not_told(bot: Rehearsal) -> None:
    newcomer, rounds = await instant_seeker(bot), Rounds(bot)
    heard = len(newcomer.messages)
    await put(bot, replace(EASY, apply_by=date(2026, 11, 24)))
    assert await rounds.instant(MORNING) == 0
    assert len(newcomer.messages) == heard


async def test_message_that_waited_past_the_last_day_is_not_sent(bot: Rehearsal) -> None:
    newcomer, rounds = await instant_seeker(bot), Rounds(bot)
    ends_today = replace(EASY, apply_by=date(2026, 11, 24))
    await put(bot, ends_today, replace(EASY, id="w-9", title="Hitsaaja toiseen paikkaan", apply_by=date(2026, 12, 30)))
    services = bot.parts.runner.application.services
    stuck = JobRounds(replace(services, clock=lambda: EVENING), bot.parts.database)
    assert await stuck.instant() == 1  # it lies in the outbox and nobody sends it
    heard = len(newcomer.messages)
    await rounds.edits(MORNING)
    assert len(newcomer.messages) == heard
    assert await rounds.instant(MORNING) == 1
    assert newcomer.last.text.startswith("1 new vacancy for you")  # the other one, which is still open


async def test_daily_and_weekly_rounds_are_made_once_each(bot: Rehearsal) -> None:
    daily, weekly, off = [await seeker(bot, "en", wishes=Wishes(pace=pace)) for pace in (Pace.DAILY, Pace.WEEKLY, Pace.OFF)]
    counts = [len(each.messages) for each in (daily, weekly, off)]
    await put(bot, EASY)
    rounds = Rounds(bot)
    assert await rounds.daily(datetime(2026, 11, 25, 6, 30, tzinfo=UTC)) == 0  # 8:30, the round is at nine
    assert await rounds.daily(MORNING) == 1
    assert await rounds.daily(MORNING + timedelta(hours=1)) == 0
    assert [len(each.messages) for each in (daily, weekly, off)] == [counts[0] + 1, counts[1], counts[2]]
    assert await rounds.daily(MONDAY) == 1
    assert [len(each.messages) for each in (daily, weekly, off)] == [counts[0] + 1, counts[1] + 1, counts[2]]


async def test_same_ad_in_many_places_is_one_line_of_one_message(bot: Rehearsal) -> None:
    newcomer, rounds = await instant_seeker(bot), Rounds(bot)
    places = ("Kokkola", "Pietarsaari", "Kannus")
    await put(bot, *(replace(EASY, id=f"w-{place}", municipality=place) for place in places))
    assert await rounds.instant(EVENING) == 1
    assert newcomer.last.text.count("Welder") == 1
    assert all(place in newcomer.last.text for place in ("Kokkola", "Kannus"))


async def test_band_and_pause_and_hard_requirements_hold_messages_back(bot: Rehearsal) -> None:
    picky = await seeker(bot, "en", wishes=Wishes(pace=Pace.INSTANT, least=Band.STRONG), occupations=("cook",))
    paused = await seeker(bot, "en", wishes=Wishes(pace=Pace.INSTANT, paused_until=NOW + timedelta(days=7)))
    lacking = await seeker(bot, "en", wishes=Wishes(pace=Pace.INSTANT), no_permits=frozenset({"valvira-licence"}))
    await put(bot, replace(EASY, permits=("valvira-licence",)))
    assert await Rounds(bot).instant(EVENING) == 0
    assert all("new vacancy" not in each.last.text for each in (picky, paused, lacking))


async def test_hearing_less_is_one_tap_and_opening_leaves_the_message(bot: Rehearsal) -> None:
    newcomer, rounds = await instant_seeker(bot), Rounds(bot)
    await put(bot, EASY)
    await rounds.instant(EVENING)
    alert = newcomer.last
    await newcomer.taps("Welder")
    assert "Hitsaaja alumiinitöihin" in newcomer.last.text
    assert alert.text.startswith("1 new vacancy for you")
    await newcomer.taps("Stop these messages")
    assert "I no longer write to you about new vacancies." in newcomer.last.text
    assert (await profile(bot, newcomer)).wishes.pace is Pace.OFF


async def test_vacancy_that_was_looked_at_is_not_told(bot: Rehearsal) -> None:
    newcomer = await instant_seeker(bot)
    await put(bot, EASY)
    await newcomer.says("/jobs")
    await newcomer.taps("Show the vacancies")
    assert await Rounds(bot).instant(EVENING) == 0


async def test_saved_vacancy_is_recalled_before_its_end_and_its_closing_told(bot: Rehearsal) -> None:
    newcomer, rounds = await seeker(bot, "fi", wishes=Wishes(pace=Pace.OFF)), Rounds(bot)
    [soon, later] = await put(bot, replace(EASY, apply_by=date(2026, 11, 28)), replace(COOK, languages={}, permits=()))
    async with bot.parts.database.writing() as session:
        for number in (soon, later):
            await Repositories(session).seekers.save_vacancy(newcomer.user_id, number, at=NOW)
    heard = len(newcomer.messages)
    await rounds.daily(MORNING)
    assert len(newcomer.messages) == heard + 1
    assert "Hitsaaja" in newcomer.last.text
    await change(bot, later, state=VacancyState.CLOSED, close_reason=CloseReason.PLANS_CHANGED, closed_at=NOW)
    await rounds.daily(MORNING + timedelta(days=1))
    assert len(newcomer.messages) == heard + 2
    assert "Kokki" in newcomer.last.text
    await rounds.daily(MORNING + timedelta(days=2))
    assert len(newcomer.messages) == heard + 2


async def test_silent_seeker_is_asked_once_and_goes_on(bot: Rehearsal) -> None:
    newcomer, rounds = await seeker(bot, "en", wishes=Wishes(pace=Pace.DAILY)), Rounds(bot)
    async with bot.parts.database.writing() as session:
        await session.execute(update(SeekerRow).values(updated_at=NOW - timedelta(days=91)))
    assert await rounds.daily(MORNING) == 1
    assert newcomer.last.text.startswith("Are you still looking for work?")
    assert await rounds.daily(MORNING + timedelta(days=1)) == 0
    await newcomer.taps("Yes, go on")
    assert newcomer.last.text == "Good. I go on looking for you."


async def test_forgotten_seeker_hears_nothing(bot: Rehearsal) -> None:
    newcomer = await instant_seeker(bot)
    await newcomer.says("/forget")
    await newcomer.taps("Yes, delete everything")
    await put(bot, EASY)
    assert await Rounds(bot).instant(EVENING) == 0
