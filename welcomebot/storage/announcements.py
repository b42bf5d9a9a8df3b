"""Messages to many, in the database: their texts and states, whom they reach, and who wants which of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, insert, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.services.office_ports import Announcement, AnnouncementState, Audience, DeliveryReport
from welcomebot.storage.audience import people_in
from welcomebot.storage.inserting import insert_into
from welcomebot.storage.office_tables import AnnouncementRow, FollowedTopicRow, RecipientRow, UnsubscribedRow
from welcomebot.storage.tables import OutboxRow

COLUMNS = AnnouncementRow.__table__.columns
NEWEST_FIRST = select(*COLUMNS).order_by(AnnouncementRow.number.desc())
CANCELLED = "cancelled"  # the error of a call that was taken off the outbox
# What became of a call, by its state in the outbox; one whose end nobody knows probably arrived.
ENDS = {"waiting": "waiting", "sending": "waiting", "sent": "sent", "uncertain": "sent", "failed": "failed", "gone": "gone"}


class AnnouncementStore:
    """Announcements in one open transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, announcement: Announcement) -> int:
        """Store a new announcement and return its number."""
        added = insert(AnnouncementRow).values(_values(announcement)).returning(AnnouncementRow.number)
        number: int = (await self._session.execute(added)).scalar_one()
        return number

    async def get(self, number: int) -> Announcement | None:
        """Return an announcement."""
        found = await self._read(NEWEST_FIRST.where(AnnouncementRow.number == number))
        return found[0] if found else None

    async def save(self, announcement: Announcement, *, of: AnnouncementState) -> bool:
        """Store an announcement that is in a state; False where it is in another one by now."""
        return await self._changed(_in_state(announcement.number, of).values(_values(announcement))) == 1

    async def move(self, number: int, of: AnnouncementState, to: AnnouncementState, *, at: datetime) -> bool:
        """Go from one state to another, atomically; False where it is not in the first."""
        moment = {AnnouncementState.SENDING: {"started_at": at}, AnnouncementState.SENT: {"ended_at": at}, AnnouncementState.CANCELLED: {"ended_at": at}}
        return await self._changed(_in_state(number, of).values(state=to.value, **moment.get(to, {}))) == 1

    async def latest(self, *, limit: int) -> Sequence[Announcement]:
        """Return the latest announcements, the newest first."""
        return await self._read(NEWEST_FIRST.limit(limit))

    async def due(self, now: datetime) -> Sequence[Announcement]:
        """Return the scheduled ones whose moment has come."""
        return await self._read(NEWEST_FIRST.where(AnnouncementRow.state == AnnouncementState.SCHEDULED.value, AnnouncementRow.send_at <= now))

    async def being_sent(self) -> Sequence[Announcement]:
        """Return those that are on their way."""
        return await self._read(NEWEST_FIRST.where(AnnouncementRow.state == AnnouncementState.SENDING.value))

    async def people_of(self, audience: Audience) -> Sequence[tuple[int, str]]:
        """Return (user, language) of the active people who are meant and did not unsubscribe, in the order of their numbers."""
        return [(row.user_id, row.language) for row in await self._session.execute(people_in(audience))]

    async def add_recipients(self, number: int, keys: Mapping[int, str]) -> None:
        """Remember by person the key of the call that tells them."""
        rows = [{"announcement": number, "user_id": user_id, "dedupe_key": key} for user_id, key in keys.items()]
        if rows:
            connection = await self._session.connection()
            await connection.execute(insert(RecipientRow), rows)

    async def report(self, number: int) -> DeliveryReport:
        """Return what became of an announcement's calls so far, or in the end; a person for whom there is no call was gone before."""
        kept = await self._session.scalar(select(AnnouncementRow.report).where(AnnouncementRow.number == number))
        if kept is not None:
            return DeliveryReport(**kept)
        joined = select(OutboxRow.state, OutboxRow.error, func.count().label("n")).select_from(RecipientRow)
        joined = joined.outerjoin(OutboxRow, OutboxRow.dedupe_key == RecipientRow.dedupe_key).where(RecipientRow.announcement == number)
        counts = dict.fromkeys(("waiting", "sent", "failed", "gone", CANCELLED), 0)
        for row in await self._session.execute(joined.group_by(OutboxRow.state, OutboxRow.error)):
            counts[CANCELLED if row.error == CANCELLED else ENDS.get(row.state, "gone")] += row.n
        return DeliveryReport(**counts)

    async def keep_report(self, number: int, report: DeliveryReport) -> None:
        """Remember the report of one that is over: the calls themselves are deleted some time later."""
        await self._session.execute(update(AnnouncementRow).where(AnnouncementRow.number == number).values(report=vars(report)))

    async def cancel_calls(self, number: int) -> int:
        """Take the calls that were not made yet off the outbox and return how many people that were."""
        before = (await self.report(number)).cancelled
        own = OutboxRow.dedupe_key.startswith(f"announcement:{number}:", autoescape=True)
        await self._session.execute(update(OutboxRow).where(own, OutboxRow.state == "waiting").values(state="gone", error=CANCELLED, payload=None))
        return (await self.report(number)).cancelled - before

    async def forget_recipients(self, before: datetime) -> int:
        """Forget whom the announcements reached that were over before a moment; their reports stay."""
        over = select(AnnouncementRow.number).where(AnnouncementRow.ended_at < before)
        return await self._changed(delete(RecipientRow).where(RecipientRow.announcement.in_(over)))

    async def unsubscribe(self, user_id: int, *, at: datetime) -> None:
        """Remember that a person wants no announcements."""
        await self._session.execute(insert_into(self._session, UnsubscribedRow).values(user_id=user_id, since=at).on_conflict_do_nothing())

    async def subscribe(self, user_id: int) -> None:
        """Forget that a person wants no announcements."""
        await self._session.execute(delete(UnsubscribedRow).where(UnsubscribedRow.user_id == user_id))

    async def is_subscribed(self, user_id: int) -> bool:
        """Tell whether a person may be sent announcements."""
        return await self._session.scalar(select(UnsubscribedRow.user_id).where(UnsubscribedRow.user_id == user_id)) is None

    async def follow(self, user_id: int, category: str, *, at: datetime) -> None:
        """Remember that a person follows a category."""
        row = {"user_id": user_id, "category": category, "since": at}
        await self._session.execute(insert_into(self._session, FollowedTopicRow).values(row).on_conflict_do_nothing())

    async def unfollow(self, user_id: int, category: str) -> None:
        """Forget that a person follows a category."""
        await self._session.execute(delete(FollowedTopicRow).where(FollowedTopicRow.user_id == user_id, FollowedTopicRow.category == category))

    async def followed(self, user_id: int) -> frozenset[str]:
        """Return the categories that a person follows."""
        return frozenset(await self._session.scalars(select(FollowedTopicRow.category).where(FollowedTopicRow.user_id == user_id)))

    async def _read(self, statement: Select[Any]) -> list[Announcement]:
        return [_announcement(row) for row in await self._session.execute(statement)]

    async def _changed(self, statement: Any) -> int:
        result = await self._session.execute(statement)
        return result.rowcount if isinstance(result, CursorResult) else 0


def _in_state(number: int, state: AnnouncementState) -> Any:
    return update(AnnouncementRow).where(AnnouncementRow.number == number, AnnouncementRow.state == state.value)


def _values(announcement: Announcement) -> dict[str, Any]:
    audience = announcement.audience
    return {
        "state": announcement.state.value,
        "audience": {"languages": sorted(audience.languages), "groups": sorted(audience.groups), "topics": sorted(audience.topics)},
        "texts": dict(announcement.texts),
        "made_by": announcement.made_by,
        "made_at": announcement.made_at,
        "send_at": announcement.send_at,
        "started_at": announcement.started_at,
        "ended_at": announcement.ended_at,
    }


def _announcement(row: Any) -> Announcement:
    return Announcement(
        number=row.number,
        audience=Audience(*(frozenset(row.audience[name]) for name in ("languages", "groups", "topics"))),
        texts=row.texts,
        made_by=row.made_by,
        made_at=row.made_at,
        state=AnnouncementState(row.state),
        send_at=row.send_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
    )
