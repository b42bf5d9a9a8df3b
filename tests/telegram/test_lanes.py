"""Whose an update is, read from its JSON."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from welcomebot.services.queues import ChatChange
from welcomebot.telegram.lanes import NotAnUpdateError, lane_of, number_of, plain_text_of, private_chat_of
from welcomebot.telegram.membership import chat_changes

ANN = {"id": 5, "is_bot": False, "first_name": "Ann"}
PRIVATE = {"id": 5, "type": "private", "first_name": "Ann"}
GROUP = {"id": -9, "type": "group", "title": "G"}
MEMBER = {"user": {"id": 1, "is_bot": True, "first_name": "B"}}


def message(**fields: Any) -> dict[str, Any]:
    return {"message_id": 1, "date": 0, "chat": PRIVATE, "from": ANN, **fields}


LANES = [
    ({"message": message(text="x")}, 5),
    ({"edited_message": message(text="x")}, 5),
    ({"message": message(chat=GROUP)}, 5),  # a person's lane is the same in every chat
    ({"callback_query": {"id": "1", "from": ANN, "chat_instance": "1", "message": message()}}, 5),
    ({"my_chat_member": {"chat": GROUP, "from": ANN, "date": 0, "old_chat_member": {}, "new_chat_member": {}}}, 5),
    ({"channel_post": {"message_id": 1, "date": 0, "chat": {"id": -7, "type": "channel"}}}, -7),
    ({"message": message(chat=GROUP, sender_chat=GROUP)}, -9),  # an anonymous administrator
    ({"poll": {"id": "1"}}, 0),
    ({"something_new": {"user": {"id": 6}}}, 6),
    ({}, 0),
]


@pytest.mark.parametrize(("content", "lane"), LANES)
def test_lane_is_the_person_else_the_chat(content: dict[str, Any], lane: int) -> None:
    assert lane_of({"update_id": 1, **content}) == lane


def test_lane_agrees_with_the_library() -> None:
    for content, lane in LANES[:4]:
        update = Update.de_json({"update_id": 1, **content})
        assert update.effective_user is not None
        assert update.effective_user.id == lane


@given(update=st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_any_json_is_an_update_or_refused(update: Any) -> None:
    try:
        number = number_of(update)
    except NotAnUpdateError:
        return
    assert isinstance(number, int)
    lane_of(update), private_chat_of(update), plain_text_of(update), chat_changes(update)


@pytest.mark.parametrize("number", [None, "1", True, -1, 2**63, 1.5])
def test_number_that_is_none_is_refused(number: Any) -> None:
    with pytest.raises(NotAnUpdateError):
        number_of({"update_id": number})


TEXTS = [
    ({"message": message(text="tax")}, "tax"),
    ({"message": message(text="/start")}, None),  # a command waits for nothing
    ({"message": message(chat=GROUP, text="tax")}, None),
    ({"edited_message": message(text="tax")}, None),
    ({"message": message(photo=[])}, None),
]


@pytest.mark.parametrize(("update", "text"), TEXTS)
def test_only_a_plain_text_to_the_bot_may_be_held(update: dict[str, Any], text: str | None) -> None:
    assert plain_text_of(update) == text


CHANGES = [
    ({"my_chat_member": {"chat": PRIVATE, "new_chat_member": {"status": "kicked", **MEMBER}}}, ChatChange(5, is_active=False)),
    ({"my_chat_member": {"chat": PRIVATE, "new_chat_member": {"status": "member", **MEMBER}}}, ChatChange(5, is_active=True)),
    ({"my_chat_member": {"chat": GROUP, "new_chat_member": {"status": "left", **MEMBER}}}, ChatChange(-9, is_active=False)),
    ({"message": message(chat=GROUP, migrate_to_chat_id=-1009)}, ChatChange(-9, is_active=False, migrated_to=-1009)),
    ({"message": message(chat={"id": -1009}, migrate_from_chat_id=-9)}, ChatChange(-9, is_active=False, migrated_to=-1009)),
]


@pytest.mark.parametrize(("update", "change"), CHANGES)
def test_leaving_returning_and_moving_are_noticed(update: dict[str, Any], change: ChatChange) -> None:
    assert chat_changes({"update_id": 1, **update}) == (change,)


def test_ordinary_message_changes_no_chat() -> None:
    assert chat_changes({"update_id": 1, "message": message(text="x")}) == ()
