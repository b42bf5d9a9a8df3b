"""A wrong setting names itself and says what is expected."""

from datetime import date
from pathlib import Path

import pytest

from welcomebot.cli import main
from welcomebot.errors import UsageError
from welcomebot.settings import Settings, load_settings

WRONG = [
    # (setting, value, what the message says)
    ("TELEGRAM_BOT_TOKEN", "abc", "TELEGRAM_BOT_TOKEN: expected a token"),
    ("TIMEZONE", "Mars/Olympus", "TIMEZONE: expected a zone"),
    ("LISTEN_PORT", "70000", "LISTEN_PORT: "),
    ("DATABASE_URL", "mysql://x", "DATABASE_URL: expected sqlite"),
    ("WEBHOOK_URL", "https://bot.example.org", "WEBHOOK_SECRET: expected"),
    ("WEBHOOK_SECRET", "short", "WEBHOOK_SECRET: expected 8 to 256"),
    ("EMBEDDER", "http", "EMBEDDER_URL: expected"),
    ("EMBEDDER", "magic", "EMBEDDER: "),
    ("QUESTION_PAUSE_S", "-1", "QUESTION_PAUSE_S: "),
    ("LOG_LEVEL", "LOUD", "LOG_LEVEL: "),
    ("OFFICE_HOURS", "mon-fri 9-15", "OFFICE_HOURS: expected days with their hours"),
    ("OFFICE_CLOSED", "31.12.2026", "OFFICE_CLOSED: expected days separated by commas"),
    ("ADMINISTRATOR_IDS", "12, Maija", "ADMINISTRATOR_IDS: expected numbers separated by commas"),
]


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize(("setting", "value", "message"), WRONG)
def test_wrong_setting_names_itself_and_exits_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], setting: str, value: str, message: str
) -> None:
    monkeypatch.setenv(setting, value)
    assert main(["knowledge", "check"]) == 2
    assert message in capsys.readouterr().err


def test_secret_is_not_in_the_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "my-secret-thing")
    with pytest.raises(UsageError) as raised:
        load_settings()
    assert "my-secret-thing" not in str(raised.value)


def test_secrets_do_not_show_in_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123456:abcdefghijklmnopqrstuvwxyz")
    assert "abcdefghijklmnop" not in repr(load_settings())


def test_env_file_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TIMEZONE=Europe/Stockholm\n", encoding="utf-8")
    assert load_settings().timezone == "Europe/Stockholm"


def test_empty_setting_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_URL", "")
    assert load_settings().webhook_url is None


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "--batch", "text"], ["knowledge", "confirm", "uk"], ["knowledge", "check", "/no/such/folder"]])
def test_wrong_usage_says_so(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(arguments) in (1, 2)
    assert "expected" in (said := capsys.readouterr()).err + said.out or "/no/such/folder" in said.err + said.out


def test_staff_are_named_by_their_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMINISTRATOR_IDS", "7000000001, 7000000002,")
    assert load_settings().administrator_ids == frozenset({7000000001, 7000000002})
    monkeypatch.setenv("ADMINISTRATOR_IDS", "")
    assert load_settings().administrator_ids == frozenset()


def test_office_hours_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFFICE_HOURS", "mon-fri 09:00-15:00, sat 10:00-12:00")
    monkeypatch.setenv("OFFICE_CLOSED", "2026-12-31, 2027-01-04")
    settings = load_settings()
    assert settings.office_hours == {"mon-fri": "09:00-15:00", "sat": "10:00-12:00"}
    assert settings.office_closed == {date(2026, 12, 31), date(2027, 1, 4)}
    assert not Settings(_env_file=None, office_hours="").office_hours
