"""The updates in the database: nothing twice, one of a person at a time, in order."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text

from welcomebot.services.drafts import Draft
from welcomebot.services.queues import HELD_TEXT, Claimed, Completion, Received
from welcomebot.storage.claiming import HEADS, WALK_IN_ORDER
from welcomebot.storage.database import Database
from welcomebot.storage.inbox import InboxStore
from welcomebot.storage.tables import InboxRow
from welcomebot.storage.unit_of_work import DatabaseWork

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def received(update_id: int, lane: int = 1, *, text: str = "hello", at: datetime = NOW, **fields: Any) -> Received:
    payload = {"update_id": update_id, "message": {"text": text, "entities": [{"type": "url"}]}}
    return Received(update_id=update_id, lane=lane, kind=fields.pop("kind", "message"), payload=payload, received_at=at, **fields)


def said(update_id: int, *, sent_s: float, came: datetime = NOW, lane: int = 1) -> Received:
    """A message with Telegram's own time; `came` is when it reached the bot."""
    one = received(update_id, lane, at=came)
    one.payload["message"]["date"] = int((NOW + sent_s * SECOND).timestamp())
    return one


def tapped(update_id: int, *, came: datetime = NOW) -> Received:
    payload = {"update_id": update_id, "callback_query": {"id": "7", "message": {"date": int(NOW.timestamp())}}}
    return Received(update_id=update_id, lane=1, kind="callback_query", payload=payload, received_at=came)


def held(update_id: int, text: str, *, at: datetime = NOW) -> Received:
    return received(update_id, text=text, at=at, kind=HELD_TEXT, hold=2 * SECOND)


@pytest.fixture
def inbox(database: Database) -> InboxStore:
    return InboxStore(database)


async def claim(inbox: InboxStore, *, at: datetime = NOW, limit: int = 10, lane: int | None = None) -> list[Claimed]:
    return list((await inbox.claim(limit=limit, now=at, lock_until=at + 60 * SECOND, lane=lane)).items)


async def done(database: Database, *update_ids: int) -> None:
    for update_id in update_ids:
        await DatabaseWork(database).finish(Completion(update_id, NOW))


async def empty(database: Database) -> None:
    async with database.writing() as session:
        await session.execute(delete(InboxRow))


async def row_of(database: Database, update_id: int) -> InboxRow:
    async with database.reading() as session:
        row = await session.get(InboxRow, update_id)
    assert row is not None
    return row


async def test_update_that_comes_again_is_dropped(inbox: InboxStore, database: Database) -> None:
    assert (await inbox.accept([received(1), received(2), received(1)])).new == 2
    assert (await inbox.accept([received(2), received(3)])).new == 1
    await claim(inbox)
    await done(database, 1)
    assert (await inbox.accept([received(1)])).new == 0


async def test_person_has_one_update_running_and_people_run_side_by_side(inbox: InboxStore, database: Database) -> None:
    await inbox.accept([received(3, lane=1), received(1, lane=1), received(2, lane=2)])
    assert [item.update_id for item in await claim(inbox)] == [1, 2]
    assert await claim(inbox) == []
    await done(database, 1)
    assert [item.update_id for item in await claim(inbox)] == [3]


async def test_older_update_that_arrives_later_waits_while_the_newer_one_runs(inbox: InboxStore) -> None:
    await inbox.accept([received(2)])
    await claim(inbox)
    await inbox.accept([received(1)])
    assert await claim(inbox) == []


async def test_claims_tell_whether_more_is_due_and_when_the_next_one_is(inbox: InboxStore) -> None:
    await inbox.accept([received(1), received(2), received(9, lane=5, kind=HELD_TEXT, hold=2 * SECOND)])
    claims = await inbox.claim(limit=5, now=NOW, lock_until=NOW)
    assert (claims.has_more, claims.next_due) == (True, NOW + 2 * SECOND)


async def test_many_workers_never_share_a_lane(inbox: InboxStore, database: Database) -> None:
    await inbox.accept([received(number, lane=number % 5) for number in range(15)])
    rivals = [InboxStore(database), InboxStore(Database(database.url.render_as_string(hide_password=False)))]
    claims = await asyncio.gather(*(claim(rival, limit=3) for rival in rivals * 4))
    running = [item.lane for items in claims for item in items]
    assert len(running) == len(set(running)) <= 5
    await rivals[1]._database.close()


async def test_claim_walks_along_what_waits_and_sorts_nothing(inbox: InboxStore, database: Database) -> None:
    # A claim that reads the whole queue is slow when the queue is long, and keeps it long. PostgreSQL has no statistics of a new table.
    await inbox.accept([received(number, lane=number) for number in range(2000)])
    explain, sorting = ("EXPLAIN QUERY PLAN", "TEMP B-TREE") if database.is_sqlite else ("EXPLAIN", "Sort")
    heads = text(f"{explain} {HEADS.format(lane='', lock='')}")
    async with database.writing() as session:
        if not database.is_sqlite:
            await session.execute(WALK_IN_ORDER)
        plan = str((await session.execute(heads, {"now": NOW.replace(tzinfo=None), "limit": 20})).all())
    assert "ix_inbox_waiting" in plan
    assert sorting not in plan


