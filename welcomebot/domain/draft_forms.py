"""The other forms of a draft: the vacancy that it makes or changes, and the plain data that is stored between two messages."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from welcomebot.domain.posting_answers import Applying, Paid
from welcomebot.domain.vacancies import Asked, Cefr, Employment, PayBasis, Vacancy, WorkTime
from welcomebot.domain.vacancy_draft import Chip, Draft, Question, Weight

ASKED_HERE = ("language:", "permit:")  # the hard requirements that a question asks for


def applied(draft: Draft, vacancy: Vacancy) -> Vacancy:
    """Return the vacancy with what the draft says; what no question asks for stays as it was."""
    kept = [chip for chip in draft.chips if chip.is_occupation and chip.weight is not Weight.DROPPED]
    return replace(
        vacancy,
        title=draft.title,
        description=draft.description,
        language=draft.language,
        municipality=draft.municipality,
        work_times=draft.work_times,
        employment=draft.employment,
        occupations=tuple(dict.fromkeys(concept for chip in kept for concept in chip.concepts)),
        required=_asked(draft, Weight.MUST),
        wished=_asked(draft, Weight.WISH),
        languages=MappingProxyType(dict(draft.languages)),
        permits=draft.permits,
        hard=draft.hard | {name for name in vacancy.hard if not name.startswith(ASKED_HERE)},
        pay=draft.pay.text,
        pay_basis=draft.pay.basis,
        hours_a_week=draft.pay.hours_a_week,
        apply_by=draft.applying.last_day,
        apply_url=draft.applying.url,
        phone=draft.applying.phone,
        email=draft.applying.email,
    )


def draft_of(vacancy: Vacancy, *, number: int) -> Draft:
    """Return the draft that changes an ad; its questions are all answered."""
    weighed = ((Weight.MUST, vacancy.required), (Weight.WISH, vacancy.wished))
    return Draft(
        question=Question.PREVIEW,
        title=vacancy.title,
        description=vacancy.description,
        language=vacancy.language,
        chips=(
            *(Chip(vacancy.title, (concept,), is_occupation=True) for concept in vacancy.occupations),
            *(Chip(asked.text, asked.concepts, weight=weight) for weight, skills in weighed for asked in skills),
        ),
        municipality=vacancy.municipality,
        work_times=vacancy.work_times,
        employment=vacancy.employment or Employment.PERMANENT,
        languages=vacancy.languages,
        permits=vacancy.permits,
        hard=frozenset(name for name in vacancy.hard if name.startswith(ASKED_HERE)),
        pay=Paid(vacancy.pay, vacancy.pay_basis, vacancy.hours_a_week),
        applying=Applying(vacancy.apply_by, vacancy.apply_url, vacancy.phone, vacancy.email),
        was_previewed=True,
        changes=number,
    )


def data_of(draft: Draft) -> dict[str, Any]:
    """Return the draft as JSON can hold it."""
    return {
        "question": draft.question,
        "title": draft.title,
        "description": draft.description,
        "language": draft.language,
        "chips": [[chip.text, list(chip.concepts), chip.is_occupation, chip.weight] for chip in draft.chips],
        "municipality": draft.municipality,
        "work_times": list(draft.work_times),
        "employment": draft.employment,
        "languages": {code: level.name for code, level in draft.languages.items()},
        "permits": list(draft.permits),
        "hard": sorted(draft.hard),
        "pay": [draft.pay.text, draft.pay.basis, list(draft.pay.hours_a_week or ())],
        "applying": [draft.applying.last_day.isoformat() if draft.applying.last_day else "", draft.applying.url, draft.applying.phone, draft.applying.email],
        "was_previewed": draft.was_previewed,
        "changes": draft.changes,
    }


def draft_from(data: Mapping[str, Any]) -> Draft:
    """Return the draft that was stored."""
    pay, basis, hours = data["pay"]
    last_day, url, phone, email = data["applying"]
    return Draft(
        question=Question(data["question"]),
        title=data["title"],
        description=data["description"],
        language=data["language"],
        chips=tuple(Chip(text, tuple(concepts), is_occupation, Weight(weight)) for text, concepts, is_occupation, weight in data["chips"]),
        municipality=data["municipality"],
        work_times=tuple(map(WorkTime, data["work_times"])),
        employment=Employment(data["employment"]),
        languages=MappingProxyType({code: Cefr[level] for code, level in data["languages"].items()}),
        permits=tuple(data["permits"]),
        hard=frozenset(data["hard"]),
        pay=Paid(pay, PayBasis(basis) if basis else None, (hours[0], hours[1]) if hours else None),
        applying=Applying(date.fromisoformat(last_day) if last_day else None, url, phone, email),
        was_previewed=data["was_previewed"],
        changes=data["changes"],
    )


def _asked(draft: Draft, weight: Weight) -> tuple[Asked, ...]:
    return tuple(Asked(chip.text, chip.concepts) for chip in draft.chips if chip.weight is weight and not chip.is_occupation)
