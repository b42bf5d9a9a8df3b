"""One more wording of a question for an article: the next person who asks so gets it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from welcomebot.domain.article_rules import same_question
from welcomebot.domain.contacts import REFERENCE
from welcomebot.domain.knowledge import Article
from welcomebot.domain.staff import Right
from welcomebot.services.article_json import article_json
from welcomebot.services.office_ports import Act
from welcomebot.services.ports import Clock, Work
from welcomebot.services.staff_rights import Acting

MAX_WORDING = 200  # characters; more is a story with somebody's own matters in it


class Wording(StrEnum):
    """What became of a wording."""

    ADDED = "added"
    KNOWN = "known"  # the article has it already
    ELSEWHERE = "elsewhere"  # another article has it: the search could not tell them apart
    NO_TEXT = "no-text"  # the article does not exist in the question's language
    TOO_LONG = "too-long"
    GONE = "gone"  # the question or the article


@dataclass(frozen=True)
class Worded:
    """What became of a wording, of which article; `owner` is the article that has it. `act` undoes it."""

    result: Wording
    article_id: str = ""
    wording: str = ""
    language: str = ""
    owner: str = ""
    act: int = 0


async def add_wording(number: int, article_id: str, *, by: Acting, work: Work, clock: Clock) -> Worded:
    """Add the question of a handover to the wordings of an article, in the question's language."""
    by.require(Right.CURATE)
    db = await work.writing()
    handover, articles = await db.handovers.get(number), await db.articles.all()
    article = articles.get(article_id)
    if handover is None or article is None:
        return Worded(Wording.GONE, article_id)
    worded = Worded(Wording.ADDED, article_id, " ".join(handover.text.split()), handover.language)
    owner = owner_of(worded.wording, articles.values())
    if owner is not None:
        return replace(worded, result=Wording.KNOWN if owner == article_id else Wording.ELSEWHERE, owner=owner)
    if worded.language not in article.texts:
        return replace(worded, result=Wording.NO_TEXT)
    if len(worded.wording) > MAX_WORDING or REFERENCE.search(worded.wording):
        return replace(worded, result=Wording.TOO_LONG)
    text = article.texts[worded.language]
    changed = replace(article, texts={**article.texts, worded.language: replace(text, questions=(*text.questions, worded.wording))})
    await db.articles.put(changed)
    act = Act(clock(), by.user_id, "add-wording", f"article:{article_id}", article_json(article), article_json(changed))
    return replace(worded, act=await db.acts.add(act))


async def take_wording_back(act: int, *, by: Acting, work: Work, clock: Clock) -> Worded:
    """Remove the wording that an act added; what else changed in the article meanwhile stays."""
    by.require(Right.CURATE)
    db = await work.writing()
    done = await db.acts.get(act)
    if done is None or done.action != "add-wording" or not done.before or not done.after:
        return Worded(Wording.GONE)
    article_id = str(done.after["id"])
    article = (await db.articles.all()).get(article_id)
    language, wording = _added(done.before["texts"], done.after["texts"])
    if article is None or language not in article.texts or wording not in article.texts[language].questions:
        return Worded(Wording.GONE, article_id)
    text = article.texts[language]
    changed = replace(article, texts={**article.texts, language: replace(text, questions=tuple(each for each in text.questions if each != wording))})
    await db.articles.put(changed)
    undone = Act(clock(), by.user_id, "take-wording-back", f"article:{article_id}", article_json(article), article_json(changed))
    return Worded(Wording.ADDED, article_id, wording, language, act=await db.acts.add(undone))


def owner_of(wording: str, articles: Iterable[Article]) -> str | None:
    """Return the article that has a wording in any language; None where none has."""
    wanted = same_question(wording)
    for article in articles:
        if any(same_question(question) == wanted for text in article.texts.values() for question in (text.title, *text.questions)):
            return article.id
    return None


def _added(before: dict[str, dict[str, list[str]]], after: dict[str, dict[str, list[str]]]) -> tuple[str, str]:
    for language, text in after.items():
        for question in text["questions"]:
            if question not in before.get(language, {"questions": []})["questions"]:
                return language, question
    return "", ""
