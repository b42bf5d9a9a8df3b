"""Who does a periodic job: the process that inserts the slot's row."""

from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.storage.tables import SlotRow


async def claim_slot(session: AsyncSession, job: str, slot_at: datetime) -> bool:
    """Claim one run of a job; False where another process has it."""
    connection = await session.connection()
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(SlotRow).values(job=job, slot_at=slot_at).on_conflict_do_nothing().returning(SlotRow.job)
    return await session.scalar(statement) is not None


async def is_claimed(session: AsyncSession, job: str, slot_at: datetime) -> bool:
    """Tell whether a run of a job was claimed, for a job that claims its run only when it is done."""
    return await session.get(SlotRow, (job, slot_at)) is not None
