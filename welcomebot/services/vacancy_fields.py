"""From the fields of one row to a vacancy: its words linked to concepts, every value checked, every mistake named by its field."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from welcomebot.domain.business_id import business_id
from welcomebot.domain.places import Places
from welcomebot.domain.vacancies import REMOTE, Asked, Employment, PayBasis, Vacancy, WorkTime
from welcomebot.services.file_problems import Problem, shown, wrong
from welcomebot.services.loose_fields import LooseFields
from welcomebot.services.vacancy_codes import EDUCATION, EMPLOYMENT, LICENCES, PAY, WORK_TIME, WORKING_TIMES

MAX_ID, MAX_TITLE, MAX_DESCRIPTION, MAX_URL = 100, 300, 20_000, 1_000  # characters
MAX_SKILLS = 50
WEEK = 168  # hours
MAX_POSITIONS, MAX_YEARS = 1_000, 50
AD_LANGUAGES = ("fi", "sv", "en")  # a text that stands there in several is read in the first of these
HARD = re.compile(r"language:[a-z]{2,3}|permit:\S+|experience|education")
URL, EMAIL = re.compile(r"https?://\S+"), re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")

# The names that each field goes by: first those of JSON lines and tables, then those of the national vacancy interface.
ID = ("id", "employer_reference", "external_id")
EMPLOYER = ("employer", "employer_name")
TITLE, DESCRIPTION, SUMMARY = "title", "description", "summary"
PLACE = ("municipality", "municipality_code", "municipality_codes")
REMOTE_WORK = ("remote", "flexible_location")
EMPLOYMENT_KIND = ("employment", "continuity")
HOURS = ("hours_a_week", "hours")  # 38, 20-30 or a list of two; else the two that follow
HOURS_FROM, HOURS_TO = ("hours_min", "hours_from"), ("hours_max", "hours_to")
APPLY_BY = ("apply_by", "application_period_end", "deadline")
APPLY_URL = ("apply_url", "application_url", "url")
OCCUPATIONS = ("occupations", "esco_occupations")
REQUIRED, WISHED = ("required_skills", "skills", "esco_skills"), ("nice_skills", "wished_skills")
LANGUAGES = ("required_languages", "languages", "language_skills")
PERMITS, LICENCE_CLASSES = ("required_permits", "permits"), ("driving_licences", "driving_licence_classes", "driving_licence")
EDUCATION_LEVEL = ("education", "education_level")
RECORD_EXTRACT = ("needs_record_extract", "criminal_record_extract")
# They are known, and nothing here needs them.
LEFT_OUT = frozenset({"instructions", "region", "country", "published", "edited", "created", "employer_kind", "relationship", "ad_languages"})


class AdLinks(Protocol):
    """What the words of an ad name in the taxonomy; an id of a concept or its ESCO address names itself."""

    def occupations(self, text: str, language: str) -> tuple[str, ...]:
        """Return the occupations that a title names, the likeliest first."""

    def concepts(self, text: str, language: str) -> tuple[str, ...]:
        """Return the concepts that the name of a skill stands for; none where nothing is sure enough."""


def vacancy_of(row: Mapping[str, Any], links: AdLinks, places: Places, *, on_unknown: Callable[[str], object] | None = None) -> Vacancy:
    """Return the vacancy of a row, or raise a FieldsError that names every mistake.

    `on_unknown` is told each field that says nothing to the bot: no mistake, but a misspelled one may be among them.
    """
    fields = LooseFields(row)
    language = _language(fields)
    title = _text_in(fields, TITLE, language, limit=MAX_TITLE, is_needed=True)
    vacancy = Vacancy(
        id=fields.text(*ID, limit=MAX_ID, is_needed=True),
        employer=fields.text(*EMPLOYER, limit=MAX_TITLE, is_needed=True),
        title=title,
        language=language,
        description=_text_in(fields, DESCRIPTION, language, limit=MAX_DESCRIPTION) or _text_in(fields, SUMMARY, language, limit=MAX_DESCRIPTION),
        business_id=_business_id(fields),
        municipality=_municipality(fields, places),
        address=fields.text("address"),
        employment=_employment(fields),
        work_times=_work_times(fields),
        hours_a_week=_hours(fields),
        pay_basis=next(iter(fields.words(PayBasis, "pay_basis", codes=PAY)), None),
        pay=fields.text("pay", "pay_text"),
        positions=fields.whole("positions", "number_of_positions", least=1, most=MAX_POSITIONS) or 1,
        start=fields.text("start", "start_date", limit=MAX_ID),
        apply_by=fields.day(*APPLY_BY),
        apply_url=_matching(fields, APPLY_URL, URL, wrong("{value} is not an address like https://example.org/job.")),
        phone=fields.text("phone", "contact_phone", limit=MAX_ID),
        email=_matching(fields, ("email", "contact_email"), EMAIL, wrong("{value} is not an e-mail address.")),
        occupations=_occupations(fields, title, links, language),
        required=_asked(fields, REQUIRED, links, language),
        wished=_asked(fields, WISHED, links, language),
        languages=fields.levels(*LANGUAGES),
        permits=_permits(fields, links, language),
        experience_years=fields.whole("experience_years", most=MAX_YEARS),
        education=education_of(fields),
        needs_record_extract=fields.flag(*RECORD_EXTRACT),
        hard=_hard(fields),
    )
    fields.raise_problems()
    for name in fields.unasked() if on_unknown else ():
        if on_unknown and name not in LEFT_OUT:
            on_unknown(name)
    return vacancy


def _language(fields: LooseFields) -> str:
    return fields.language_code("language") or next((code for code in AD_LANGUAGES if fields.has(f"{TITLE}_{code}")), AD_LANGUAGES[0])


def _text_in(fields: LooseFields, name: str, language: str, *, limit: int, is_needed: bool = False) -> str:
    """Take a text that may stand there in several languages: `{"title": {"fi": …}}` or `title_fi`."""
    codes = dict.fromkeys((language, *AD_LANGUAGES))
    return fields.text(name, *(f"{name}_{code}" for code in codes), limit=limit, is_needed=is_needed)


def _business_id(fields: LooseFields) -> str:
    written = fields.text("business_id", limit=MAX_ID)
    official = business_id(written)
    if written and official is None:
        fields.report("business_id", wrong("{value} is not a business id: the check digit does not fit.", value=shown(written)))
    return official or ""


def _municipality(fields: LooseFields, places: Places) -> str:
    if fields.flag(*REMOTE_WORK):
        return REMOTE
    written = next(iter(fields.texts(*PLACE)), "")
    if written.casefold() == REMOTE:
        return REMOTE
    # A number says nothing to a reader; a name stays as the ad writes it.
    return places.name_of(written) if written.isdecimal() else written


def _employment(fields: LooseFields) -> Employment | None:
    if fields.flag("apprenticeship"):
        return Employment.APPRENTICESHIP
    if fields.flag("practice", "traineeship"):
        return Employment.TRAINEE
    return next(iter(fields.words(Employment, *EMPLOYMENT_KIND, codes=EMPLOYMENT)), None)


def _work_times(fields: LooseFields) -> tuple[WorkTime, ...]:
    found = (
        *fields.words(WorkTime, "work_time", "work_times", codes=WORK_TIME),
        *fields.words(WorkTime, "working_times", "working_time", codes=WORKING_TIMES),
        *((WorkTime.ON_CALL,) if fields.flag("called_when_needed") else ()),
    )
    return tuple(dict.fromkeys(found))


def _hours(fields: LooseFields) -> tuple[float, float] | None:
    stated = fields.numbers(*HOURS, most=WEEK) or tuple(
        hours for hours in (fields.number(*HOURS_FROM, most=WEEK), fields.number(*HOURS_TO, most=WEEK)) if hours is not None
    )
    if not stated:
        return None
    if stated[0] > stated[-1]:
        fields.report(HOURS[0], wrong("{first} is more than {second}.", first=f"{stated[0]:g}", second=f"{stated[-1]:g}"))
    return (stated[0], stated[-1])


def _matching(fields: LooseFields, names: tuple[str, ...], pattern: re.Pattern[str], problem: Problem) -> str:
    written = fields.text(*names, limit=MAX_URL)
    if written and not pattern.fullmatch(written):
        fields.report(names[0], replace(problem, values={"value": shown(written)}))
        return ""
    return written


def _occupations(fields: LooseFields, title: str, links: AdLinks, language: str) -> tuple[str, ...]:
    stated = [concept for text in fields.texts(*OCCUPATIONS) for concept in links.occupations(text, language)]
    return tuple(dict.fromkeys(stated or links.occupations(title, language)))


def _asked(fields: LooseFields, names: tuple[str, ...], links: AdLinks, language: str) -> tuple[Asked, ...]:
    texts = fields.texts(*names)
    if len(texts) > MAX_SKILLS:
        fields.report(names[0], wrong("This names {count} skills; {most} are the most.", count=len(texts), most=MAX_SKILLS))
        return ()
    return tuple(Asked(text, links.concepts(text, language)) for text in texts)


def _permits(fields: LooseFields, links: AdLinks, language: str) -> tuple[str, ...]:
    """Take permits by their ids or names, and the classes of driving licences."""
    classes = [(text, LICENCES.get(text.replace(" ", "").upper())) for text in fields.texts(*LICENCE_CLASSES)]
    named = [(text, next(iter(links.concepts(text, language)), text)) for text in fields.texts(*PERMITS)]
    return tuple(dict.fromkeys([*(known or f"driving-licence-{text}" for text, known in classes), *(permit for _, permit in named)]))


def education_of(fields: LooseFields) -> int | None:
    """Return a level of education."""
    written = fields.text(*EDUCATION_LEVEL, limit=MAX_ID)
    if written and written not in EDUCATION:
        fields.report(EDUCATION_LEVEL[0], wrong("{value} is none of these: {known}.", value=shown(written), known=", ".join(EDUCATION)))
    return EDUCATION.get(written)


def _hard(fields: LooseFields) -> frozenset[str]:
    stated = fields.texts("hard", "hard_requirements")
    for text in stated:
        if not HARD.fullmatch(text):
            fields.report("hard", wrong("{value} is no requirement like language:fi, permit:forklift, experience or education.", value=shown(text)))
    return frozenset(stated)
