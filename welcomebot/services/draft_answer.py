"""From a reply, a cluster or nothing to the draft of an answer: all is filled in, so that one tap can publish it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from welcomebot.domain.answering import Candidate
from welcomebot.domain.article_body import parse
from welcomebot.domain.article_markdown import visible_text
from welcomebot.domain.article_naming import slug_of, title_of
from welcomebot.domain.article_rules import same_question
from welcomebot.domain.staff import Right
from welcomebot.domain.written_text import titled
from welcomebot.services.dialogue_steps import dialogue_in, end_of, go_to
from welcomebot.services.draft_text import MAX_QUESTIONS, MAX_TITLE_LENGTH, with_body
from welcomebot.services.library import Library
from welcomebot.services.office_ports import Handover, OpenQuestion, Reply, TextDraft
from welcomebot.services.ports import Answerer, Clock, Repositories, Work
from welcomebot.services.staff_rights import Acting

DRAFT_FLOW = "textdraft"
DISCARDED, PUBLISHED, OPEN = "discarded", "published", "open"
SIMILAR = 3
# Where nothing alike tells the category.
NO_CATEGORY = "everyday"
# Below, an article only shares a word or two with the question; to tell its category it must be nearer.
MIN_SIMILARITY, MIN_KINSHIP = 0.3, 0.6
MAX_QUESTION_LENGTH = 200
MAX_WORDING = 6  # wordings of a cluster that a draft takes over


class Field(StrEnum):
    """What of a draft can be written anew."""

    TITLE = "title"
    TEXT = "text"
    QUESTIONS = "questions"


@dataclass(frozen=True)
class Maker:
    """What drafts are made with."""

    library: Library
    answerer: Answerer
    work: Work
    clock: Clock
    today: date


async def draft_of_handover(number: int, *, by: Acting, maker: Maker) -> TextDraft | None:
    """Return the draft made of a handover and its newest reply; the one that is there already where there is one. None where the handover is gone."""
    by.require(Right.CURATE)
    async with maker.work.reading() as db:
        handover = await db.handovers.get(number)
        replies = await db.handovers.replies(number)
        known = await _current_draft(number, db)
    if handover is None:
        return None
    written = next((reply for reply in reversed(replies) if reply.article_id is None and reply.text.strip()), None)
    if known is None:
        language = written.language if written else handover.language
        is_machine = written is not None and written.original is not None
        draft = TextDraft("", language, "", "", (_wording(handover.text),), by.user_id, maker.clock(), is_new=True, handover=number, is_machine=is_machine)
        return await _added(_titled(draft, handover, written), written.text if written else "", maker=maker)
    if known.state == OPEN and not known.body and written:
        # The reply was written after the draft was opened.
        return await _saved(with_body(known, written.text, contacts=maker.library.contacts, today=maker.today), maker=maker)
    return known


async def draft_of_cluster(cluster: int, language: str, *, by: Acting, maker: Maker) -> TextDraft | None:
    """Return a draft for questions that ask the same, with the newest reply to one of them as its text if there is one; None where there are none."""
    by.require(Right.CURATE)
    async with maker.work.reading() as db:
        questions = await db.clusters.questions_of(cluster)
        replies = [reply for question in questions if question.handover for reply in await db.handovers.replies(question.handover)]
    if not questions:
        return None
    wordings = _wordings(questions, language)
    draft = TextDraft("", language, title_of(wordings[0]), "", wordings, by.user_id, maker.clock(), is_new=True, cluster=cluster)
    written = max((reply for reply in replies if reply.article_id is None and reply.language == language), key=lambda reply: reply.sent_at, default=None)
    return await _added(draft, written.text if written else "", maker=maker)


async def draft_of_nothing(title: str, language: str, *, by: Acting, maker: Maker) -> TextDraft:
    """Return a draft for a question that somebody of the office thought of."""
    by.require(Right.CURATE)
    draft = TextDraft("", language, title_of(title), "", (_wording(title),), by.user_id, maker.clock(), is_new=True)
    return await _added(draft, "", maker=maker)


async def open_draft(number: int, *, by: Acting, work: Work) -> TextDraft | None:
    """Return a draft, in whatever state."""
    by.require(Right.CURATE)
    async with work.reading() as db:
        return await db.text_drafts.get(number)


async def similar_articles(draft: TextDraft, *, maker: Maker) -> tuple[Candidate, ...]:
    """Return the articles that answer nearly the same, the nearest first."""
    asked = draft.questions[0] if draft.questions else draft.title
    decision = await maker.answerer.decide(asked, language=draft.language)
    others = (found for found in decision.candidates if found.article_id != draft.article_id and found.article_id in maker.library.articles)
    return tuple(found for found in others if found.score >= MIN_SIMILARITY)[:SIMILAR]


async def ask_for(field: Field, number: int, *, by: Acting, work: Work) -> bool:
    """Take the next message of somebody for a part of a draft; False where the draft is open no more."""
    draft = await open_draft(number, by=by, work=work)
    if draft is None or draft.state != OPEN:
        return False
    await go_to(DRAFT_FLOW, field, by.user_id, data={"draft": number}, work=work, place=by.place)
    return True


async def asked_field(user_id: int, *, work: Work) -> tuple[Field, int] | None:
    """Return what of which draft somebody is writing anew."""
    dialogue = await dialogue_in(DRAFT_FLOW, user_id, work=work)
    return (Field(dialogue.step), int(dialogue.data["draft"])) if dialogue else None


async def stop_writing(user_id: int, *, work: Work) -> None:
    """Take somebody's next message for an ordinary one again."""
    await end_of(DRAFT_FLOW, user_id, work=work)


