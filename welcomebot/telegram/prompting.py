"""Asking one person of the staff group for words: in a group nobody else's talk may be taken for the answer."""

from welcomebot.services.staff_names import staff_name
from welcomebot.telegram.bidi import isolate
from welcomebot.telegram.cards.staff_names import written_name
from welcomebot.telegram.effects import SendMessage
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

# A mention by number, for not everybody has a name in Telegram; it opens the answer field of this person and of nobody else.
MENTION = '<a href="tg://user?id={number}">{name}</a>'


async def ask_for_words(turn: Turn) -> None:
    """Ask whoever tapped to write in a reply to this message; in a private chat the card above asks enough."""
    if turn.is_private:
        return
    name = await staff_name(turn.person.user_id, turn.services.administrators, work=turn.work)
    mention = Html.of(MENTION, number=turn.person.user_id, name=written_name(turn.tr, name))
    text = Html.of(turn.tr("{name}, write it as a reply to this message."), name=mention)
    turn.effects.append(SendMessage(turn.chat_id, isolate(text, turn.language), thread_id=turn.thread_id, asks=True))
