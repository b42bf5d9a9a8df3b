"""Numbers that grow with each change of something, so that every process knows when to read it again."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.storage.inserting import insert_into
from welcomebot.storage.tables import CounterRow

KNOWLEDGE, VACANCIES, SKILL_WORDS = "knowledge", "vacancies", "skill-words"


async def counter(session: AsyncSession, name: str) -> int:
    """Return a number, 0 before the first change."""
    return await session.scalar(select(CounterRow.value).where(CounterRow.name == name)) or 0


async def raise_counter(session: AsyncSession, name: str) -> None:
    """Let a number grow, once in a transaction: nobody sees what is between its changes."""
    raised: set[str] = session.info.setdefault("raised_counters", set())
    if name in raised:
        return
    first = insert_into(session, CounterRow).values(name=name, value=1)
    await session.execute(first.on_conflict_do_update(index_elements=["name"], set_={"value": CounterRow.value + 1}))
    raised.add(name)


async def next_number(session: AsyncSession, name: str) -> int:
    """Let a number grow and return it; whoever asks meanwhile waits for the transaction's end and gets the next one."""
    first = insert_into(session, CounterRow).values(name=name, value=1)
    grown = first.on_conflict_do_update(index_elements=["name"], set_={"value": CounterRow.value + 1}).returning(CounterRow.value)
    number: int = (await session.execute(grown)).scalar_one()
    return number
