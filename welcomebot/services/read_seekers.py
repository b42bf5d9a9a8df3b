"""From the fields of one row to a seeker's profile: what they wrote linked to concepts, every value checked."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from welcomebot.domain.claims import Claims
from welcomebot.domain.seekers import Seeker
from welcomebot.domain.skills import Kind, Taxonomy
from welcomebot.domain.vacancies import Employment, WorkTime
from welcomebot.services.loose_fields import LooseFields
from welcomebot.services.vacancy_codes import EMPLOYMENT, WORK_TIME
from welcomebot.services.vacancy_fields import education_of

MAX_ID, MAX_TEXT = 100, 20_000  # characters
MAX_YEARS, MAX_KM = 70, 2_000
# A list of languages or permits is taken as whole: of these, those that do not stand in it are not spoken.
LANGUAGES_OF_WORK = frozenset({"fi", "sv", "en"})


class SeekerLinks(Protocol):
    """What a message names in the taxonomy."""

    def claims(self, text: str, language: str) -> Claims:
        """Return what a message says that somebody can do."""


def seeker_of(row: Mapping[str, Any], links: SeekerLinks, taxonomy: Taxonomy) -> Seeker:
    """Return the profile of a row, or raise a FieldsError that names every mistake. What is not stated stays unknown."""
    fields = LooseFields(row)
    language = fields.language_code("language")
    said = [links.claims(text, language) for text in (fields.text("text", limit=MAX_TEXT), *fields.texts("occupations"), *fields.texts("skills")) if text]
    has = _kinds((claim.concept_id for each in said for claim in each.had), taxonomy)
    # Nobody can be asked: the likeliest is taken, for work only as a wish where other work is sure.
    likely = _kinds((doubt.choices[0].concept_id for each in said for doubt in each.doubts), taxonomy)
    wishes = _kinds((claim.concept_id for text in fields.texts("wishes") for claim in links.claims(text, language).had), taxonomy)[Kind.OCCUPATION]
    lacks = _kinds((claim.concept_id for each in said for claim in each.lacked), taxonomy)
    languages, permits = fields.levels("languages"), frozenset(fields.texts("permits")) | frozenset(has[Kind.PERMIT])
    denied = frozenset(code for each in said for code in each.no_languages)
    seeker = Seeker(
        id=fields.text("id", limit=MAX_ID, is_needed=True),
        occupations=has[Kind.OCCUPATION] or likely[Kind.OCCUPATION],
        wishes=(*wishes, *(likely[Kind.OCCUPATION] if has[Kind.OCCUPATION] else ())),
        skills=tuple(dict.fromkeys((*has[Kind.SKILL], *likely[Kind.SKILL]))),
        words=tuple(word for each in said for word in each.unlinked),
        languages=languages or {code: level for each in said for code, level in each.languages.items() if level is not None},
        no_languages=frozenset(fields.texts("no_languages")) | (LANGUAGES_OF_WORK - languages.keys() if languages else denied),
        permits=permits,
        no_permits=frozenset(fields.texts("no_permits"))
        | ((frozenset(taxonomy.permits) if fields.is_stated("permits") else frozenset(lacks[Kind.PERMIT])) - permits),
        experience_years=fields.whole("experience_years", most=MAX_YEARS),
        education=education_of(fields),
        municipality=fields.text("municipality"),
        commute_km=fields.whole("commute_km", most=MAX_KM),
        municipalities_ok=fields.texts("municipalities_ok"),
        work_times=frozenset(fields.words(WorkTime, "work_time", "work_times", codes=WORK_TIME)),
        employments=frozenset(fields.words(Employment, "employment", "employments", codes=EMPLOYMENT)),
        start=fields.text("start", limit=MAX_ID),
    )
    fields.raise_problems()
    return seeker


def _kinds(concepts: Iterable[str], taxonomy: Taxonomy) -> Mapping[Kind, tuple[str, ...]]:
    """Return concepts by their kind, each once."""
    known = [taxonomy.concepts[concept] for concept in dict.fromkeys(concepts) if concept in taxonomy.concepts]
    return {kind: tuple(concept.id for concept in known if concept.kind is kind) for kind in Kind}
