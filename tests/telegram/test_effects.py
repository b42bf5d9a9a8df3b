"""What effects become at the Bot API, as people see it."""

import pytest
from telegram import Update
from telegram.ext import MessageHandler, filters

from tests.telegram.bots import EchoBot
from welcomebot.rehearsal.people import Person
from welcomebot.storage.database import Database
from welcomebot.telegram.application import BotContext
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.effects import Button, EditKeyboard, EditMessage, Effect, SendDocument, SendMessage, SetCommands
from welcomebot.telegram.html import Html
from welcomebot.telegram.outbox import drafts_of

BUTTONS = ((Button("Tap", tap=Callback("a")), Button("Open", url="https://kokkola.fi")), (Button("Copy", copy="+358"),))


class Stage:
    """A bot that does what the test wants when a person writes."""

    def __init__(self, database: Database) -> None:
        self.effects: list[Effect] = []
        self.bot = EchoBot(database, handlers=lambda: [MessageHandler(filters.ALL, self._act)])
        self.person = self.bot.api.user()

    async def _act(self, _: Update, context: BotContext) -> None:
        context.effects.extend(self.effects)

    async def shows(self, *effects: Effect) -> Person:
        self.effects = list(effects)
        await self.person.says("go")
        assert self.bot.api.violations == []
        return self.person


@pytest.fixture
async def stage(database: Database) -> Stage:
    return Stage(database)


async def test_buttons_have_their_one_action(stage: Stage) -> None:
    person = await stage.shows(SendMessage(stage.person.chat_id, Html("<b>x</b>"), BUTTONS))
    assert person.last.buttons == ["Tap", "Open", "Copy"]
    assert person.last.keyboard[0][0]["callback_data"] == "1:a"


async def test_long_text_comes_in_pieces_with_the_buttons_under_the_last(stage: Stage) -> None:
    person = await stage.shows(SendMessage(stage.person.chat_id, Html.of("<b>{t}</b>", t="слово " * 1500), BUTTONS))
    assert [bool(reply.buttons) for reply in person.replies] == [False, False, True]
    assert "".join(reply.text for reply in person.replies).count("слово") == 1500


async def test_edit_changes_the_message_and_a_second_one_alike_is_no_trouble(stage: Stage) -> None:
    person = await stage.shows(SendMessage(stage.person.chat_id, Html("one")))
    edit = EditMessage(person.chat_id, person.last.message_id, Html("two"), BUTTONS)
    await stage.shows(edit)
    await stage.shows(edit)
    assert [reply.text for reply in person.replies] == ["two"]
    await stage.shows(EditKeyboard(person.chat_id, person.last.message_id))
    assert person.last.buttons == []


async def test_message_that_is_gone_is_sent_anew(stage: Stage) -> None:
    person = await stage.shows(EditMessage(stage.person.chat_id, 999, Html("<i>new</i>"), BUTTONS), EditKeyboard(stage.person.chat_id, 999))
    assert [(reply.text, len(reply.buttons)) for reply in person.replies] == [("new", 3)]


async def test_file_and_command_menu_arrive(stage: Stage) -> None:
    chat_id = stage.person.chat_id
    person = await stage.shows(SendDocument(chat_id, "my.json", '{"ä": 1}', Html("<b>Your data</b>")), SetCommands(chat_id, (("help", "Apua"),)))
    assert (person.last.document_name, person.last.document_content, person.last.text) == ("my.json", '{"ä": 1}', "Your data")
    assert person.commands == [{"command": "help", "description": "Apua"}]


async def test_broken_markup_arrives_as_plain_text(stage: Stage) -> None:
    person = await stage.shows(SendMessage(stage.person.chat_id, Html("<nonsense>5 &lt; 6</nonsense>")))
    assert person.last.text == "5 < 6"


def test_keys_tell_the_effects_of_an_update_apart() -> None:
    long = SendMessage(1, Html.text("x" * 5000))
    assert [draft.dedupe_key for draft in drafts_of([long, long], "17")] == ["17:0", "17:1", "17:2", "17:3"]


def test_button_with_two_actions_is_refused() -> None:
    with pytest.raises(ValueError, match="one action"):
        drafts_of([SendMessage(1, Html("x"), ((Button("x", url="https://x.fi", copy="x"),),))], "1")
