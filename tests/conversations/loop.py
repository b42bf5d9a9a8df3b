"""The office's rounds at moments of our choosing, and people who ask what nobody answers yet."""

from dataclasses import replace
from datetime import datetime, timedelta

from tests.conversations.conftest import NOW, Newcomer, Rehearsal
from welcomebot.schedule import refresh_knowledge
from welcomebot.schedule_office import OfficeRounds
from welcomebot.services.office_ports import Act, AnswerNews, NewsKind
from welcomebot.storage.repositories import Repositories

# Ten minutes after NOW nothing can be undone any more; Kokkola is two hours ahead of UTC, so it is evening and not quiet yet.
AFTER_UNDO = NOW + timedelta(minutes=11)
PARCEL_UK = "Як відправити посилку Nova Post?"
PARCEL_AGAIN_UK = "де відправити посилку nova post"
PARCEL_AR = "كيف ارسل طرد مع Nova Post"
PARCEL_EN = "how to send a parcel with Nova Post"
SAUNA = "how to build a sauna in my garden, is there a rule"
WANT_NEWS = "Tell me when there is an answer"


class Rounds:
    """The office's rounds; each call is a process that just started."""

    def __init__(self, bot: Rehearsal) -> None:
        self._bot = bot

    async def tell(self, at: datetime = AFTER_UNDO) -> int:
        """Tell the news that are due at a moment."""
        self._bot.parts.runner.sender._clock = lambda: at
        told = await self._rounds(at).tell_answers()
        await self._bot.parts.runner.sender.settle()
        return told

    async def group(self, at: datetime) -> int:
        """Group the questions if a night's grouping is due."""
        return await self._rounds(at).group_questions()

    def _rounds(self, at: datetime) -> OfficeRounds:
        services = replace(self._bot.parts.runner.application.services, clock=lambda: at)
        return OfficeRounds(services, self._bot.parts.database)


async def asks(bot: Rehearsal, language: str, text: str, *, wants_news: bool = True) -> Newcomer:
    """Let somebody ask what has no answer, and want to hear of one."""
    newcomer = await bot.settled_newcomer(language)
    await newcomer.says(text)
    assert (await bot.questions())[-1].outcome == "no_answer", text
    if wants_news:
        await newcomer.taps_data(f"1:news:{(await bot.questions())[-1].id}")
    return newcomer


async def add_news(bot: Rehearsal, article_id: str, kind: NewsKind, *, language: str = "en", questions: tuple[int, ...] = ()) -> int:
    """Let an answer be news, as publishing it does."""
    async with bot.parts.database.writing() as session:
        db = Repositories(session)
        act = await db.acts.add(Act(NOW, None, "published", f"article:{article_id}"))
        return await db.news.add(AnswerNews(act, article_id, language, kind, NOW + timedelta(minutes=10), questions))


async def refreshed(bot: Rehearsal) -> None:
    """Take over what changed, as the scheduler does every two seconds."""
    await refresh_knowledge(bot.parts.database, bot.parts.library, bot.parts.answerer)
    await bot.parts.answerer.ready()
