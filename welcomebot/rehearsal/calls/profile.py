"""What the bot says about itself: commands per scope and language, name and descriptions."""

from typing import Any

from welcomebot.rehearsal.call import Call
from welcomebot.rehearsal.calls.registry import Method
from welcomebot.rehearsal.rules import check_commands, check_language
from welcomebot.rehearsal.trouble import bad_request
from welcomebot.rehearsal.utf16 import utf16_length
from welcomebot.rehearsal.world import World

PLAIN_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})
# Field of the answer -> longest text.
TEXTS = {"name": 64, "description": 512, "short_description": 120}
MENU_BUTTONS = frozenset({"commands", "web_app", "default"})


def get_me(world: World, _: Call) -> dict[str, Any]:
    """Tell who the bot is."""
    return world.me


def scope_of(world: World, call: Call) -> tuple[str, str]:
    """Return the scope as text and the language that a call about commands means."""
    language = call.text("language_code")
    check_language(language)
    scope = call.json("scope", {"type": "default"})
    kind = scope.get("type")
    if kind in PLAIN_SCOPES:
        return kind, language
    if kind not in CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    call.params["chat_id"] = str(scope.get("chat_id", ""))
    chat = world.chat_of(call)
    if kind != "chat" and chat.info["type"] == "private":
        raise bad_request("can't change commands of administrators or members in a private chat")
    member = f":{scope['user_id']}" if kind == "chat_member" else ""
    return f"{kind}:{chat.id}{member}", language


def set_my_commands(world: World, call: Call) -> bool:
    """Set the command menu of a scope and language."""
    key, commands = scope_of(world, call), call.json("commands", [])
    check_commands(commands)
    world.commands[key] = [{"command": command["command"].removeprefix("/"), "description": command["description"]} for command in commands]
    world.tell("commands", 0, key)
    return True


def get_my_commands(world: World, call: Call) -> list[dict[str, str]]:
    """Return the command menu of exactly this scope and language."""
    return world.commands.get(scope_of(world, call), [])


def delete_my_commands(world: World, call: Call) -> bool:
    """Remove the command menu of a scope and language."""
    key = scope_of(world, call)
    world.commands.pop(key, None)
    world.tell("commands", 0, key)
    return True


def _setter(field: str) -> Method:
    def set_text(world: World, call: Call) -> bool:
        language, text = call.text("language_code"), call.text(field)
        check_language(language)
        if utf16_length(text) > TEXTS[field]:
            raise bad_request(f"{field.replace('_', ' ')} is too long")
        if text:
            world.about[field, language] = text
        else:
            world.about.pop((field, language), None)
        world.tell("about", 0, field)
        return True

    return set_text


def _getter(field: str) -> Method:
    def get_text(world: World, call: Call) -> dict[str, str]:
        language = call.text("language_code")
        check_language(language)
        default = str(world.me["first_name"]) if field == "name" else ""
        return {field: world.about.get((field, language)) or world.about.get((field, "")) or default}

    return get_text


def set_chat_menu_button(world: World, call: Call) -> bool:
    """Choose what the button beside the text field opens."""
    button = call.json("menu_button", {"type": "default"})
    if button.get("type") not in MENU_BUTTONS:
        raise bad_request("can't parse menu button: Unsupported type specified")
    world.menu_buttons[world.chat_of(call).id if "chat_id" in call.params else 0] = button
    return True


def get_chat_menu_button(world: World, call: Call) -> dict[str, Any]:
    """Return what the button beside the text field opens."""
    number = world.chat_of(call).id if "chat_id" in call.params else 0
    return world.menu_buttons.get(number) or world.menu_buttons.get(0) or {"type": "commands"}


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _setter("name"),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description"),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description"),
    "getMyShortDescription": _getter("short_description"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
