"""From effects to Bot API calls: drafts with the call's parameters as JSON, and back to parameters when sent."""

import base64
from collections.abc import Iterable, Iterator
from typing import Any

from welcomebot.services.drafts import Draft
from welcomebot.services.queues import Outgoing
from welcomebot.telegram.effects import Button, EditKeyboard, EditMessage, Effect, Keyboard, SendDocument, SendMessage, SendPicture, SetCommands
from welcomebot.telegram.html import Html
from welcomebot.telegram.raw_bot import picture_file, text_file
from welcomebot.telegram.split import MAX_CAPTION_UNITS, split_html

Json = dict[str, Any]
Call = tuple[str, Json]

SEND, EDIT, EDIT_KEYBOARD, COMMANDS = "sendMessage", "editMessageText", "editMessageReplyMarkup", "setMyCommands"
DOCUMENT, PICTURE = "sendDocument", "sendPhoto"
THREAD = "message_thread_id"
TEXT_STYLE: Json = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


def drafts_of(effects: Iterable[Effect], key: str) -> tuple[Draft, ...]:
    """Return the calls that effects stand for; their keys are `key` with a running number."""
    drafts: list[Draft] = []
    for effect in effects:
        for method, payload in _calls(effect):
            is_paced = isinstance(effect, SendMessage) and effect.is_paced
            own_key = effect.key if isinstance(effect, SendMessage) else ""
            drafts.append(Draft(dedupe_key=f"{own_key or key}:{len(drafts)}", chat_id=effect.chat_id, method=method, payload=payload, is_paced=is_paced))
    return tuple(drafts)


def parameters_of(row: Outgoing) -> Json:
    """Return a stored call's parameters as the Bot API takes them."""
    parameters = dict(row.payload)
    if row.method == COMMANDS:
        parameters["scope"] = {"type": "chat", "chat_id": row.chat_id}
        return parameters
    if row.chat_id is not None:
        parameters["chat_id"] = row.chat_id
    if row.method == EDIT:
        # Telegram knows where the message is; only a message that is sent anew has to be told.
        parameters.pop(THREAD, None)
    if row.method == PICTURE:
        # A row of the outbox is JSON, which holds no bytes.
        parameters["photo"] = picture_file(base64.b64decode(parameters.pop("png")))
    if row.method == DOCUMENT:
        parameters["document"] = text_file(parameters.pop("filename"), parameters.pop("content"))
    return parameters


def sent_anew(row_method: str, payload: Json) -> Call | None:
    """Return the call that takes the place of an edit that is not possible; None where a new message makes no sense."""
    if row_method != EDIT:
        return None
    return SEND, {name: value for name, value in payload.items() if name != "message_id"}


def as_plain_text(payload: Json) -> Json:
    """Return the same parameters without markup, for a text whose markup Telegram refuses."""
    plain = {name: value for name, value in payload.items() if name != "parse_mode"}
    for field in ("text", "caption"):
        if field in plain:
            plain[field] = Html(plain[field]).visible
    return plain


def _calls(effect: Effect) -> Iterator[Call]:
    match effect:
        case SendMessage():
            yield from _texts(SEND, {}, effect.html, effect.keyboard, _way(effect))
        case EditMessage():
            yield from _texts(EDIT, {"message_id": effect.message_id}, effect.html, effect.keyboard, _thread(effect.thread_id))
        case EditKeyboard():
            yield EDIT_KEYBOARD, {"message_id": effect.message_id, **_markup(effect.keyboard)}
        case SendDocument():
            yield from _document(effect)
        case SendPicture():
            yield PICTURE, {"png": base64.b64encode(effect.png).decode(), "caption": str(effect.caption), "parse_mode": "HTML", **_thread(effect.thread_id)}
        case SetCommands():
            yield COMMANDS, {"commands": [{"command": command, "description": description} for command, description in effect.commands]}


def _way(effect: SendMessage) -> Json:
    """Return how a message is sent, where that is not the usual way."""
    sound: Json = {"disable_notification": True} if effect.is_silent else {}
    # Selective: only the person whom the text names is asked. A question has no buttons, for a message has one kind of markup.
    question: Json = {"reply_markup": {"force_reply": True, "selective": True}} if effect.asks else {}
    return {**_thread(effect.thread_id), **sound, **question}


def _thread(thread_id: int | None) -> Json:
    return {THREAD: thread_id} if thread_id is not None else {}


def _texts(method: str, target: Json, html: Html, keyboard: Keyboard, way: Json | None = None) -> Iterator[Call]:
    """Put the first piece where it was meant to go; the others follow as messages, the keyboard under the last."""
    pieces = split_html(html)
    for number, piece in enumerate(pieces):
        markup = _markup(keyboard) if number == len(pieces) - 1 else {}
        yield (SEND if number else method), {**({} if number else target), "text": str(piece), **TEXT_STYLE, **(way or {}), **markup}


def _document(effect: SendDocument) -> Iterator[Call]:
    caption, *rest = split_html(effect.caption, MAX_CAPTION_UNITS)
    thread = _thread(effect.thread_id)
    yield DOCUMENT, {"filename": effect.filename, "content": effect.content, "caption": str(caption), "parse_mode": "HTML", **thread}
    for piece in rest:
        yield SEND, {"text": str(piece), **TEXT_STYLE, **thread}


def _markup(keyboard: Keyboard) -> Json:
    if not keyboard:
        return {}
    return {"reply_markup": {"inline_keyboard": [[_button(button) for button in row] for row in keyboard]}}


def _button(button: Button) -> Json:
    actions: Json = {}
    if button.tap is not None:
        actions["callback_data"] = button.tap.encode()
    if button.url is not None:
        actions["url"] = button.url
    if button.copy is not None:
        actions["copy_text"] = {"text": button.copy}
    if len(actions) != 1:
        raise ValueError("a button has exactly one action")
    return {"text": button.label, **actions}
