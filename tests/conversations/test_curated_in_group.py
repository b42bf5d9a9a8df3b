"""An answer is made and published in the staff group, where others talk."""

import pytest

from tests.conversations.conftest import Rehearsal
from tests.conversations.employers import STAFF_ID, office
from tests.conversations.test_curated_answers import new_articles, refreshed
from tests.conversations.test_inbox import UNKNOWN
from tests.conversations.test_staff_group import STAFF_CHAT, colleague, finnish, staff_group
from welcomebot.domain.staff import Role
from welcomebot.settings import Settings


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"administrator_ids": frozenset({STAFF_ID}), "staff_chat_id": STAFF_CHAT})


async def test_a_text_is_changed_by_a_reply_and_published_with_a_tap(bot: Rehearsal) -> None:
    staff, curator, newcomer = await office(bot), await colleague(bot, "en", Role.CURATOR), await bot.settled_newcomer("en")
    group = await staff_group(bot, staff, curator)
    await newcomer.says(UNKNOWN)
    await group.taps(curator, finnish("Make an answer"))
    assert UNKNOWN in group.replies[-1].text
    draft = group.replies[-1]
    await group.taps(curator, finnish("Change text"))
    asked = group.replies[-1]
    await group.says(curator, "Who has coffee?")
    await group.says(curator, "Nobody sells flights to the moon.", reply_to=asked)
    assert "Nobody sells flights to the moon." in group.replies[-1].text
    assert draft.thread_id == group.replies[-1].thread_id
    await group.taps(staff, finnish("Publish"))
    await refreshed(bot)
    [article_id] = new_articles(bot)
    assert bot.library.articles[article_id].texts["en"].body == "Nobody sells flights to the moon."
    await group.taps(curator, finnish("Undo (10 minutes)"))
    await refreshed(bot)
    assert new_articles(bot) == []
