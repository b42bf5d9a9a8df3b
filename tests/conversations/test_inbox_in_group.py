"""Questions come to the topics of the staff group; whoever replies to the bot's question there answers the newcomer."""

import pytest

from tests.conversations.conftest import Rehearsal
from tests.conversations.employers import STAFF_ID, office
from tests.conversations.test_inbox import DANGER, UNKNOWN, handovers
from tests.conversations.test_staff_group import EMERGENCIES, QUESTIONS, STAFF_CHAT, colleague, finnish, staff_group, threads
from welcomebot.domain.staff import Role
from welcomebot.services.office_ports import HandoverState
from welcomebot.settings import Settings


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"administrator_ids": frozenset({STAFF_ID}), "staff_chat_id": STAFF_CHAT})


async def test_questions_come_to_their_topics_and_danger_also_to_each_person(bot: Rehearsal) -> None:
    staff, newcomer = await office(bot), await bot.settled_newcomer("en")
    group = await staff_group(bot, staff)
    heard = len(staff.replies)
    await newcomer.says(UNKNOWN)
    assert UNKNOWN in group.replies[-1].text
    assert group.replies[-1].thread_id == (await threads(bot))[QUESTIONS]
    assert len(staff.replies) == heard
    await newcomer.says(DANGER)
    assert group.replies[-1].thread_id == (await threads(bot))[EMERGENCIES]
    assert DANGER in staff.last.text


async def test_a_reply_in_the_group_answers_and_talk_does_not(bot: Rehearsal) -> None:
    staff, curator, newcomer = await office(bot), await colleague(bot, "en", Role.CURATOR), await bot.settled_newcomer("en")
    group = await staff_group(bot, staff, curator)
    await newcomer.says(UNKNOWN)
    card = group.replies[-1]
    await group.taps(curator, finnish("Reply"))
    taken = "Kuraattori 1 otti tämän käsittelyyn"  # the group reads Finnish, the office's own language
    assert taken in card.text
    asked = group.replies[-1]
    assert "Kuraattori 1, kirjoita se vastauksena tähän viestiin." in asked.text
    heard = len(newcomer.replies)
    await group.says(curator, "I take this one, who has coffee?")
    assert len(newcomer.replies) == heard
    await group.taps(staff, finnish("Take it") if finnish("Take it") in card.buttons else finnish("Reply"))
    assert taken in group.replies[-1].text
    assert finnish("Reply") in card.buttons  # it stays for whoever has taken it
    await group.says(curator, "Nobody sells them yet.", reply_to=asked)
    assert "Nobody sells them yet." in newcomer.last.text
    assert group.replies[-1].text == "Lähetetty. Saaja: Uusi asukas 1."
    assert [(found.state, found.ended_by) for found in await handovers(bot)] == [(HandoverState.ANSWERED, curator.user_id)]
