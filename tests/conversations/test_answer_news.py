"""Closing the loop: who said yes hears once of a new answer, and of a change of the answer that they got; nobody else hears anything."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.conversations.conftest import KNOWLEDGE, NOW, Newcomer, Rehearsal
from tests.conversations.employers import STAFF_ID, Somebody, office
from tests.conversations.loop import AFTER_UNDO, PARCEL_AGAIN_UK, PARCEL_AR, PARCEL_EN, PARCEL_UK, SAUNA, WANT_NEWS, Rounds, add_news, asks, refreshed
from welcomebot.locales.i18n import translator
from welcomebot.search.answerer import Answerer
from welcomebot.services.office_ports import HandoverState, NewsKind
from welcomebot.services.read_knowledge import read_knowledge
from welcomebot.settings import Settings
from welcomebot.storage.repositories import Repositories
from welcomebot.storage.tables import OutboxRow

STOP, CHANGES = "Stop news of answers", "Tell me if this answer changes"
TAX_CARD = "How do I get a tax card?"
REPLY_UK = "Посилку Nova Post можна здати в пункті в центрі міста. Візьміть із собою документ."
NIGHT, MORNING = NOW + timedelta(hours=4), datetime(2026, 11, 25, 6, 30, tzinfo=UTC)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"administrator_ids": frozenset({STAFF_ID})})


@pytest.fixture
async def live(bot: Rehearsal, answerer: Answerer) -> AsyncIterator[Rehearsal]:
    """Give a bot whose knowledge may change; the other conversations get theirs back."""
    yield bot
    await answerer.load(read_knowledge(KNOWLEDGE).articles, revision=1)
    await answerer.ready()


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


async def published(bot: Rehearsal, staff: Somebody, question: str = PARCEL_UK) -> str:
    """Let the office reply to a question and make an answer of it in two taps; returns the article."""
    number = next(each.id for each in await bot.questions() if each.text == question)
    async with bot.parts.database.reading() as session:
        handover = await Repositories(session).handovers.of_question(number)
    assert handover is not None
    known = set(bot.library.articles)
    await staff.taps_data(f"1:handover:reply:{handover.number}:-")
    await staff.says(REPLY_UK)
    await staff.presses("Make an answer")
    await staff.presses("Publish")
    await refreshed(bot)
    [article_id] = set(bot.library.articles) - known
    return article_id


async def test_one_tap_says_yes_and_says_how_to_stop(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says(SAUNA)
    await newcomer.taps(WANT_NEWS)
    assert newcomer.last.text == "Good. If there is an answer within 30 days, I write to you here, once. You can stop this at any time."
    assert newcomer.last.buttons == [STOP]
    [question] = await bot.questions()
    await newcomer.taps_data(f"1:news:{question.id}")
    assert newcomer.last.text == "I have noted this already. I write to you here when there is news."
    await newcomer.taps(STOP)
    assert newcomer.last.text == "I send you no more news of answers. If you sent a question to the office, you still get the reply."
    await newcomer.taps_data("1:nonews")
    assert newcomer.last.text.startswith("I send you no more news of answers.")


async def test_nobody_says_yes_for_somebody_else(bot: Rehearsal) -> None:
    await asks(bot, "en", SAUNA, wants_news=False)
    other = await bot.settled_newcomer("en")
    for data in ("1:news:1", "1:news:99", "1:news:x", "1:news", "1:news:1:change:more"):
        await other.taps_data(data)
        assert other.last.text.startswith("This button is from an older message."), data
    async with bot.parts.database.reading() as session:
        assert await Repositories(session).news.wanted_without_answer(NOW - timedelta(days=1)) == []


async def test_every_place_that_promises_news_has_the_button(bot: Rehearsal) -> None:
    newcomer, staff = await bot.settled_newcomer("en"), await office(bot, "en")
    await newcomer.says(SAUNA)
    assert newcomer.last.buttons == ["Send my question to the office", WANT_NEWS, "All topics"]
    await newcomer.taps("Send my question to the office")
    assert newcomer.last.text.startswith("Thank you. Your question is with the office.")
    assert newcomer.last.buttons == [WANT_NEWS]
    await staff.taps_data("1:handover:reply:1:-")
    await staff.says("Please ask the building control of the city.")
    assert CHANGES in newcomer.last.buttons
    await newcomer.taps(CHANGES)
    assert newcomer.last.text == "Good. If this answer changes within 30 days, I write to you here. You can stop this at any time."
    await newcomer.says(TAX_CARD)
    await newcomer.taps("👍 It helped")
    assert (newcomer.last.text, newcomer.last.buttons) == ("Thank you! I am glad that it helped.", [CHANGES])
    await newcomer.taps(CHANGES)
    assert newcomer.last.text.startswith("Good. If this answer changes")
    await newcomer.says("/office")
    await newcomer.taps("Write a new message to the office")
    await newcomer.says("My landlord wants a paper that I do not understand.")
    assert newcomer.last.buttons == [WANT_NEWS]
    await newcomer.taps(WANT_NEWS)
    assert newcomer.last.text.startswith("Good. If there is an answer")


async def test_everybody_who_asked_the_same_in_any_language_gets_the_new_answer_once(live: Rehearsal) -> None:
    staff = await office(live, "en")
    first = await asks(live, "uk", PARCEL_UK)
    arabic, english = await asks(live, "ar", PARCEL_AR), await asks(live, "en", PARCEL_EN)
    for text in (PARCEL_AGAIN_UK, PARCEL_UK):
        await arabic.says(text)
        await arabic.taps_data(f"1:news:{(await live.questions())[-1].id}")
    stranger, quiet = await asks(live, "en", SAUNA), await asks(live, "uk", PARCEL_AGAIN_UK, wants_news=False)
    heard = {each.user_id: len(each.messages) for each in (stranger, quiet)}
    article_id = await published(live, staff)
    assert await Rounds(live).tell(NOW + timedelta(minutes=5)) == 0
    before = [len(each.messages) for each in (first, arabic, english)]
    assert await Rounds(live).tell() == 2
    # The office replied to the first in person; of three questions that are the same the newest is named.
    assert [len(each.messages) for each in (first, arabic, english)] == [before[0], before[1] + 1, before[2] + 1]
    title = live.title("uk", article_id)
    asked = f"You asked: {PARCEL_EN}\nThere is an answer now.\n\n{title}"
    assert english.last.text.startswith(asked)
    assert "This answer is not in your language yet. Here it is in this language: Українська." in english.last.text
    assert english.last.buttons[-2:] == [CHANGES, STOP]
    assert "👍 It helped" in english.last.buttons
    assert f"{PARCEL_UK}\nيوجد جواب الآن.\n\n{title}" in plain(arabic.last.text)
    assert {each.user_id: len(each.messages) for each in (stranger, quiet)} == heard
    # Neither another round nor another process tells anybody again.
    told = [len(each.messages) for each in (english, arabic)]
    assert await Rounds(live).tell(AFTER_UNDO + timedelta(hours=12)) == 0
    assert [len(each.messages) for each in (english, arabic)] == told
    await english.taps("👍 It helped")
    assert english.last.text.startswith("Thank you!")


async def test_what_was_told_waits_for_nobody_any_more(live: Rehearsal) -> None:
    staff = await office(live, "en")
    await asks(live, "uk", PARCEL_UK, wants_news=False)
    english = await asks(live, "en", PARCEL_EN)
    await english.taps_data("1:send:2")
    await published(live, staff)
    assert await Rounds(live).tell() == 1
    async with live.parts.database.reading() as session:
        db = Repositories(session)
        handover = await db.handovers.of_question(2)
        assert handover is not None
        assert handover.state is HandoverState.ANSWERED
        [act] = await db.acts.of_subject(f"handover:{handover.number}", limit=1)
    assert (act.action, act.user_id) == ("answer-news", None)
    await staff.says("/inbox")
    assert "Nothing waits for you." in staff.last.text


async def test_an_answer_that_was_taken_back_is_told_to_nobody(live: Rehearsal) -> None:
    staff = await office(live, "en")
    await asks(live, "uk", PARCEL_UK, wants_news=False)
    english = await asks(live, "en", PARCEL_EN)
    heard = len(english.messages)
    await published(live, staff)
    await staff.presses("Undo (10 minutes)")
    await refreshed(live)
    assert await Rounds(live).tell() == 0
    assert len(english.messages) == heard


async def test_people_are_left_alone_at_night_and_told_in_the_morning(live: Rehearsal) -> None:
    staff = await office(live, "en")
    await asks(live, "uk", PARCEL_UK, wants_news=False)
    english = await asks(live, "en", PARCEL_EN)
    await published(live, staff)
    assert await Rounds(live).tell(NIGHT) == 0
    assert await Rounds(live).tell(MORNING) == 1
    assert english.last.text.startswith("You asked:")


async def test_who_said_stop_or_left_hears_nothing(live: Rehearsal) -> None:
    staff = await office(live, "en")
    await asks(live, "uk", PARCEL_UK, wants_news=False)
    stopped, gone, forgotten = [await asks(live, "en", PARCEL_EN) for _ in range(3)]
    await stopped.taps_data("1:nonews")
    await gone.blocks()
    await forgotten.says("/forget")
    await forgotten.taps("Yes, delete everything")
    heard = [len(each.messages) for each in (stopped, gone, forgotten)]
    await published(live, staff)
    assert await Rounds(live).tell() == 0
    assert [len(each.messages) for each in (stopped, gone, forgotten)] == heard


async def test_messages_of_news_are_paced(bot: Rehearsal) -> None:
    newcomer = await asks(bot, "en", SAUNA)
    await add_news(bot, "tax-card", NewsKind.ANSWER, questions=(1,))
    assert await Rounds(bot).tell() == 1
    async with bot.parts.database.reading() as session:
        sent = select(OutboxRow.is_paced, OutboxRow.state).where(OutboxRow.dedupe_key.startswith("answer-news:"))
        assert [tuple(row) for row in await session.execute(sent)] == [(True, "sent")]
    assert newcomer.last.text.startswith(f"You asked: {SAUNA}\nThere is an answer now.\n\n{bot.title('en', 'tax-card')}")


async def test_a_round_that_breaks_tells_nobody_and_the_next_one_tells_all(bot: Rehearsal, monkeypatch: pytest.MonkeyPatch) -> None:
    newcomer = await asks(bot, "en", SAUNA)
    await add_news(bot, "tax-card", NewsKind.ANSWER, questions=(1,))

    def broken(*_: object) -> None:
        raise RuntimeError("the process dies while it writes the messages")

    with monkeypatch.context() as patched:
        patched.setattr("welcomebot.telegram.answer_mailings.told_card", broken)
        with pytest.raises(RuntimeError):
            await Rounds(bot).tell()
    assert await Rounds(bot).tell() == 1
    assert newcomer.last.text.startswith("You asked:")


async def test_a_changed_answer_is_told_to_those_who_got_it_and_said_yes(bot: Rehearsal) -> None:
    yes, no, swedish = [await bot.settled_newcomer(language) for language in ("en", "en", "sv")]
    await yes.says(TAX_CARD)
    await yes.taps("👍 It helped")
    await yes.taps(CHANGES)
    await no.says(TAX_CARD)
    await no.taps("👍 It helped")
    await swedish.says("Hur får jag ett skattekort?")
    await swedish.taps_data(f"1:news:{(await bot.questions())[-1].id}:change")
    heard = [len(each.messages) for each in (no, swedish)]
    await add_news(bot, "tax-card", NewsKind.CORRECTION)
    assert await Rounds(bot).tell() == 1
    title = bot.title("en", "tax-card")
    assert yes.last.text.startswith(f"You asked: {TAX_CARD}\nThe answer that you got has changed. This is the new one.\n\n{title}")
    assert yes.last.buttons[-1] == STOP
    # Only the English text changed.
    assert [len(each.messages) for each in (no, swedish)] == heard
    await add_news(bot, "tax-card", NewsKind.CORRECTION)
    assert await Rounds(bot).tell() == 1
    await yes.taps(STOP)
    await add_news(bot, "tax-card", NewsKind.CORRECTION)
    assert await Rounds(bot).tell() == 0


async def test_the_office_reply_that_became_an_answer_can_be_followed(live: Rehearsal) -> None:
    staff = await office(live, "en")
    first = await asks(live, "uk", PARCEL_UK, wants_news=False)
    article_id = await published(live, staff)
    await first.taps(translator("uk")(CHANGES))
    assert await Rounds(live).tell() == 0
    await add_news(live, article_id, NewsKind.CORRECTION, language="uk")
    assert await Rounds(live).tell() == 1
    assert live.title("uk", article_id) in first.last.text


async def test_the_wish_is_in_my_data_and_privacy_tells_of_it(bot: Rehearsal) -> None:
    newcomer = await asks(bot, "en", SAUNA)
    await newcomer.says("/privacy")
    assert "If you asked for news of an answer: that wish, for thirty days." in newcomer.last.text
    assert newcomer.last.buttons == [STOP]
    await newcomer.says("/mydata")
    assert _data(newcomer)["questions"][0]["wants_news_at"].startswith("2026-11-24")
    await newcomer.taps_data("1:nonews")
    await newcomer.says("/privacy")
    assert newcomer.last.buttons == []
    await add_news(bot, "tax-card", NewsKind.ANSWER, questions=(1,))
    await newcomer.taps_data("1:news:1")
    assert await Rounds(bot).tell() == 1
    await newcomer.says("/mydata")
    [told] = _data(newcomer)["news_of_answers_that_you_got"]
    assert told["news"] == 1
    await newcomer.says("/forget")
    await newcomer.taps("Yes, delete everything")
    assert not (await bot.rows_about(newcomer.user_id, text=SAUNA)).keys() & {"told_answers", "questions", "cluster_members"}


def _data(newcomer: Newcomer) -> dict:
    return json.loads(newcomer.last.document_content)
