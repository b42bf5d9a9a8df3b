"""Which methods and parameters the Bot API has, as python-telegram-bot knows them."""

import inspect

from telegram import Bot

# What a Python caller may pass and the library does not send under this name.
NOT_SENT = frozenset(
    {
        "self",
        "read_timeout",
        "write_timeout",
        "connect_timeout",
        "pool_timeout",
        "api_kwargs",
        "filename",
        "allow_sending_without_reply",
        "reply_to_message_id",
        "disable_web_page_preview",
        "current_offset",
        "auto_pagination",
    }
)
OBJECTS_SENT_AS_FIELDS = {"sendLocation": "location", "sendVenue": "venue", "sendContact": "contact", "editMessageLiveLocation": "location"}
NOT_METHODS = frozenset({"initialize", "shutdown", "do_api_request"})


def camel_case(name: str) -> str:
    """Return the Bot API's name of a Python method."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def _inspect() -> dict[str, frozenset[str]]:
    methods = {}
    for name, function in inspect.getmembers(Bot, inspect.iscoroutinefunction):
        method = camel_case(name)
        is_alias = name != name.lower()
        if is_alias or name.startswith("_") or name in NOT_METHODS or not hasattr(Bot, method):
            continue
        methods[method] = frozenset(inspect.signature(function).parameters) - NOT_SENT - {OBJECTS_SENT_AS_FIELDS.get(method, "")}
    return methods


PARAMETERS: dict[str, frozenset[str]] = _inspect()
