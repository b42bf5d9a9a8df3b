"""The transaction of one update: short readings, at most one write, and the end of the delivery inside it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from welcomebot.services.ports import Known
from welcomebot.services.queues import Completion, Outgoing
from welcomebot.storage.completion import complete
from welcomebot.storage.database import Database, translated_errors
from welcomebot.storage.people import FORGOTTEN, forgotten_people
from welcomebot.storage.repositories import Repositories


class DatabaseWork:
    """One update's work. What is read after `writing` sees what was written."""

    def __init__(self, database: Database, known: Known | None = None) -> None:
        self._database = database
        self._known = known
        self._stack = AsyncExitStack()
        self._session: AsyncSession | None = None
        self._repositories: Repositories | None = None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Repositories]:
        """Give repositories for reading, for a short time."""
        if self._repositories is not None:
            yield self._repositories
            return
        async with self._database.reading() as session:
            yield Repositories(session)

    def known(self, user_id: int) -> Known | None:
        """Return what was read of a person in advance, as long as nothing was written."""
        is_true = self._known is not None and self._known.user_id == user_id and self._repositories is None
        return self._known if is_true else None

    async def writing(self) -> Repositories:
        """Begin the write transaction, once; the runner ends it."""
        if self._repositories is None:
            self._session = await self._stack.enter_async_context(self._database.writing())
            self._repositories = Repositories(self._session)
        return self._repositories

    async def finish(self, completion: Completion | None = None) -> tuple[Outgoing, ...]:
        """Commit, together with the end of the delivery if one is given, and return the calls to make at once."""
        if self._session is None:
            return () if completion is None else await self._database.write(complete, completion)
        with translated_errors():
            return await self._commit(self._session, completion)

    async def _commit(self, session: AsyncSession, completion: Completion | None) -> tuple[Outgoing, ...]:
        rows: tuple[Outgoing, ...] = ()
        try:
            if completion is not None:
                ending = _without_trace(completion, is_forgotten=bool(forgotten_people(session)))
                rows = (await session.run_sync(partial(_complete, ending)))[0]
        except BaseException:
            await self.abandon()
            raise
        await self._close()
        return rows

    async def abandon(self) -> None:
        """Undo everything that was written."""
        if self._session is not None:
            await self._session.rollback()
            await self._close()

    async def _close(self) -> None:
        self._session = self._repositories = None
        await self._stack.aclose()


def _complete(ending: Completion, session: Session) -> list[tuple[Outgoing, ...]]:
    session.flush()
    return complete(session.connection(), [ending])


def _without_trace(completion: Completion, *, is_forgotten: bool) -> Completion:
    if not is_forgotten:
        return completion
    drafts = tuple(replace(draft, dedupe_key=FORGOTTEN + draft.dedupe_key) for draft in completion.drafts)
    return replace(completion, drafts=drafts, is_forgotten=True)
