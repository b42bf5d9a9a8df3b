"""The work list, editing a text in the chat with its checks, confirming and handing over."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conversations.conftest import KNOWLEDGE, NOW, Rehearsal, rehearsal
from tests.conversations.employers import STAFF_ID, Somebody, office, somebody
from welcomebot.domain.knowledge import Article, Origin
from welcomebot.domain.short_mark import mark_of
from welcomebot.domain.staff import Role
from welcomebot.search.answerer import Answerer
from welcomebot.search.skill_reader import SkillReader
from welcomebot.services.library import Library
from welcomebot.services.office_ports import StaffMember
from welcomebot.services.ports import AskedQuestion
from welcomebot.settings import Settings
from welcomebot.storage.repositories import Repositories
from welcomebot.storage.unit_of_work import DatabaseWork

TODAY = NOW.date()
TAX, HOME = mark_of("tax-card"), mark_of("rental-apartment")
GOLDEN = """answers:
  tax-card:
  - how to get a tax card for my first work
  bank-account:
  - open a bank account with a passport
refused:
- which phone is best
"""


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """Return settings with a small golden set: reading the whole one takes minutes on a busy machine."""
    folder = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, folder, ignore=shutil.ignore_patterns("drafts", "skills", "golden"))
    (folder / "skills").symlink_to(KNOWLEDGE / "skills")
    (folder / "golden").mkdir()
    (folder / "golden" / "en.yaml").write_text(GOLDEN)
    return settings.model_copy(update={"administrator_ids": frozenset({STAFF_ID}), "knowledge_dir": folder})


@pytest.fixture
async def bot(settings: Settings, library: Library, answerer: Answerer, reader: SkillReader) -> AsyncIterator[Rehearsal]:
    """Give the bot with the small golden set."""
    async for each in rehearsal(settings, library, answerer, reader):
        yield each


async def curator(bot: Rehearsal, language: str = "en") -> Somebody:
    found = await somebody(bot, language)
    async with bot.parts.database.writing() as session:
        await Repositories(session).staff.put(StaffMember(found.user_id, Role.CURATOR, NOW))
    return found


async def stored(bot: Rehearsal, article_id: str) -> Article:
    async with bot.parts.database.reading() as session:
        article = await Repositories(session).articles.get(article_id)
    assert article is not None
    return article


async def put(bot: Rehearsal, *articles: Article) -> None:
    async with bot.parts.database.writing() as session:
        for article in articles:
            await Repositories(session).articles.put(article)


async def acts(bot: Rehearsal, subject: str) -> list[Any]:
    async with bot.parts.database.reading() as session:
        return list(await Repositories(session).acts.of_subject(subject, limit=10))


async def neglect(bot: Rehearsal) -> None:
    """Let work lie about: an expired fact, an outdated text, a review, a missing and a machine's text."""
    tax, home, bank = [await stored(bot, one) for one in ("tax-card", "rental-apartment", "bank-account")]
    outdated = replace(tax.texts["uk"], source_hash="0" * 12)
    machine = replace(tax.texts["ar"], origin=Origin.MACHINE)
    tax = replace(tax, texts={**tax.texts, "uk": outdated, "ar": machine})
    home = replace(home, review_by=TODAY - timedelta(days=3))
    missing = [replace(one, texts={code: text for code, text in one.texts.items() if code != "uk"}) for one in (home, bank)]
    await put(bot, tax, *missing)
    async with bot.parts.database.writing() as session:
        db = Repositories(session)
        phone = (await db.articles.contacts())["phone:welcome-office"]
        await db.articles.put_contact(replace(phone, expires=TODAY - timedelta(days=1)))
        for _ in range(3):
            await db.questions.add(AskedQuestion(0, None, "?", "uk", "answer", ("bank-account",), NOW - timedelta(days=1)))