async def test_failed_update_keeps_its_lane_waiting(inbox: InboxStore) -> None:
    await inbox.accept([received(1), received(2)])
    await claim(inbox)
    await inbox.retry(1, error="E", not_before=NOW + 5 * SECOND)
    assert await claim(inbox, at=NOW + 4 * SECOND) == []
    again = await claim(inbox, at=NOW + 5 * SECOND)
    assert [(item.update_id, item.attempts) for item in again] == [(1, 2)]


async def test_short_texts_become_one_update_with_the_last_number(inbox: InboxStore, database: Database) -> None:
    await inbox.accept([held(1, "tax")])
    await inbox.accept([held(2, "card", at=NOW + SECOND)])
    assert await claim(inbox, at=NOW + 2.5 * SECOND) == []  # the second text has two seconds of its own
    (joined,) = await claim(inbox, at=NOW + 3 * SECOND)
    assert (joined.update_id, joined.kind) == (2, "message")
    assert joined.payload["message"] == {"text": "tax card"}
    assert (await row_of(database, 1)).state == "done"
    assert (await row_of(database, 2)).payload == joined.payload


async def test_joined_text_is_not_joined_again_after_a_failure(inbox: InboxStore) -> None:
    await inbox.accept([held(1, "tax"), held(2, "card")])
    await claim(inbox, at=NOW + 2 * SECOND)
    await inbox.retry(2, error="E", not_before=NOW + 3 * SECOND)
    await inbox.accept([held(3, "and more", at=NOW + 3 * SECOND)])
    (again,) = await claim(inbox, at=NOW + 9 * SECOND)
    assert again.payload["message"]["text"] == "tax card"


async def test_somebody_who_goes_on_typing_waits_six_seconds_at_most(inbox: InboxStore) -> None:
    for number in range(5):
        await inbox.accept([held(number, str(number), at=NOW + number * 1.5 * SECOND)])
    assert await claim(inbox, at=NOW + 5.9 * SECOND) == []
    (joined,) = await claim(inbox, at=NOW + 6 * SECOND)
    assert joined.payload["message"]["text"] == "0 1 2 3 4"


async def test_anything_that_is_no_held_text_ends_the_wait(inbox: InboxStore, database: Database) -> None:
    await inbox.accept([held(1, "tax"), held(2, "card")])
    await inbox.accept([received(3, text="/help", at=NOW + SECOND)])
    (joined,) = await claim(inbox, at=NOW + SECOND)
    assert joined.payload["message"]["text"] == "tax card"
    await done(database, 2)
    assert [item.update_id for item in await claim(inbox, at=NOW + SECOND)] == [3]


async def test_flood_is_cut_at_twenty_and_told_once(inbox: InboxStore) -> None:
    first = await inbox.accept([received(number) for number in range(15)])
    second = await inbox.accept([received(number) for number in range(10, 30)])  # five of them are known
    third = await inbox.accept([received(30, at=NOW + 50 * SECOND), received(31, lane=2)])
    assert (first.floods, second.floods, third.floods) == ((), (20,), ())
    assert await inbox.open_updates(1) == 20
    assert await inbox.open_updates(2) == 1


async def test_later_flood_is_told_again(inbox: InboxStore) -> None:
    await inbox.accept([received(number) for number in range(21)])
    again = await inbox.accept([received(number, at=NOW + 61 * SECOND) for number in range(50, 71)])
    assert again.floods == (70,)


@pytest.mark.parametrize("came_in", [1, 7, 60])
async def test_backlog_of_somebody_who_wrote_calmly_is_kept_whole(inbox: InboxStore, came_in: int) -> None:
    morning = NOW + 8 * timedelta(hours=1)
    backlog = [said(number, sent_s=5 * number, came=morning) for number in range(60)]
    accepted = [await inbox.accept(backlog[start : start + came_in]) for start in range(0, 60, came_in)]
    assert [number for one in accepted for number in one.floods] == []
    assert await inbox.open_updates(1) == 60


@pytest.mark.parametrize("came_in", [1, 7, 60])
async def test_flood_in_a_backlog_is_cut_at_twenty_and_told_once(inbox: InboxStore, came_in: int) -> None:
    morning = NOW + 8 * timedelta(hours=1)
    backlog = [said(number, sent_s=number / 6, came=morning) for number in range(60)]
    accepted = [await inbox.accept(backlog[start : start + came_in]) for start in range(0, 60, came_in)]
    assert [number for one in accepted for number in one.floods] == [20]
    assert await inbox.open_updates(1) == 20


async def test_calm_message_after_a_flood_is_kept(inbox: InboxStore) -> None:
    await inbox.accept([said(number, sent_s=0) for number in range(40)])
    assert (await inbox.accept([said(40, sent_s=60)])).floods == ()
    assert await inbox.open_updates(1) == 21


