"""How an ad, a profile and its settings look as JSON in the database. A level of a language is written by its name, `"B1"`."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import IntEnum
from typing import Any

from pydantic import TypeAdapter

from welcomebot.domain.seekers import Seeker, Wishes
from welcomebot.domain.vacancies import Cefr, Vacancy

AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})  # most values are these, and asking for them first is quick
# They ignore what they do not know, so that an older program reads what a newer one wrote.
_VACANCIES, _SEEKERS, _WISHES = TypeAdapter(Vacancy), TypeAdapter(Seeker), TypeAdapter(Wishes)


def vacancy_of(content: Mapping[str, Any]) -> Vacancy:
    """Return the ad that was written as this JSON."""
    return _VACANCIES.validate_python(_with_levels(content))


def seeker_of(profile: Mapping[str, Any]) -> Seeker:
    """Return the profile that was written as this JSON."""
    return _SEEKERS.validate_python(_with_levels(profile))


def wishes_of(wishes: Mapping[str, Any]) -> Wishes:
    """Return the settings that were written as this JSON."""
    return _WISHES.validate_python(wishes)


def json_of(value: Any) -> Any:
    """Return a domain value as JSON. What belongs to a set is sorted, so that equal values are equal texts."""
    if type(value) in AS_THEY_ARE:
        return value
    if is_dataclass(value):
        return {one.name: json_of(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): json_of(item) for key, item in value.items()}
    if isinstance(value, AbstractSet):
        return sorted(json_of(item) for item in value)
    return [json_of(item) for item in value] if isinstance(value, tuple) else _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, IntEnum):
        return value.name
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _with_levels(content: Mapping[str, Any]) -> dict[str, Any]:
    return {**content, "languages": {code: Cefr[level] for code, level in content.get("languages", {}).items()}}
