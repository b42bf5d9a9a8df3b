"""Who was told of which ad, in the database: at most once per ad and material revision."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.services.job_ports import Told
from welcomebot.storage.inserting import insert_into
from welcomebot.storage.tables import OutboxRow, ToldRow, VacancyRow

COLUMNS = ToldRow.__table__.columns


class LedgerStore:
    """The ledger in one open transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def claim(self, told: Told) -> bool:
        """Write it down; False where this seeker was told of this revision before."""
        row = {
            "user_id": told.user_id,
            "vacancy": told.vacancy,
            "revision": told.revision,
            "dedupe_key": told.dedupe_key,
            "message_id": told.message_id,
            "told_at": told.told_at,
            "face": select(VacancyRow.face).where(VacancyRow.number == told.vacancy).scalar_subquery(),
        }
        statement = insert_into(self._session, ToldRow).values(row).on_conflict_do_nothing().returning(ToldRow.user_id)
        return await self._session.scalar(statement) is not None

    async def of_vacancy(self, number: int) -> Sequence[Told]:
        """Return who was told of an ad, in the order of the telling."""
        return await self._where(ToldRow.vacancy == number)

    async def of_message(self, dedupe_key: str) -> Sequence[Told]:
        """Return all ads that one message told of."""
        return await self._where(ToldRow.dedupe_key == dedupe_key)

    async def told(self, user_id: int) -> Mapping[int, int]:
        """Return the latest revision that a seeker was told of, by the ad's number."""
        latest = select(ToldRow.vacancy, func.max(ToldRow.revision).label("revision")).where(ToldRow.user_id == user_id)
        return {row.vacancy: row.revision for row in await self._session.execute(latest.group_by(ToldRow.vacancy))}

    async def told_since(self, user_id: int, since: datetime) -> int:
        """Return of how many ads a seeker was told from a moment on."""
        counted = select(func.count()).select_from(ToldRow).where(ToldRow.user_id == user_id, ToldRow.told_at >= since)
        return await self._session.scalar(counted) or 0

    async def note_message_ids(self) -> int:
        """Take over the numbers of messages that were sent meanwhile, before the calls are pruned, and return for how many ads."""
        sent = update(ToldRow).where(ToldRow.message_id.is_(None), ToldRow.dedupe_key == OutboxRow.dedupe_key, OutboxRow.message_id.is_not(None))
        result = await self._session.execute(sent.values(message_id=OutboxRow.message_id).execution_options(synchronize_session=False))
        return result.rowcount if isinstance(result, CursorResult) else 0

    async def outdated(self, *, limit: int) -> Sequence[str]:
        """Return the keys of sent messages that show an ad otherwise than it is now, the oldest first."""
        changed = select(ToldRow.dedupe_key, func.min(ToldRow.told_at).label("told_at")).join(VacancyRow, VacancyRow.number == ToldRow.vacancy)
        changed = changed.where(ToldRow.face != VacancyRow.face, ToldRow.message_id.is_not(None)).group_by(ToldRow.dedupe_key)
        rows = await self._session.execute(changed.order_by("told_at", ToldRow.dedupe_key).limit(limit))
        return [row.dedupe_key for row in rows]

    async def mark_shown(self, dedupe_key: str) -> None:
        """Remember that a message shows its ads as they are now."""
        now = select(VacancyRow.face).where(VacancyRow.number == ToldRow.vacancy).scalar_subquery()
        shown = update(ToldRow).where(ToldRow.dedupe_key == dedupe_key).values(face=now)
        await self._session.execute(shown.execution_options(synchronize_session=False))

    async def take_back(self, now: datetime) -> int:
        """Forget what messages that came too late would have told, and the messages, and return how many ads that were."""
        late = (OutboxRow.state == "waiting", OutboxRow.not_after <= now)
        keys = list(await self._session.scalars(select(OutboxRow.dedupe_key).where(*late)))
        if not keys:
            return 0
        result = await self._session.execute(delete(ToldRow).where(ToldRow.dedupe_key.in_(keys)))
        await self._session.execute(delete(OutboxRow).where(*late))
        return result.rowcount if isinstance(result, CursorResult) else 0

    async def _where(self, condition: ColumnElement[bool]) -> list[Told]:
        rows = await self._session.execute(select(*COLUMNS).where(condition).order_by(ToldRow.told_at, ToldRow.user_id, ToldRow.vacancy, ToldRow.revision))
        return [_told(row) for row in rows]


def _told(row: Any) -> Told:
    return Told(row.user_id, row.vacancy, row.revision, row.dedupe_key, row.told_at, row.message_id)
