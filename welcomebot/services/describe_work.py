"""What was understood of an employer's description of the work: occupations, skills, cards and languages to confirm."""

from collections.abc import Iterator, Mapping, Sequence

from welcomebot.domain.claims import Claim, Claims
from welcomebot.domain.draft_events import Described
from welcomebot.domain.language import CODES
from welcomebot.domain.posting_answers import title_and_text
from welcomebot.domain.skills import Kind, Taxonomy
from welcomebot.domain.vacancies import Cefr
from welcomebot.domain.vacancy_draft import Chip, Weight
from welcomebot.services.ports import SkillReader

MAX_OCCUPATIONS, MAX_SKILLS, MAX_WORDS = 3, 8, 3  # more chips than these nobody reads
LONGEST_WORD = 40  # characters of a phrase that names nothing
MAX_READ = 4_000  # characters
UNSAID = Cefr.B1  # of a language without a level; the employer sees and changes it at the question of languages


async def describe(text: str, *, language: str, reader: SkillReader, taxonomy: Taxonomy) -> Described:
    """Return the title and the text with what they name. What is not sure is offered, and counts only once it is tapped."""
    title, rest = title_and_text(text[:MAX_READ])
    of_title = await reader.read(title, language=language)
    read = [of_title, *([await reader.read(rest, language=language)] if rest else [])]
    # A title that names no occupation goes to the office's queue of words.
    occupations = tuple(_chips([of_title], Kind.OCCUPATION, taxonomy))[:MAX_OCCUPATIONS] or (Chip(title, is_occupation=True),)
    skills = tuple(_chips(read, Kind.SKILL, taxonomy))[:MAX_SKILLS]
    unlinked = dict.fromkeys(word.strip() for claims in read[1:] for word in claims.unlinked)
    unknown = tuple(Chip(word, weight=Weight.DROPPED) for word in unlinked if 0 < len(word) <= LONGEST_WORD)[:MAX_WORDS]
    return Described(
        title=title,
        description=rest,
        language=read[-1].language if read[-1].language in CODES else language,
        chips=(*occupations, *skills, *unknown),
        languages=_languages(read),
        permits=tuple(chip.concepts[0] for chip in _chips(read, Kind.PERMIT, taxonomy) if chip.weight is Weight.MUST),
    )


def _languages(read: Sequence[Claims]) -> Mapping[str, Cefr]:
    return {code: level or UNSAID for claims in read for code, level in claims.languages.items() if code in CODES}


def _chips(read: Sequence[Claims], kind: Kind, taxonomy: Taxonomy) -> Iterator[Chip]:
    """Yield a chip for each concept of a kind: the sure ones, then the likeliest of each doubt."""
    seen: set[str] = set()
    sure = [(claim, Weight.MUST) for claims in read for claim in claims.had]
    doubtful = [(claim, Weight.DROPPED) for claims in read for doubt in claims.doubts for claim in doubt.choices[:1]]
    for claim, weight in (*sure, *doubtful):
        if claim.concept_id not in seen and _kind(claim, taxonomy) is kind:
            seen.add(claim.concept_id)
            yield Chip(claim.text, (claim.concept_id,), is_occupation=kind is Kind.OCCUPATION, weight=weight)


def _kind(claim: Claim, taxonomy: Taxonomy) -> Kind | None:
    concept = taxonomy.concepts.get(claim.concept_id)
    return concept.kind if concept else None