async def write_field(field: Field, number: int, typed: str, *, by: Acting, maker: Maker) -> TextDraft | None:
    """Put what somebody typed into a draft; None where it is open no more."""
    draft = await open_draft(number, by=by, work=maker.work)
    await end_of(DRAFT_FLOW, by.user_id, work=maker.work)
    return await _saved(_written(draft, field, typed, maker=maker), maker=maker) if draft and draft.state == OPEN else None


async def words_ahead(field: Field, number: int, typed: str, *, by: Acting, maker: Maker) -> TextDraft | None:
    """Return a draft as it would be with what somebody typed, before anything is stored; None where it is open no more."""
    draft = await open_draft(number, by=by, work=maker.work)
    return _written(draft, field, typed, maker=maker) if draft and draft.state == OPEN else None


async def choose_category(number: int, category: str, *, by: Acting, maker: Maker) -> TextDraft | None:
    """Put a draft into a category that there is; None where it is open no more."""
    draft = await open_draft(number, by=by, work=maker.work)
    if draft is None or draft.state != OPEN:
        return None
    return await _saved(replace(draft, category=category), maker=maker) if category in maker.library.categories() else draft


async def discard(number: int, *, by: Acting, work: Work, clock: Clock) -> bool:
    """Throw a draft away; False where it is open no more."""
    by.require(Right.CURATE)
    await end_of(DRAFT_FLOW, by.user_id, work=work)
    db = await work.writing()
    return await db.text_drafts.finish(number, DISCARDED, at=clock())


def _written(draft: TextDraft, field: Field, typed: str, *, maker: Maker) -> TextDraft:
    match field:
        case Field.TITLE:
            return draft.with_words(title=" ".join(typed.split())[:MAX_TITLE_LENGTH])
        case Field.TEXT:
            title, body = titled(typed)
            named = draft.with_words(title=title[:MAX_TITLE_LENGTH]) if title else draft
            # What a person wrote is no machine's any more.
            return replace(with_body(named, body, contacts=maker.library.contacts, today=maker.today), is_machine=False)
        case Field.QUESTIONS:
            distinct = {same_question(line): _wording(line) for line in reversed(typed.splitlines()) if same_question(line)}
            return draft.with_words(questions=tuple(reversed(distinct.values()))[:MAX_QUESTIONS])


async def _added(draft: TextDraft, typed: str, *, maker: Maker) -> TextDraft:
    articles = maker.library.articles
    article_id = slug_of(draft.title, is_taken=lambda slug: slug in articles)
    named = replace(draft, article_id=article_id)
    near = await similar_articles(named, maker=maker)
    filled = with_body(replace(named, category=_category(near, maker.library)), typed, contacts=maker.library.contacts, today=maker.today)
    db = await maker.work.writing()
    # A colleague may have tapped the same button while the search ran.
    known = await _current_draft(draft.handover, db) if draft.handover else None
    return known or replace(filled, number=await db.text_drafts.add(filled))


async def _current_draft(handover: int, db: Repositories) -> TextDraft | None:
    """Return the draft of a handover; what was published and taken back may be made again."""
    draft = await db.text_drafts.of_handover(handover)
    return draft if draft and (draft.state == OPEN or await db.articles.get(draft.article_id)) else None


async def _saved(draft: TextDraft, *, maker: Maker) -> TextDraft | None:
    db = await maker.work.writing()
    return draft if await db.text_drafts.save(draft, at=maker.clock()) else None


def _titled(draft: TextDraft, handover: Handover, written: Reply | None) -> TextDraft:
    # A title is read beside the text: a reply in another language than the question gives it itself.
    source = handover.text if written is None or written.language == handover.language else visible_text(parse(written.text).blocks, str)
    return draft.with_words(title=title_of(source))


def _category(near: Sequence[Candidate], library: Library) -> str:
    votes: Counter[str] = Counter()
    for found in (one for one in near if one.score >= MIN_KINSHIP):
        votes[library.articles[found.article_id].category] += round(found.score * 1_000_000)
    return votes.most_common(1)[0][0] if votes else NO_CATEGORY


def _wordings(questions: Sequence[OpenQuestion], language: str) -> tuple[str, ...]:
    ordered = sorted(questions, key=lambda question: question.language != language)
    distinct = {same_question(question.text): _wording(question.text) for question in reversed(ordered)}
    return tuple(reversed(distinct.values()))[:MAX_WORDING]


def _wording(question: str) -> str:
    return " ".join(question.split())[:MAX_QUESTION_LENGTH]
