"""What waits for the office: opening, taking, ending, and who is told late."""

import asyncio
from datetime import timedelta

from tests.storage.jobs import NOW
from welcomebot.services.office_ports import Handover, HandoverFilter, HandoverKind, HandoverState, Reply
from welcomebot.services.ports import AskedQuestion
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories

ASKER, CURATOR, OTHER = 7_000_000_001, 8_000_000_001, 8_000_000_002
HOUR = timedelta(hours=1)


async def asked(db: Repositories, *, user_id: int | None = ASKER, language: str = "uk", text: str = "де прописатися?") -> int:
    return await db.questions.add(AskedQuestion(0, user_id, text, language, "no_answer", (), NOW))


async def waits(db: Repositories, kind: HandoverKind = HandoverKind.UNANSWERED, *, hours: int = 0, **of_question: object) -> int:
    question = await asked(db, **of_question)
    user_id = of_question.get("user_id", ASKER)
    nearest = (("tax-card", 0.41), ("bank-account", 0.12))
    return await db.handovers.open(Handover(question, kind, "", "", NOW - hours * HOUR, user_id=user_id, nearest=nearest))


async def test_a_handover_comes_with_its_question_and_a_number_for_the_asker(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        first, second, third = await waits(db), await waits(db), await waits(db, user_id=ASKER + 1, language="ar")
        found = await db.handovers.get(first)
        assert found is not None
        assert (found.text, found.language, found.user_id, found.outcome) == ("де прописатися?", "uk", ASKER, "no_answer")
        assert found.nearest == (("tax-card", 0.41), ("bank-account", 0.12))
        askers = [(await db.handovers.get(number)).asker for number in (first, second, third)]
        assert askers[0] == askers[1] != askers[2]
        assert await db.handovers.of_question(found.question_id) == found
        assert await db.handovers.get(99) is None


async def test_a_question_without_its_asker_has_no_number(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        number = await waits(db)
        await db.questions.drop_names(before=NOW + HOUR)
        found = await db.handovers.get(number)
        assert (found.user_id, found.asker) == (None, 0)


async def test_a_question_becomes_more_urgent_but_never_less(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        number = await waits(db)
        question = (await db.handovers.get(number)).question_id
        for kind, expected in (
            (HandoverKind.REQUEST, HandoverKind.REQUEST),
            (HandoverKind.THUMB_DOWN, HandoverKind.REQUEST),
            (HandoverKind.EMERGENCY, HandoverKind.EMERGENCY),
        ):
            assert await db.handovers.open(Handover(question, kind, "", "", NOW, user_id=ASKER)) == number
            found = await db.handovers.get(number)
            assert (found.kind, found.state, len(found.nearest)) == (expected, HandoverState.OPEN, 2)


async def test_what_had_ended_waits_again(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        number = await waits(db, HandoverKind.REQUEST)
        await db.handovers.take(number, CURATOR, at=NOW)
        assert await db.handovers.end(number, HandoverState.ANSWERED, CURATOR, at=NOW)
        question = (await db.handovers.get(number)).question_id
        later = NOW + HOUR
        assert await db.handovers.open(Handover(question, HandoverKind.THUMB_DOWN, "", "", later, user_id=ASKER, reason="wrong")) == number
        found = await db.handovers.get(number)
        assert (found.kind, found.state, found.reason, found.created_at) == (HandoverKind.THUMB_DOWN, HandoverState.OPEN, "wrong", later)
        assert (found.taken_by, found.ended_by, found.ended_at) == (None, None, None)


async def test_of_two_who_take_at_once_one_gets_it(database: Database) -> None:
    async with database.writing() as session:
        number = await waits(Repositories(session))

    async def take(by: int) -> int | None:
        async with database.writing() as session:
            return (await Repositories(session).handovers.take(number, by, at=NOW)).taken_by

    winners = await asyncio.gather(*(take(CURATOR + each) for each in range(8)))
    assert len(set(winners)) == 1


async def test_only_who_took_it_gives_it_back_or_ends_it(database: Database) -> None:
    async with database.writing() as session:
        store = Repositories(session).handovers
        number = await waits(Repositories(session))
        await store.take(number, CURATOR, at=NOW)
        assert not await store.give_back(number, OTHER)
        assert not await store.end(number, HandoverState.CLOSED, OTHER, at=NOW)
        assert await store.give_back(number, CURATOR)
        assert (await store.get(number)).state is HandoverState.OPEN
        assert await store.end(number, HandoverState.CLOSED, OTHER, at=NOW)
        assert not await store.end(number, HandoverState.ANSWERED, OTHER, at=NOW)
        assert (await store.take(number, CURATOR, at=NOW)).state is HandoverState.CLOSED


async def test_waiting_ones_come_emergencies_first_then_the_oldest(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        young, old = await waits(db), await waits(db, HandoverKind.REQUEST, hours=5)
        urgent, arabic = await waits(db, HandoverKind.EMERGENCY), await waits(db, HandoverKind.THUMB_DOWN, hours=2, language="ar")
        ended = await waits(db)
        await db.handovers.end(ended, HandoverState.CLOSED, CURATOR, at=NOW)

        async def numbers(**chosen: object) -> list[int]:
            found = await db.handovers.waiting(HandoverFilter(**chosen), limit=10)
            assert await db.handovers.count_waiting(HandoverFilter(**chosen)) == len(found)
            return [each.number for each in found]

        assert await numbers() == [urgent, old, arabic, young]
        assert await numbers(kinds=frozenset({HandoverKind.REQUEST, HandoverKind.UNANSWERED})) == [old, young]
        assert await numbers(languages=frozenset({"ar"})) == [arabic]
        assert await numbers(before=NOW - HOUR) == [old, arabic]
        assert [each.number for each in await db.handovers.waiting(HandoverFilter(), limit=1, after=2)] == [arabic]


async def test_late_ones_are_told_of_once(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        await waits(db, hours=9)  # nobody asked for a person
        free, taken, fresh = [await waits(db, HandoverKind.REQUEST, hours=hours) for hours in (5, 6, 0)]
        await db.handovers.take(taken, CURATOR, at=NOW)
        before = NOW - HOUR
        assert [each.number for each in await db.handovers.unreminded(before)] == [free]
        assert [each.number for each in await db.handovers.unescalated(before)] == [taken, free]
        await db.handovers.mark_reminded([free], at=NOW)
        await db.handovers.mark_escalated([free, taken], at=NOW)
        assert await db.handovers.unreminded(before) == []
        assert await db.handovers.unescalated(before) == []
        assert [each.number for each in await db.handovers.unreminded(NOW)] == [fresh]


async def test_replies_are_kept_with_the_handover_and_go_with_it(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        number = await waits(db)
        reply = Reply(number, CURATOR, "Ідіть до DVV.", "uk", NOW, original="Mene DVV:lle.")
        await db.handovers.add_reply(reply)
        [stored] = await db.handovers.replies(number)
        assert (stored.text, stored.original, stored.written_by) == (reply.text, reply.original, CURATOR)
        assert await db.handovers.remove_ended(NOW + HOUR) == 0
        await db.handovers.end(number, HandoverState.ANSWERED, CURATOR, at=NOW)
        assert await db.handovers.remove_ended(NOW + HOUR) == 1
        assert await db.handovers.replies(number) == []
