"""The calls in the database: stored once, never to a chat that is gone, without a trace of who wants to be forgotten."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from welcomebot.services.drafts import Draft
from welcomebot.services.ports import Person
from welcomebot.services.queues import ChatChange, Completion, Outgoing, Sent
from welcomebot.storage.database import Database
from welcomebot.storage.outbox import OutboxStore
from welcomebot.storage.repositories import Repositories
from welcomebot.storage.tables import OutboxRow
from welcomebot.storage.unit_of_work import DatabaseWork

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def draft(key: str, chat_id: int | None = 7, **fields: Any) -> Draft:
    return Draft(key, chat_id, "sendMessage", {"text": key}, **fields)


@pytest.fixture
def outbox(database: Database) -> OutboxStore:
    return OutboxStore(database)


async def add(outbox: OutboxStore, *drafts: Draft, is_fast: bool = True) -> tuple[Outgoing, ...]:
    return await outbox.add(drafts, at=NOW, is_fast=is_fast)


async def states(database: Database) -> dict[str, str]:
    async with database.reading() as session:
        rows = await session.scalars(select(OutboxRow))
        return {row.dedupe_key: row.state for row in rows}


async def test_same_key_is_stored_once(outbox: OutboxStore) -> None:
    assert [row.dedupe_key for row in await add(outbox, draft("1:0"), draft("1:1"))] == ["1:0", "1:1"]
    assert [row.dedupe_key for row in await add(outbox, draft("1:1"), draft("1:2"))] == ["1:2"]


async def test_rows_come_in_the_order_of_the_effects(outbox: OutboxStore) -> None:
    rows = await add(outbox, *(draft(f"1:{number}") for number in range(30)))
    assert [row.dedupe_key for row in sorted(rows, key=lambda row: row.id)] == [f"1:{number}" for number in range(30)]


async def test_bulk_messages_and_a_busy_sender_leave_rows_in_the_database(outbox: OutboxStore) -> None:
    assert await add(outbox, draft("bulk", is_paced=True)) == ()
    assert await add(outbox, draft("1:0"), is_fast=False) == ()
    assert [row.dedupe_key for row in await outbox.claim(limit=9, now=NOW, is_paced=False)] == ["1:0"]
    assert [row.dedupe_key for row in await outbox.claim(limit=9, now=NOW, is_paced=True)] == ["bulk"]
    assert await outbox.claim(limit=9, now=NOW, is_paced=False) == ()


async def test_chat_that_is_gone_gets_no_rows_until_it_is_back(outbox: OutboxStore, database: Database) -> None:
    await add(outbox, draft("1:0"))
    async with database.writing() as session:
        await Repositories(session).people.save(Person(7, language="en"))
    await outbox.change_chat(ChatChange(7, is_active=False))
    assert await add(outbox, draft("2:0"), draft("2:1", chat_id=8), draft("2:2", chat_id=None)) != ()
    assert await states(database) == {"1:0": "gone", "2:1": "sending", "2:2": "sending"}
    async with database.reading() as session:
        assert await Repositories(session).people.get(7) == Person(7, language="en", is_active=False)
    await outbox.change_chat(ChatChange(7, is_active=True))
    assert len(await add(outbox, draft("3:0"))) == 1


async def test_whoever_writes_is_back(outbox: OutboxStore, database: Database) -> None:
    await outbox.change_chat(ChatChange(7, is_active=False))
    assert len(await DatabaseWork(database).finish(Completion(1, NOW, (draft("1:0"),), heard_from=7))) == 1
    assert len(await add(outbox, draft("2:0"))) == 1


async def test_rows_follow_a_chat_that_moved(outbox: OutboxStore) -> None:
    await add(outbox, draft("1:0", chat_id=-5), is_fast=False)
    await outbox.change_chat(ChatChange(-5, is_active=False, migrated_to=-1005))
    assert [row.chat_id for row in await outbox.claim(limit=9, now=NOW, is_paced=False)] == [-1005]
    assert [row.chat_id for row in await add(outbox, draft("2:0", chat_id=-5))] == [-1005]


async def test_text_goes_when_it_arrived_and_stays_when_it_failed(outbox: OutboxStore, database: Database) -> None:
    arrived, failed = await add(outbox, draft("1:0"), draft("1:1"))
    await outbox.finish(Sent(arrived, "sent", message_id=99))
    await outbox.finish(Sent(failed, "failed", error="refused"))
    async with database.reading() as session:
        rows = {row.dedupe_key: row for row in await session.scalars(select(OutboxRow))}
    assert (rows["1:0"].payload, rows["1:0"].message_id) == (None, 99)
    assert (rows["1:1"].payload, rows["1:1"].error) == ({"text": "1:1"}, "refused")


async def test_start_repeats_what_was_being_sent_but_no_bulk_message(outbox: OutboxStore, database: Database) -> None:
    await add(outbox, draft("1:0"), draft("bulk", is_paced=True))
    await outbox.claim(limit=9, now=NOW, is_paced=True)
    assert {row.dedupe_key for row in await outbox.recover()} == {"1:0", "bulk"}
    assert await states(database) == {"1:0": "waiting", "bulk": "uncertain"}


async def test_prune_keeps_what_staff_have_to_see(outbox: OutboxStore, database: Database) -> None:
    sent, failed = await add(outbox, draft("1:0"), draft("1:1"))
    await outbox.finish(Sent(sent, "sent"))
    await outbox.finish(Sent(failed, "failed"))
    assert await outbox.prune(before=NOW + timedelta(hours=1)) == 1
    assert await states(database) == {"1:1": "failed"}


async def test_forgotten_person_leaves_no_number_behind_once_the_last_message_is_sent(outbox: OutboxStore, database: Database) -> None:
    (on_its_way,) = await add(outbox, draft("1:0"))
    work = DatabaseWork(database)
    await (await work.writing()).people.forget(7)
    (last,) = await work.finish(Completion(2, NOW, (draft("2:0"),), heard_from=7))
    for row in (on_its_way, last):
        await outbox.finish(Sent(row, "sent", message_id=1))
    async with database.reading() as session:
        assert {(row.chat_id, row.payload) for row in await session.scalars(select(OutboxRow))} == {(None, None)}