async def test_flood_of_edits_of_old_messages_is_a_flood(inbox: InboxStore) -> None:
    edits = [received(number, kind="edited_message") for number in range(40)]
    for number, one in enumerate(edits):
        date = int(NOW.timestamp())
        one.payload["edited_message"] = one.payload.pop("message") | {"date": date - 600 * number, "edit_date": date}
    await inbox.accept(edits)
    assert await inbox.open_updates(1) == 20


async def test_taps_that_came_at_once_after_an_outage_cost_nobody_a_question(inbox: InboxStore) -> None:
    # Telegram does not tell when a tap was made.
    await inbox.accept([tapped(number) for number in range(40)])
    await inbox.accept([said(40, sent_s=0)])
    assert await inbox.open_updates(1) == 21


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pauses_s=st.lists(st.integers(0, 6), min_size=20, max_size=70),
    cuts=st.lists(st.integers(1, 69), max_size=5),
)
async def test_only_what_is_more_than_twenty_in_a_minute_is_dropped(database: Database, pauses_s: list[int], cuts: list[int]) -> None:
    inbox = InboxStore(database)
    await empty(database)
    times_s = list(accumulate(pauses_s))
    backlog = [said(number, sent_s=sent_s, came=NOW + timedelta(days=1)) for number, sent_s in enumerate(times_s)]
    for start, end in pairwise([0, *sorted({cut for cut in cuts if cut < len(backlog)}), len(backlog)]):
        await inbox.accept(backlog[start:end])
    kept_s: list[int] = []
    for sent_s in times_s:
        if sum(sent_s - 60 < earlier_s for earlier_s in kept_s) < 20:
            kept_s.append(sent_s)
    async with database.reading() as session:
        kept = (await session.scalars(select(InboxRow.update_id).where(InboxRow.state == "waiting").order_by(InboxRow.update_id))).all()
    assert [times_s[number] for number in kept] == kept_s


async def test_news_about_membership_survive_a_flood(inbox: InboxStore) -> None:
    await inbox.accept([received(number) for number in range(20)])
    await inbox.accept([received(20, kind="my_chat_member", is_droppable=False), received(21)])
    assert await inbox.open_updates(1) == 21


async def test_start_takes_up_what_ran_and_parks_what_kills(inbox: InboxStore, database: Database) -> None:
    await inbox.accept([received(1, lane=1), received(2, lane=2)])
    for _ in range(5):
        await claim(inbox, lane=1)
        await inbox.recover(now=NOW, max_attempts=6, everything=True, skip_stale=False)
    await claim(inbox)
    found = await inbox.recover(now=NOW, max_attempts=6, everything=True, skip_stale=False)
    assert (found.waiting, [item.update_id for item in found.parked]) == (1, [1])
    assert (await row_of(database, 1)).payload is not None  # staff can see it


async def test_only_locks_that_ended_are_taken_from_other_workers(inbox: InboxStore) -> None:
    await inbox.accept([received(1)])
    await claim(inbox)
    assert (await inbox.recover(now=NOW + 59 * SECOND, max_attempts=6, everything=False, skip_stale=False)).waiting == 0
    assert (await inbox.recover(now=NOW + 61 * SECOND, max_attempts=6, everything=False, skip_stale=False)).waiting == 1


async def test_start_skips_taps_and_messages_that_nobody_waits_for(inbox: InboxStore) -> None:
    day = timedelta(hours=24)
    await inbox.accept([received(1, lane=1, kind="callback_query"), received(2, lane=2), received(3, lane=3, at=NOW + day)])
    assert (await inbox.recover(now=NOW + 151 * SECOND, max_attempts=6, everything=True, skip_stale=True)).stale == 1
    assert (await inbox.recover(now=NOW + day + SECOND, max_attempts=6, everything=True, skip_stale=True)).stale == 1
    assert [item.update_id for item in await claim(inbox, at=NOW + day)] == [3]


async def test_stop_in_good_order_is_no_failed_attempt(inbox: InboxStore) -> None:
    await inbox.accept([received(1)])
    await claim(inbox)
    await inbox.release([1])
    assert [item.attempts for item in await claim(inbox)] == [1]


async def test_what_is_done_loses_its_text_at_once_and_its_row_after_a_day(inbox: InboxStore, database: Database) -> None:
    await inbox.accept([received(1), received(2)])
    await claim(inbox)
    await done(database, 1)
    assert (await row_of(database, 1)).payload is None
    assert await inbox.prune(before=NOW) == 0
    assert await inbox.prune(before=NOW + SECOND) == 1


async def test_parked_update_frees_its_lane(inbox: InboxStore, database: Database) -> None:
    await inbox.accept([received(1), received(2)])
    await claim(inbox)
    apology = Draft("1:apology:0", 1, "sendMessage", {"text": "sorry"})
    (row,) = await DatabaseWork(database).finish(Completion(1, NOW, (apology,), error="abcd ValueError"))
    assert row.payload == {"text": "sorry"}
    assert (await row_of(database, 1)).error == "abcd ValueError"
    assert [item.update_id for item in await claim(inbox)] == [2]
