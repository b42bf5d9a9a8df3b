"""All repositories on one open session."""

from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.storage.articles import ArticleStore
from welcomebot.storage.dialogues import DialogueStore
from welcomebot.storage.people import PeopleStore
from welcomebot.storage.questions import QuestionStore


class Repositories:
    """What services.ports.Repositories asks for."""

    def __init__(self, session: AsyncSession) -> None:
        self.people = PeopleStore(session)
        self.questions = QuestionStore(session)
        self.dialogues = DialogueStore(session)
        self.articles = ArticleStore(session)
