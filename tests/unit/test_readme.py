"""The README tells what the code does: every setting and every command, with the words of the code.

`uv run python -m tests.unit.test_readme` writes the two tables anew.
"""

import argparse
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from pydantic_core import PydanticUndefined

from welcomebot.cli import parser
from welcomebot.settings import Settings

README = Path(__file__).parents[2] / "README.md"
SETTINGS_HEAD = "| setting | default | what it is |\n|---|---|---|\n"
FIELDS_HEAD = "| field | a column may also be called | what stands in it |\n|---|---|---|\n"
COMMANDS_HEAD = "| command | does |\n|---|---|\n"


def settings_table() -> str:
    rows = [f"| `{name.upper()}` | {default(field.default)} | {field.description} |" for name, field in Settings.model_fields.items()]
    return SETTINGS_HEAD + "\n".join(rows) + "\n"


def default(value: object) -> str:
    if value in (None, "", frozenset()) or value is PydanticUndefined:
        return "–"
    return f"`{value.value if isinstance(value, Enum) else value}`".replace("api.telegram.org/", "api.telegram.org")


def commands_table() -> str:
    rows = [
        "| *(none)* | with a token: the bot (polling, or webhook when `WEBHOOK_URL` is set); without: the rehearsal. `--take-over`: poll although a webhook is set |"
    ]
    rows += [f"| `{usage}` | {text} |" for usage, text in commands(parser(), ())]
    return COMMANDS_HEAD + "\n".join(rows) + "\n"


def commands(of: argparse.ArgumentParser, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, sub in action.choices.items():
                below = list(commands(sub, (*path, name)))
                yield from below or [(" ".join((*path, name, *arguments(sub))), helps[name])]


def arguments(of: argparse.ArgumentParser) -> Iterator[str]:
    for action in of._actions:
        if isinstance(action, argparse._HelpAction):
            continue
        if action.option_strings:
            value = "" if action.nargs == 0 else f" {(action.metavar or action.dest).upper()}"
            yield f"[{action.option_strings[0]}{value}]"
        else:
            yield f"[{action.dest.upper()}]" if action.nargs == "?" else action.dest.upper()


def table_in_readme(head: str) -> str:
    text = README.read_text(encoding="utf-8")
    return re.search(re.escape(head) + r"(\|.*\n)*", text)[0]


def test_every_setting_is_in_the_readme() -> None:
    assert table_in_readme(SETTINGS_HEAD) == settings_table()


def test_every_command_is_in_the_readme() -> None:
    assert table_in_readme(COMMANDS_HEAD) == commands_table()


def test_every_field_of_a_vacancy_file_is_in_the_readme() -> None:
    from welcomebot.services.vacancy_headers import HEADERS, field_of

    table = table_in_readme(FIELDS_HEAD)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    assert [field for field in HEADERS if f"`{field}`" not in table] == []
    assert [name for row in rows for name in (row[0].strip("`"), *filter(None, row[1].split(", "))) if field_of(name) != row[0].strip("`")] == []


def test_every_chat_command_is_in_the_readme() -> None:
    from welcomebot.locales.i18n import translator
    from welcomebot.telegram.commands import command_menu

    text = README.read_text(encoding="utf-8")
    assert [f"/{command}" for command, _ in command_menu(translator("en")) if f"`/{command}`" not in text] == []


def test_every_example_setting_exists() -> None:
    lines = (README.parent / ".env.example").read_text(encoding="utf-8").splitlines()
    names = [line.removeprefix("# ").partition("=")[0] for line in lines if re.match(r"(# )?[A-Z_]+=", line)]
    assert names
    assert [name for name in names if name.lower() not in Settings.model_fields] == []


if __name__ == "__main__":
    written = README.read_text(encoding="utf-8")
    for head, table in ((SETTINGS_HEAD, settings_table()), (COMMANDS_HEAD, commands_table())):
        written = re.sub(re.escape(head) + r"(\|.*\n)*", lambda _, new=table: new, written)
    README.write_text(written, encoding="utf-8")
