"""The settings; nothing else reads the environment."""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, HttpUrl, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from welcomebot.domain.office_hours import read_schedule
from welcomebot.errors import UsageError

# The secret's form is Telegram's own rule for secret_token, with a sensible least length.
SECRET_FORMS = {
    "telegram_bot_token": (r"^\d{1,20}:[\w-]{3,}$", "a token as BotFather gives it, 123456:ABC…"),
    "webhook_secret": (r"^[A-Za-z0-9_-]{8,256}$", "8 to 256 of the characters A-Z a-z 0-9 _ -"),
}


@cache
def _zones() -> AbstractSet[str]:
    """Return the names of all time zones; listing them reads hundreds of files."""
    return available_timezones()


class EmbedderKind(StrEnum):
    """Where sentence embeddings come from."""

    BUNDLED = "bundled"
    HTTP = "http"
    NONE = "none"


class LogLevel(StrEnum):
    """How much the log tells."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


class Settings(BaseSettings):
    """Everything that differs from place to place; each has the environment variable of its own name, in capitals."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True, env_ignore_empty=True)

    telegram_bot_token: SecretStr | None = Field(None, description="The bot's token from BotFather; without it the rehearsal starts")
    telegram_api_url: HttpUrl = Field(HttpUrl("https://api.telegram.org"), description="The Bot API server; another one for tests or an own server")
    webhook_url: HttpUrl | None = Field(
        None, description="The public https address of this bot; with it Telegram delivers to a webhook, without it the bot polls"
    )
    webhook_secret: SecretStr | None = Field(
        None, description="What Telegram sends in each delivery's header: 8-256 of A-Z a-z 0-9 _ -; needed with WEBHOOK_URL"
    )
    listen_host: str = Field("127.0.0.1", description="The address that the webhook listens on; the rehearsal takes loopback addresses only")
    listen_port: int = Field(8080, ge=0, le=65535, description="The port of the webhook or the rehearsal; 0 takes a free one")
    database_url: str = Field("", description="sqlite:///… or postgresql+psycopg://…; empty is a SQLite file in DATA_DIR")
    data_dir: Path = Field(Path("data"), description="The folder for the database and the caches; it is made if it is not there")
    knowledge_dir: Path = Field(Path("knowledge"), description="The folder with contacts.yaml and the articles")
    administrator_ids: Annotated[frozenset[int], NoDecode] = Field(
        frozenset(), description="The Telegram numbers of the first administrators, separated by commas; they invite everybody else of the office with /invite"
    )
    staff_chat_id: int | None = Field(
        None, lt=0, description="The number of the group of the office's people; with it cards for staff go to its topics, without it to private chats"
    )
    timezone: str = Field("Europe/Helsinki", description="The office's time zone")
    office_hours: Annotated[Mapping[str, str], NoDecode] = Field(
        default_factory=dict, description="When somebody answers: mon-fri 09:00-15:00, sat 10:00-12:00; empty is the schedule of hours:welcome-office"
    )
    office_closed: Annotated[frozenset[date], NoDecode] = Field(
        frozenset(), description="Days on which nobody answers besides the public holidays of Finland, separated by commas: 2026-12-31,2027-01-04"
    )
    question_pause_s: float = Field(2.0, ge=0, le=10, description="How long the bot waits after a short message for the rest of the question, in seconds")
    embedder: EmbedderKind = Field(EmbedderKind.BUNDLED, description="bundled, http (an OpenAI-compatible endpoint) or none (words only)")
    embedder_url: HttpUrl | None = Field(None, description="The endpoint's address up to /embeddings; needed with EMBEDDER=http")
    embedder_key: SecretStr | None = Field(None, description="The endpoint's key, if it wants one")
    embedder_model: str = Field("multilingual-e5-small", description="The model's name at the endpoint")
    translation_url: HttpUrl | None = Field(
        None, description="A LibreTranslate-compatible endpoint that proposes translations to the office; without it people translate"
    )
    translation_key: SecretStr | None = Field(None, description="The endpoint's key, if it wants one")
    log_level: LogLevel = Field(LogLevel.INFO, description="DEBUG, INFO, WARNING or ERROR")

    @field_validator("telegram_bot_token", "webhook_secret")
    @classmethod
    def _has_its_form(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        pattern, expected = SECRET_FORMS[str(info.field_name)]
        if value is not None and not re.match(pattern, value.get_secret_value()):
            raise ValueError(f"expected {expected}")
        return value

    @field_validator("administrator_ids", mode="before")
    @classmethod
    def _are_numbers(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        numbers = [part.strip() for part in value.split(",") if part.strip()]
        if not all(number.isascii() and number.isdecimal() for number in numbers):
            raise ValueError("expected numbers separated by commas, such as 1234567,2345678")
        return frozenset(map(int, numbers))

    @field_validator("office_hours", mode="before")
    @classmethod
    def _is_a_schedule(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return read_schedule(value)
        except ValueError:
            raise ValueError("expected days with their hours, such as mon-fri 09:00-15:00, sat 10:00-12:00") from None

    @field_validator("office_closed", mode="before")
    @classmethod
    def _are_days(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return frozenset(date.fromisoformat(part.strip()) for part in value.split(",") if part.strip())
        except ValueError:
            raise ValueError("expected days separated by commas, such as 2026-12-31,2027-01-04") from None

    @field_validator("timezone")
    @classmethod
    def _is_zone(cls, value: str) -> str:
        if value not in _zones():
            raise ValueError("expected a zone such as Europe/Helsinki")
        return value

    @field_validator("database_url")
    @classmethod
    def _is_known_database(cls, value: str) -> str:
        if value and not value.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("expected sqlite:///path or postgresql+psycopg://user@host/name")
        return value

    @property
    def database(self) -> str:
        """Return the database's address."""
        return self.database_url or f"sqlite:///{self.data_dir / 'welcomebot.sqlite'}"

    @property
    def zone(self) -> ZoneInfo:
        """Return the office's time zone."""
        return ZoneInfo(self.timezone)


def load_settings() -> Settings:
    """Return the settings; a wrong one raises UsageError that names it and says what is expected."""
    try:
        settings = Settings()
    except ValidationError as error:
        lines = [f"{str(problem['loc'][0]).upper()}: {problem['msg'].removeprefix('Value error, ')}" for problem in error.errors(include_input=False)]
        raise UsageError("\n".join(lines)) from None
    if settings.webhook_url and not settings.webhook_secret:
        raise UsageError("WEBHOOK_SECRET: expected 8 to 256 of the characters A-Z a-z 0-9 _ -, because WEBHOOK_URL is set")
    if settings.embedder is EmbedderKind.HTTP and not settings.embedder_url:
        raise UsageError("EMBEDDER_URL: expected the address of an OpenAI-compatible endpoint, because EMBEDDER is http")
    return settings
