"""Telling people of answers: what is due is told in the day, to each person once."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from welcomebot.domain.alert_times import is_quiet
from welcomebot.errors import EmbeddingError
from welcomebot.services.drafts import Draft
from welcomebot.services.office_ports import AnswerNews
from welcomebot.services.ports import Person
from welcomebot.services.queues import UpdateWork
from welcomebot.services.tell_answers import Search, Telling, due_news, tell, who_asked
from welcomebot.telegram.cards.told_answer import told_card
from welcomebot.telegram.effects import SendMessage
from welcomebot.telegram.mailings import Mailings
from welcomebot.telegram.outbox import drafts_of
from welcomebot.telegram.services import Services
from welcomebot.telegram.turn import Turn

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class AnswerMailings:
    """The news of answers; what is told, to whom, and the messages are written in one transaction."""

    mailings: Mailings

    async def tell(self) -> int:
        """Tell what is due and return how many people were told; in quiet hours it waits for the morning."""
        services = self.mailings.services
        if is_quiet(services.clock(), services.zone):
            return 0
        due = await due_news(work=self.mailings.works(), clock=services.clock)
        return sum([await self._tell(news) for news in due])

    async def _tell(self, news: AnswerNews) -> int:
        services = self.mailings.services
        search = Search(services.answerer, services.meaning)
        try:
            asked = await who_asked(news, services.library, search, work=self.mailings.works(), clock=services.clock)
        except EmbeddingError:
            # The next round tries again; nothing was written down.
            logger.warning("answer_news.postponed number=%d", news.number)
            return 0
        async with self.mailings.transaction() as work:
            told = await tell(news, asked, services.library, work=work, clock=services.clock)
            await (await work.writing()).mailbox.add(_drafts(news, told, services, work), at=services.clock())
            await work.finish()
        logger.info("answer_news.told number=%d kind=%s article=%s people=%d", news.number, news.kind, news.article_id, len(told))
        return len(told)


def _drafts(news: AnswerNews, told: Sequence[Telling], services: Services, work: UpdateWork) -> list[Draft]:
    drafts: list[Draft] = []
    for telling in told:
        person: Person = telling.person
        turn = Turn(person, person.user_id, telling.language, services, work, effects=[])
        turn.say(*told_card(turn, news, telling))
        paced = [replace(effect, is_paced=True) for effect in turn.effects if isinstance(effect, SendMessage)]
        drafts += drafts_of(paced, f"answer-news:{news.number}:{person.user_id}")
    return drafts
