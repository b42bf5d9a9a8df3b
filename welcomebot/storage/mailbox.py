"""Calls to the Bot API that no update caused, stored in an open transaction."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from welcomebot.services.drafts import Draft
from welcomebot.storage.completion import Addition, add_drafts
from welcomebot.storage.tables import OutboxRow


class MailboxStore:
    """The outbox for periodic work: what it sends is committed together with what it wrote down."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, drafts: Sequence[Draft], *, at: datetime) -> None:
        """Store calls; a key that is there already is not stored twice, and a chat that is gone gets none."""

        def store(session: Session) -> None:
            session.flush()
            add_drafts(session.connection(), [Addition(tuple(drafts), at, is_fast=False)])

        await self._session.run_sync(store)

    async def message_of(self, key: str) -> int | None:
        """Return the number of the newest message that was sent under a key; None where it was not sent, or longer ago than calls are kept."""
        sent = select(OutboxRow.message_id).where(OutboxRow.dedupe_key.startswith(f"{key}:", autoescape=True), OutboxRow.message_id.is_not(None))
        return await self._session.scalar(sent.order_by(OutboxRow.id.desc()).limit(1))
