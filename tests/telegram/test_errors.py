"""The table of errors, line by line."""

from datetime import timedelta

import httpx
import pytest
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from welcomebot.telegram.errors import Remedy, cause_of, is_repeatable


def caused_by(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


CASES = [
    (RetryAfter(timedelta(seconds=3)), Remedy.WAIT),
    (ChatMigrated(-100), Remedy.MIGRATED),
    (Forbidden("Forbidden: bot was blocked by the user"), Remedy.GONE),
    (Forbidden("Forbidden: user is deactivated"), Remedy.GONE),
    (BadRequest("Bad Request: message is not modified: specified new message content"), Remedy.DONE),
    (BadRequest("Bad Request: query is too old and response timeout expired or query ID is invalid"), Remedy.DONE),
    (BadRequest("Bad Request: message to edit not found"), Remedy.SEND_ANEW),
    (BadRequest("Bad Request: message can't be edited"), Remedy.SEND_ANEW),
    (BadRequest("Bad Request: can't parse entities: unsupported start tag"), Remedy.SEND_PLAIN),
    (BadRequest("Bad Request: chat not found"), Remedy.GONE),
    (BadRequest("Bad Request: BUTTON_DATA_INVALID"), Remedy.GIVE_UP),
    (BadRequest("Bad Request: message is too long"), Remedy.GIVE_UP),
    (caused_by(NetworkError("x"), httpx.ConnectError("x")), Remedy.RETRY),
    (caused_by(TimedOut(), httpx.ConnectTimeout("x")), Remedy.RETRY),
    (caused_by(TimedOut(), httpx.PoolTimeout("x")), Remedy.RETRY),
    (caused_by(TimedOut(), httpx.ReadTimeout("x")), Remedy.UNKNOWN),
    (caused_by(TimedOut(), httpx.WriteTimeout("x")), Remedy.UNKNOWN),
    (caused_by(NetworkError("x"), httpx.RemoteProtocolError("x")), Remedy.DOUBTFUL),
    (caused_by(NetworkError("x"), httpx.ReadError("x")), Remedy.DOUBTFUL),
    (NetworkError("Bad Gateway"), Remedy.RETRY),
    (caused_by(NetworkError("Bad Gateway"), TelegramError("Invalid server response")), Remedy.RETRY),  # 502 with a page of HTML
    (caused_by(NetworkError("Unknown error in HTTP implementation"), TypeError("x")), Remedy.GIVE_UP),
    (Conflict("x"), Remedy.RETRY),
    (InvalidToken(), Remedy.RETRY),
    (TelegramError("Invalid server response"), Remedy.UNKNOWN),
]


@pytest.mark.parametrize(("error", "remedy"), CASES, ids=[f"{type(error).__name__}-{remedy.name}" for error, remedy in CASES])
def test_error_has_its_remedy(error: TelegramError, remedy: Remedy) -> None:
    assert cause_of(error).remedy is remedy


def test_only_calls_that_do_no_harm_are_repeated() -> None:
    methods = ("sendMessage", "sendDocument", "editMessageText", "editMessageReplyMarkup", "setMyCommands", "answerCallbackQuery")
    assert [is_repeatable(method) for method in methods] == [False, False, True, True, True, True]
