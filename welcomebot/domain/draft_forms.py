"""The other forms of a draft: the vacancy that it makes or changes, and the plain data that is stored between two messages."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from welcomebot.domain.posting_answers import Applying, Paid
from welcomebot.domain.vacancies import Asked, Cefr, Employment, PayBasis, Vacancy, WorkTime
from welcomebot.domain.vacancy_draft import Chip, Draft, Question, Weight

LANGUAGE, PERMIT = ASKED_HERE = ("language:", "permit:")  # the hard requirements that a question asks for


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
        wished=(*_unasked(_asked(draft, Weight.WISH), draft), *_wished(draft)),
        languages=MappingProxyType({code: level for code, level in draft.languages.items() if LANGUAGE + code in draft.hard}),
        permits=tuple(permit for permit in draft.permits if PERMIT + permit in draft.hard),
        hard=_hard(draft, vacancy),
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
    skills = tuple(asked for asked in vacancy.wished if not _is_chosen(asked))
    weighed = ((Weight.MUST, vacancy.required), (Weight.WISH, skills))
    languages = {asked.concepts[0].removeprefix(LANGUAGE): Cefr[asked.text] for asked in vacancy.wished if _is_language(asked)}
    permits = [asked.concepts[0] for asked in vacancy.wished if _is_permit(asked)]
    musts = (*(LANGUAGE + code for code in vacancy.languages), *(PERMIT + permit for permit in vacancy.permits))
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
        languages=MappingProxyType({**vacancy.languages, **{code: level for code, level in languages.items() if code not in vacancy.languages}}),
        permits=tuple(dict.fromkeys((*vacancy.permits, *permits))),
        hard=frozenset(musts),
        wished=frozenset(LANGUAGE + code for code in languages if code not in vacancy.languages),
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
        "wished": sorted(draft.wished),
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
        wished=frozenset(data.get("wished", ())),
        pay=Paid(pay, PayBasis(basis) if basis else None, (hours[0], hours[1]) if hours else None),
        applying=Applying(date.fromisoformat(last_day) if last_day else None, url, phone, email),
        was_previewed=data["was_previewed"],
        changes=data["changes"],
    )


def _asked(draft: Draft, weight: Weight) -> tuple[Asked, ...]:
    """Return the skills of a weight, each once: two of the employer's phrases may name the same one."""
    found = (Asked(chip.text, chip.concepts) for chip in draft.chips if chip.weight is weight and not chip.is_occupation)
    once = {asked.concepts or (asked.text.casefold(),): asked for asked in reversed(tuple(found))}
    return tuple(reversed(once.values()))


def _unasked(wished: tuple[Asked, ...], draft: Draft) -> Iterator[Asked]:
    """Yield the wishes that are no must as well."""
    musts = {concept for asked in _asked(draft, Weight.MUST) for concept in asked.concepts}
    return (asked for asked in wished if not musts.intersection(asked.concepts))


def _wished(draft: Draft) -> Iterator[Asked]:
    """Yield the languages and permits that are a plus and no must."""
    yield from (Asked(level.name, (LANGUAGE + code,)) for code, level in draft.languages.items() if LANGUAGE + code not in draft.hard)
    yield from (Asked("", (permit,)) for permit in draft.permits if PERMIT + permit not in draft.hard)


def _hard(draft: Draft, vacancy: Vacancy) -> frozenset[str]:
    """Return what the employer will not go without; what an ad from elsewhere asks for less strictly stays so."""
    needed = {*(LANGUAGE + code for code in vacancy.languages), *(PERMIT + permit for permit in vacancy.permits)} - vacancy.hard
    asked = {*(LANGUAGE + code for code in draft.languages), *(PERMIT + permit for permit in draft.permits)}
    return frozenset({name for name in draft.hard if name in asked} - needed) | {name for name in vacancy.hard if not name.startswith(ASKED_HERE)}


def _is_language(asked: Asked) -> bool:
    return asked.text in Cefr.__members__ and asked.concepts[:1] != () and asked.concepts[0].startswith(LANGUAGE)


def _is_permit(asked: Asked) -> bool:
    return not asked.text and bool(asked.concepts)


def _is_chosen(asked: Asked) -> bool:
    """Tell whether a wish was chosen at the question of languages and permits, not written."""
    return _is_language(asked) or _is_permit(asked)
