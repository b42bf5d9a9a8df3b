"""From the office's reply to an answer for everybody in two taps; taking it back, its history, and what can go wrong."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from tests.conversations.conftest import KNOWLEDGE, LANGUAGE_NAMES, NOW, Newcomer, Rehearsal
from tests.conversations.employers import STAFF_ID, Somebody, office
from welcomebot.domain.knowledge import TextState, text_state
from welcomebot.domain.staff import Role
from welcomebot.schedule import refresh_knowledge
from welcomebot.services.check_knowledge import check
from welcomebot.services.export_knowledge import export_knowledge
from welcomebot.services.office_ports import Act, Handover, HandoverKind, HandoverState, NewsKind, Reply, StaffMember
from welcomebot.services.read_knowledge import read_knowledge
from welcomebot.services.sync_knowledge import sync_knowledge
from welcomebot.settings import Settings
from welcomebot.storage.articles import ArticleStore
from welcomebot.storage.office_tables import ActRow, AnswerNewsRow
from welcomebot.storage.repositories import Repositories

COLLEAGUE_ID = 7_700_000_002
QUESTION = "Де в Кокколі можна безкоштовно поремонтувати велосипед?"
REPLY = (
    "Велосипед можна безкоштовно ремонтувати в майстерні при парафії.\n"
    "1. Зателефонуйте нам: 050-409 5620.\n"
    "2. Приходьте з велосипедом у середу.\n\n"
    "- Візьміть інструменти, якщо вони у вас є."
)
TITLE = "Де в Кокколі можна безкоштовно поремонтувати велосипед?"
AGAIN = "де безкоштовно поремонтувати велосипед?"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"administrator_ids": frozenset({STAFF_ID})})


async def curator(bot: Rehearsal, language: str = "en", user_id: int = COLLEAGUE_ID) -> Somebody:
    """Let somebody be a curator of the office."""
    async with bot.parts.database.writing() as session:
        await Repositories(session).staff.put(StaffMember(user_id, Role.CURATOR, NOW, STAFF_ID))
    newcomer = Newcomer(bot.api.user(language=language, id=user_id), bot)
    await newcomer.says("/start")
    await newcomer.taps(LANGUAGE_NAMES[language])
    return Somebody(newcomer, language)


async def replied(bot: Rehearsal, question: str = QUESTION, reply: str = REPLY, language: str = "uk", *, by: int = STAFF_ID) -> int:
    """Let a newcomer ask and the office reply; returns the number of the handover."""
    newcomer = await bot.settled_newcomer(language)
    await newcomer.says(question)
    asked = (await bot.questions())[-1]
    async with bot.parts.database.writing() as session:
        db = Repositories(session)
        waiting = Handover(asked.id, HandoverKind.UNANSWERED, asked.text, language, NOW, user_id=newcomer.user_id)
        number = await db.handovers.open(waiting)
        await db.handovers.end(number, HandoverState.ANSWERED, by, at=NOW)
        if reply:
            await db.handovers.add_reply(Reply(number, by, reply, language, NOW))
    return number


async def refreshed(bot: Rehearsal) -> None:
    """Take over what changed, as the scheduler does every two seconds."""
    await refresh_knowledge(bot.parts.database, bot.parts.library, bot.parts.answerer)


async def published(bot: Rehearsal, staff: Somebody, **more: Any) -> int:
    """Make an answer of a reply in two taps; returns the handover."""
    number = await replied(bot, **more)
    await staff.taps_data(f"1:draft:{number}")
    await staff.presses("Publish")
    await refreshed(bot)
    return number


async def acts(bot: Rehearsal, article_id: str) -> list[Act]:
    async with bot.parts.database.reading() as session:
        return list(await Repositories(session).acts.of_subject(f"article:{article_id}", limit=20))


async def news(bot: Rehearsal) -> list[tuple[str, str]]:
    async with bot.parts.database.reading() as session:
        return [(row.kind, row.state) for row in await session.scalars(select(AnswerNewsRow).order_by(AnswerNewsRow.number))]


async def contacts(bot: Rehearsal) -> dict[str, Any]:
    async with bot.parts.database.reading() as session:
        return dict(await Repositories(session).articles.contacts())


async def state_of_handover(bot: Rehearsal, number: int = 1) -> HandoverState:
    async with bot.parts.database.reading() as session:
        found = await Repositories(session).handovers.get(number)
    assert found is not None
    return found.state


def new_articles(bot: Rehearsal) -> list[str]:
    return sorted(set(bot.library.articles) - set(read_knowledge(KNOWLEDGE).articles))


def plain(text: str) -> str:
    """Return what a person reads: without the marks that keep directions apart and commands from being tapped."""
    return text.replace("\u2068", "").replace("\u2069", "").replace("\u2060", "")


async def test_two_taps_make_a_reply_the_answer_for_the_next_newcomer(bot: Rehearsal) -> None:
    staff, newcomer = await office(bot, "en"), await bot.settled_newcomer("uk")
    await newcomer.says(QUESTION)
    await staff.says("/inbox")
    await staff.taps(next(button for button in staff.last.buttons if button.startswith("Show: ")))
    await staff.presses("Reply")
    await staff.says(REPLY)
    assert "Візьміть інструменти" in newcomer.last.text
    await staff.presses("Make an answer")
    draft = staff.last.text
    assert "This will be the answer." in draft
    assert TITLE in draft
    assert "+358 50 409 5620" in draft
    assert "• Візьміть інструменти, якщо вони у вас є." in draft
    assert f"People ask it like this:\n• {QUESTION}" in draft
    await staff.presses("Publish")
    assert f"Published: {TITLE}" in staff.last.text
    assert "Still missing, and on the list of work (/work): Suomi, Svenska, English, Русский, العربية." in staff.last.text
    await refreshed(bot)
    second = await bot.settled_newcomer("uk")
    await second.says(AGAIN)
    assert second.last.text.startswith(TITLE)
    assert "1. Зателефонуйте нам: +358 50 409 5620." in second.last.text
    assert "24 листопада 2026" in second.last.text
    [article_id] = new_articles(bot)
    assert article_id == "de-v-kokkoli-mozhna-bezkoshtovno"
    article = bot.library.articles[article_id]
    assert article.texts["uk"].body.split("\n")[2] == "1. Зателефонуйте нам: {phone:welcome-office}."
    assert (article.source_language, article.owner, article.contacts) == ("uk", "welcome-office", ("phone:welcome-office",))
    assert {text_state(article, code) for code in ("fi", "sv", "en", "ru", "ar")} == {TextState.MISSING}
    assert text_state(article, "uk") is TextState.CURRENT


async def test_whoever_waits_without_a_reply_is_not_forgotten(bot: Rehearsal) -> None:
    staff, newcomer = await office(bot, "en"), await bot.settled_newcomer("uk")
    await newcomer.says(QUESTION)
    await staff.says("/inbox")
    await staff.taps(next(button for button in staff.last.buttons if button.startswith("Show: ")))
    await staff.presses("Make an answer")
    await staff.presses("Change text")
    await staff.says(REPLY)
    await staff.presses("Publish")
    assert "Whoever asked is still waiting for a reply." in staff.last.text
    assert await state_of_handover(bot) is HandoverState.OPEN
    await refreshed(bot)
    await staff.presses("Send them this answer")
    assert TITLE in newcomer.last.text
    assert await state_of_handover(bot) is HandoverState.ANSWERED


async def test_the_question_can_become_a_wording_of_a_near_answer(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    number = await replied(bot, "Як отримати податкову картку якщо я сантехнік?", "Замовте її на сторінці податкової.")
    await staff.taps_data(f"1:draft:{number}")
    await staff.taps(f"Add the question to: {bot.title('en', 'tax-card')}")
    await refreshed(bot)
    assert "Як отримати податкову картку якщо я сантехнік?" in bot.library.articles["tax-card"].texts["uk"].questions
    assert new_articles(bot) == []


async def test_other_languages_get_it_with_an_open_word(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    await published(bot, staff)
    [article_id] = new_articles(bot)
    finn = await bot.settled_newcomer("fi")
    await finn.says("/start")
    await finn.taps_data(f"1:art:{article_id}")
    assert "Tätä vastausta ei ole vielä sinun kielelläsi." in finn.last.text
    assert "Українська" in finn.last.text


async def test_a_double_tap_publishes_once(bot: Rehearsal) -> None:
    staff, colleague = await office(bot, "en"), await curator(bot)
    number = await replied(bot)
    for somebody in (staff, colleague):
        await somebody.taps_data(f"1:draft:{number}")
        assert "This will be the answer." in somebody.last.text
    await staff.presses("Publish")
    await colleague.presses("Publish")
    assert f"Published already: {TITLE}" in colleague.last.text
    await staff.taps_data(f"1:draft:{number}")
    assert f"Published already: {TITLE}" in staff.last.text
    await refreshed(bot)
    [article_id] = new_articles(bot)
    assert [act.action for act in await acts(bot, article_id)] == ["published"]
    assert await news(bot) == [(NewsKind.ANSWER, "waiting")]


async def test_undo_takes_it_back_within_ten_minutes(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    number = await published(bot, staff, reply="Напишіть на kirja@example.org або зателефонуйте 040 123 4567. Ціна 12 €.")
    assert {"email:", "phone:", "sum:"} == {key.partition(":")[0] + ":" for key in set(await contacts(bot)) - set(read_knowledge(KNOWLEDGE).contacts)}
    await staff.presses("Undo (10 minutes)")
    assert "Taken back." in staff.last.text
    await refreshed(bot)
    assert new_articles(bot) == []
    assert await contacts(bot) == read_knowledge(KNOWLEDGE).contacts
    assert await news(bot) == [(NewsKind.ANSWER, "undone")]
    newcomer = await bot.settled_newcomer("uk")
    await newcomer.says(AGAIN)
    assert TITLE not in newcomer.last.text
    await staff.taps_data("1:pubundo:1")
    assert "This was taken back already." in staff.last.text
    await staff.taps_data(f"1:draft:{number}")
    await staff.presses("Publish")
    await refreshed(bot)
    assert len(new_articles(bot)) == 1


async def test_after_ten_minutes_the_history_leads_back(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    await published(bot, staff)
    [article_id] = new_articles(bot)
    async with bot.parts.database.writing() as session:
        await session.execute(update(ActRow).values(at=NOW - timedelta(minutes=11)))
    await staff.taps_data("1:pubundo:1")
    assert "The ten minutes for taking it back are over." in staff.last.text
    await staff.presses("History")
    assert "Administrator 1: published a text" in staff.last.text
    assert new_articles(bot) == [article_id]


async def test_undo_refuses_what_a_colleague_has_changed(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    await published(bot, staff)
    [article_id] = new_articles(bot)
    async with bot.parts.database.writing() as session:
        store = ArticleStore(session)
        article = await store.get(article_id)
        assert article is not None
        await store.put(replace_text(article, "uk", title="Ремонт велосипеда"))
    await staff.presses("Undo (10 minutes)")
    assert "A colleague changed this answer meanwhile. Nothing was overwritten." in staff.last.text
    await refreshed(bot)
    assert bot.title("uk", article_id) == "Ремонт велосипеда"


async def test_a_number_that_nobody_knew_becomes_a_fact(bot: Rehearsal, tmp_path_factory: pytest.TempPathFactory) -> None:
    staff = await office(bot, "en")
    number = await replied(bot, reply="Зателефонуйте в майстерню: 040 765 4321. Сторінка: www.example.fi/pyora. Вона відкрита 3 години о 17:00.")
    await staff.taps_data(f"1:draft:{number}")
    assert "New facts that the office vouches for: +358 40 765 4321, https://www.example.fi/pyora." in staff.last.text
    assert "Typed into the text: 17:00, 3 години." in staff.last.text
    await staff.presses("Publish")
    await refreshed(bot)
    [article_id] = new_articles(bot)
    phone = bot.library.contacts[f"phone:{article_id}"]
    assert (phone.value, phone.confidence, phone.checked, phone.official) == ({"*": "+358 40 765 4321"}, "medium", NOW.date(), "link:welcome-office")
    assert "040" not in bot.library.articles[article_id].texts["uk"].body
    assert bot.library.articles[article_id].sources == (f"link:{article_id}",)
    newcomer = await bot.settled_newcomer("uk")
    await newcomer.taps_data(f"1:art:{article_id}")
    assert "+358 40 765 4321. Сторінка: example.fi/pyora." in newcomer.last.text
    await _export_is_stable(bot, tmp_path_factory.mktemp("export"))


async def _export_is_stable(bot: Rehearsal, folder: Any) -> None:
    """The export holds the new article, gives the same bytes again, and a sync of it changes nothing."""
    async with bot.parts.database.reading() as session:
        await export_knowledge(ArticleStore(session), folder)
        assert (await export_knowledge(ArticleStore(session), folder)).written == ()
    [article_id] = new_articles(bot)
    assert read_knowledge(folder).articles[article_id] == bot.library.articles[article_id]
    mine = [finding for finding in check(folder, NOW.date()) if "taxonomy" not in finding.path and "skills" not in finding.path]
    assert {finding.rule for finding in mine} <= {"literal-time", "literal-duration"}
    async with bot.parts.database.writing() as session:
        report = await sync_knowledge(ArticleStore(session), read_knowledge(folder))
    assert (report.updated, report.removed, report.conflicts) == ([], [], [])


async def test_html_and_headings_in_a_reply_are_words(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    number = await replied(bot, reply="# Увага <b>& важливо\n<script>alert(1)</script> {phone:nobody} ціна_за_одну *не* `код` |а|")
    await staff.taps_data(f"1:draft:{number}")
    words = "# Увага <b>& важливо\n\n<script>alert(1)</script> {phone:nobody} ціна_за_одну *не* `код` |а|"
    assert words in plain(staff.last.text)
    await staff.presses("Publish")
    await refreshed(bot)
    newcomer = await bot.settled_newcomer("uk")
    await newcomer.says(AGAIN)
    assert words in plain(newcomer.last.text)


async def test_an_arabic_reply_keeps_its_direction_and_its_number(bot: Rehearsal) -> None:
    staff = await office(bot, "fi")
    question = "أين يمكنني إصلاح دراجتي مجانا في كوكولا؟"
    number = await replied(bot, question, "اتصل بنا على ٠٥٠ ٤٠٩ ٥٦٢٠ ثم احضر الدراجة.", "ar")
    await staff.taps_data(f"1:draft:{number}")
    assert "اتصل بنا على \u2068+358 50 409 5620\u2069 ثم احضر الدراجة." in staff.last.text
    await staff.presses("Publish")
    await refreshed(bot)
    second = await bot.settled_newcomer("ar")
    await second.says("إصلاح دراجتي مجانا")
    assert "اتصل بنا على +358 50 409 5620 ثم احضر الدراجة." in plain(second.last.text)


async def test_title_text_questions_and_topic_can_be_changed_first(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    number = await replied(bot)
    await staff.taps_data(f"1:draft:{number}")
    await staff.presses("Change title")
    await staff.says("Ремонт велосипеда")
    await staff.presses("Change text")
    await staff.says("Приходьте до **майстерні**. Телефон: {phone:welcome-office}.")
    await staff.presses("Change questions")
    await staff.says("ремонт велика\n\nремонт велика!\nзламався велосипед")
    await staff.presses("Change topic")
    await staff.presses("Home")
    assert "Topic: Home." in staff.last.text
    await staff.presses("Publish")
    await refreshed(bot)
    [article_id] = new_articles(bot)
    article = bot.library.articles[article_id]
    assert (article.category, article.texts["uk"].title) == ("housing", "Ремонт велосипеда")
    assert article.texts["uk"].body == "Приходьте до **майстерні**. Телефон: {phone:welcome-office}."
    assert article.texts["uk"].questions == ("ремонт велика", "зламався велосипед")


async def test_writing_can_be_stopped_and_a_draft_thrown_away(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    number = await replied(bot)
    await staff.taps_data(f"1:draft:{number}")
    await staff.presses("Change text")
    await staff.says("/cancel")
    assert "Зателефонуйте нам" in staff.last.text
    await staff.presses("Throw away")
    assert staff.last.text == "Thrown away. Nothing was published."
    for data in ("1:publish:1", "1:draftshow:1", "1:draftedit:1:title", "1:draftcat:1:work", "1:draftdrop:1", "1:publish:99"):
        await staff.taps_data(data)
        assert "This draft is gone." in staff.last.text, data
    await refreshed(bot)
    assert new_articles(bot) == []


async def test_a_draft_without_a_text_cannot_be_published(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    number = await replied(bot, reply="")
    await staff.taps_data(f"1:draft:{number}")
    assert "⚠️ The text is missing." in staff.last.text
    assert "Publish" not in staff.last.buttons
    await staff.taps_data("1:publish:1")
    assert "This cannot be published yet." in staff.last.text
    await staff.taps_data(f"1:draft:{number}")
    await staff.presses("Change text")
    await staff.says("Приходьте до майстерні. " * 150)
    assert "⚠️ It is too long for one message." in staff.last.text
    assert "Publish" not in staff.last.buttons


async def test_near_answers_are_shown_before_a_double_is_made(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    number = await replied(bot, "Як отримати податкову картку?", "Замовте її на сторінці податкової.")
    await staff.taps_data(f"1:draft:{number}")
    assert f"Answers that are near: {bot.title('en', 'tax-card')}" in staff.last.text
    assert f"Add the question to: {bot.title('en', 'tax-card')}" in staff.last.buttons
    assert "Topic: Work and taxes." in staff.last.text


async def test_history_shows_what_changed_and_brings_it_back(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    await published(bot, staff)
    [article_id] = new_articles(bot)
    await changed(bot, staff, article_id, "Велосипед не можна безкоштовно ремонтувати в майстерні при парафії.")
    await staff.says(f"/history {article_id}")
    assert "Administrator 1: published a text" in staff.last.text
    newest, _ = staff.last.buttons
    await staff.taps(newest)
    assert "Українська: Text" in staff.last.text
    assert "<s>" in staff.last.html
    assert "Велосипед<b><u> не</u></b> можна" in staff.last.html
    await staff.presses("Bring back how it was before")
    assert "Brought back." in staff.last.text
    await refreshed(bot)
    assert "{phone:welcome-office}" in bot.library.articles[article_id].texts["uk"].body
    assert [act.action for act in await acts(bot, article_id)] == ["brought-back", "published", "published"]


async def test_bringing_back_does_not_overwrite_what_was_not_seen(bot: Rehearsal) -> None:
    staff, colleague = await office(bot, "en"), await curator(bot)
    await published(bot, staff)
    [article_id] = new_articles(bot)
    await changed(bot, staff, article_id, "Зовсім інший текст про велосипеди.")
    await staff.says(f"/history {article_id}")
    await staff.taps(staff.last.buttons[0])
    await changed(bot, colleague, article_id, "Текст колеги про велосипеди.")
    await staff.presses("Bring back how it was before")
    assert "A colleague changed this answer meanwhile. Nothing was overwritten. This is what they did:" in staff.last.text
    assert "Curator 1: published a text" in staff.last.text
    await refreshed(bot)
    assert bot.library.articles[article_id].texts["uk"].body == "Текст колеги про велосипеди."


async def test_history_is_found_by_words(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    await staff.says("/history tax card")
    assert staff.last.text == "Which answer do you mean?"
    await staff.taps(bot.title("en", "tax-card"))
    assert "Nobody has changed it in the chat yet." in staff.last.text
    await staff.says("/history")
    assert staff.last.text.startswith(("No answer fits", "Which answer"))


async def test_a_colleague_who_was_faster_is_not_overwritten(bot: Rehearsal) -> None:
    staff, colleague = await office(bot, "en"), await curator(bot)
    await published(bot, staff)
    [article_id] = new_articles(bot)
    slow = await draft_for(bot, article_id, "Повільний текст.")
    await changed(bot, colleague, article_id, "Швидкий текст.")
    await staff.taps_data(f"1:publish:{slow}")
    assert "A colleague changed this answer meanwhile. Nothing was overwritten." in staff.last.text
    await refreshed(bot)
    assert bot.library.articles[article_id].texts["uk"].body == "Швидкий текст."


async def test_people_are_told_only_of_a_change_that_matters_and_staff_decide(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    await published(bot, staff)
    [article_id] = new_articles(bot)
    body = bot.library.articles[article_id].texts["uk"].body
    await changed(bot, staff, article_id, body.replace("Приходьте з велосипедом", "Приходьте разом з велосипедом"))
    assert "Nobody is told of this change." in staff.last.text
    await changed(bot, staff, article_id, body.replace("можна", "не можна"))
    assert "It says something else than before" in staff.last.text
    assert (await news(bot))[1:] == [(NewsKind.CORRECTION, "waiting")]
    await staff.presses("Tell nobody: a small fix")
    assert staff.last.text == "Nobody is told of this change."
    assert (await news(bot))[1:] == [(NewsKind.CORRECTION, "undone")]
    await staff.presses("Tell people about it")
    assert [state for _, state in await news(bot)] == ["waiting", "undone", "waiting"]


async def test_only_curators_publish(bot: Rehearsal) -> None:
    await office(bot, "en")
    number = await replied(bot)
    stranger = Somebody(await bot.settled_newcomer("en"), "en")
    for data in (
        f"1:draft:{number}",
        "1:publish:1",
        "1:draftdrop:1",
        "1:history:tax-card",
        "1:pubundo:1",
        "1:bringback:1:after:1",
        "1:pubnews:1:on",
        "1:revision:1",
    ):
        await stranger.taps_data(data)
        assert stranger.last.text == "Only the people of the Welcome Office can do this.", data
    await stranger.says("/history tax-card")
    assert stranger.last.text == "Only the people of the Welcome Office can do this."


async def test_bad_buttons_are_answered(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    for data in (
        "1:draft:x",
        "1:draft:99",
        "1:publish:x",
        "1:revision:99",
        "1:bringback:1:middle:1",
        "1:pubundo:99",
        "1:pubnews:99:on",
        "1:draftof:3:uk",
        "1:draftof:3:xx",
    ):
        before = len(staff.messages)
        await staff.taps_data(data)
        assert len(staff.messages) > before or staff.last.text, data


async def draft_for(bot: Rehearsal, article_id: str, body: str) -> int:
    """Begin a change of an article's text."""
    from welcomebot.services.office_ports import TextDraft

    async with bot.parts.database.writing() as session:
        db = Repositories(session)
        article = await db.articles.get(article_id)
        assert article is not None
        text = article.texts["uk"]
        return await db.text_drafts.add(TextDraft(article_id, "uk", text.title, body, text.questions, STAFF_ID, NOW, base_hash=text.content_hash))


async def changed(bot: Rehearsal, staff: Somebody, article_id: str, body: str) -> None:
    """Let somebody of the office publish another text."""
    await staff.taps_data(f"1:publish:{await draft_for(bot, article_id, body)}")
    await refreshed(bot)


def replace_text(article: Any, language: str, **fields: Any) -> Any:
    from dataclasses import replace

    return replace(article, texts={**article.texts, language: replace(article.texts[language], **fields)})