async def test_the_list_counts_by_kind_and_language_and_ranks(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    await staff.says("/work")
    assert staff.last.text.startswith("Work list")
    await neglect(bot)
    await staff.says("/work")
    text = staff.last.text
    assert "Facts that have expired: 1" in text
    assert "Outdated translations: 1 (Українська 1)" in text
    assert "Review is due: 1 (English 1)" in text
    assert "Missing texts: 2 (Українська 2)" in text
    assert "Translated by a machine: 1 (\u200e\u2068العربية\u2069 1)" in text
    await staff.taps("All, the most urgent first")
    assert staff.last.text.startswith("Work list")
    labels = staff.last.buttons
    assert [label.partition(" · ")[0] for label in labels[1:]][:5] == ["UK", "EN", "UK", "UK", "AR"]
    # Of what is missing, that which is asked comes first.
    bank = bot.library.articles["bank-account"]
    assert bank.texts["uk"].title[:20] in labels[3] or bank.texts["en"].title[:20] in labels[3]
    await staff.taps_data("1:work:home:uk")
    assert "Language: Українська" in staff.last.text
    assert any(button.startswith("Missing texts: 2") for button in staff.last.buttons)
    assert not any(button.startswith("Translated by a machine") for button in staff.last.buttons)


async def test_still_correct_is_one_tap_and_written_down(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    await neglect(bot)
    await staff.taps_data(f"1:work:show:{TAX}:uk")
    assert "The source text changed after this translation was made." in staff.last.text
    assert staff.last.buttons == ["Edit", "Still correct", "Hand to a colleague", "Work list"]
    await staff.taps("Still correct")
    assert staff.last.text == f"Thank you. {bot.title('en', 'tax-card')}: confirmed today."
    article = await stored(bot, "tax-card")
    assert (article.texts["uk"].reviewed, article.texts["uk"].source_hash) == (TODAY, article.texts["en"].content_hash)
    [act] = await acts(bot, "article:tax-card")
    assert (act.user_id, act.action, act.before["texts"]["uk"]["source_hash"]) == (STAFF_ID, "still-correct", "0" * 12)
    await staff.taps_data(f"1:work:confirm:{TAX}:uk")
    assert staff.last.text == "This does not wait any more. Perhaps a colleague was faster."
    await staff.taps_data(f"1:work:confirm:{HOME}:en")
    assert "It comes up again on November 24, 2027." in staff.last.text
    assert (await stored(bot, "rental-apartment")).review_by == TODAY + timedelta(days=365)
    await staff.taps_data(f"1:work:confirm:{TAX}:ar")
    assert (await stored(bot, "tax-card")).texts["ar"].origin is Origin.ASSISTANT
    await staff.taps_data(f"1:work:confirm:{mark_of('phone:welcome-office')}:all")
    assert "It comes up again on November 24, 2027." in staff.last.text


async def test_a_colleague_is_asked_and_sees_it_first(bot: Rehearsal) -> None:
    staff, colleague = await office(bot, "en"), await curator(bot, "en")
    await neglect(bot)
    await staff.taps_data(f"1:work:hand:{TAX}:ar")
    assert staff.last.buttons == ["Administrator 1 (you)", "Curator 1", "Back"]
    await staff.taps("Curator 1")
    assert "Given to: Curator 1." in staff.last.text
    title = bot.title("en", "tax-card")
    assert colleague.last.text == f"Administrator 1 asks you to look at this:\n{title}"
    told = len(colleague.messages)
    await staff.taps_data(f"1:work:give:{TAX}:ar:curator-1")
    assert len(colleague.messages) == told
    await colleague.says("/work")
    assert "1 entry was given to you." in colleague.last.text
    await colleague.taps("All, the most urgent first")
    assert colleague.last.buttons[0] == f"★ AR · {title}"
    await colleague.taps(f"★ AR · {title}")
    await colleague.taps("Still correct")
    await colleague.says("/work")
    assert "given to you" not in colleague.last.text
    [act] = await acts(bot, "work:article:tax-card")
    assert act.after == {"language": "ar", "assigned_to": "curator-1"}


async def test_a_translation_is_edited_beside_its_source_and_published(bot: Rehearsal) -> None:
    staff, newcomer = await office(bot, "en"), await somebody(bot, "uk")
    await neglect(bot)
    await staff.taps_data(f"1:work:show:{TAX}:uk")
    await staff.taps("Edit")
    old = (await stored(bot, "tax-card")).texts["uk"]
    assert f"# {old.title}" in staff.last.text
    assert "{link:" in staff.last.text
    await staff.says(f"# Картка податку\n{old.body}\n\nПодзвоніть: {{phone:welcome-office}} і {{phone:no-such-thing}}.")
    card = staff.last.text
    assert "Картка податку" in card
    assert "The source text does not have these references: {phone:welcome-office}" in card
    assert "There are no test questions in this language yet." in card
    await staff.taps("Change title")
    await staff.says("Податкова картка 2")
    await staff.taps("Publish")
    article = await stored(bot, "tax-card")
    assert article.texts["uk"].title == "Податкова картка 2"
    assert article.texts["uk"].source_hash == article.texts["en"].content_hash
    await bot.library.refresh(DatabaseWork(bot.parts.database))
    await newcomer.taps_data("1:art:tax-card")
    assert newcomer.last.text.startswith("Податкова картка 2")


async def test_a_missing_text_is_written_from_the_source(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    await neglect(bot)
    bank = mark_of("bank-account")
    await staff.taps_data(f"1:work:show:{bank}:uk")
    assert "There is no text in this language yet." in staff.last.text
    assert "Asked 3 times in the last 90 days." in staff.last.text
    await staff.taps("Write it")
    body = (await stored(bot, "bank-account")).texts["en"].body
    await staff.says("# Рахунок у банку\n" + " ".join(body.split("\n")))
    await staff.taps("Publish")
    assert (await stored(bot, "bank-account")).texts["uk"].title == "Рахунок у банку"


async def test_the_card_says_which_test_questions_change(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    await staff.taps_data(f"1:edit:{TAX}:en")
    await staff.says("# Nothing in particular\nThis says nothing about it. Come and see us.")
    if "still being read" in staff.last.text:
        await bot.parts.replay.ready("en")
        await staff.taps("Check again")
    card = staff.last.text
    assert "test question" in card or "would" in card
    await staff.taps("Change questions")
    await staff.says("zzz")
    card = staff.last.text
    assert "would go unanswered" in card or "would get another answer" in card or "would get choices" in card
    assert "• how to get a tax card for my first work" in card
    await staff.taps("Throw away")
    assert (await stored(bot, "tax-card")).texts["en"].title == bot.title("en", "tax-card")


async def test_a_colleague_who_was_faster_is_not_overwritten(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    await staff.taps_data(f"1:edit:{TAX}:fi")
    old = (await stored(bot, "tax-card")).texts["fi"]
    await staff.says(f"# Uusi otsikko\n{old.body}")
    article = await stored(bot, "tax-card")
    await put(bot, replace(article, texts={**article.texts, "fi": replace(old, title="Toinen otsikko")}))
    await staff.taps("Publish")
    assert (await stored(bot, "tax-card")).texts["fi"].title == "Toinen otsikko"


async def test_only_curators_see_the_list_and_old_buttons_do_no_harm(bot: Rehearsal) -> None:
    staff, newcomer = await office(bot, "en"), await somebody(bot, "en")
    for data in ("1:work:home", f"1:work:show:{TAX}:uk", f"1:work:confirm:{TAX}:uk", f"1:edit:{TAX}:uk"):
        await newcomer.taps_data(data)
        assert newcomer.last.text == "Only the people of the Welcome Office can do this.", data
    await newcomer.says("/work")
    assert newcomer.last.text == "Only the people of the Welcome Office can do this."
    for data in ("1:work:list:nothing:all:0", "1:work:home:xx", "1:work:show", "1:edit:abc:en", f"1:edit:{TAX}:xx", f"1:work:list:all:all:{'9' * 9}"):
        await staff.taps_data(data)
    assert staff.last.text.startswith("Work list")
