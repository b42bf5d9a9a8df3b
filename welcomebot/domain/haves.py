"""What a seeker has, and what each of it is worth for what an ad asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from welcomebot.domain.folding import words
from welcomebot.domain.matching_weights import COVERED, LEAST_COVERED, NEAR_WORK, NEW_FIELD, SAME_WORDS, SHARE, WORTHS
from welcomebot.domain.seekers import Seeker
from welcomebot.domain.skills import Concept, Kind, Relation, Taxonomy
from welcomebot.domain.vacancies import Asked, Cefr

LANGUAGE = "language:"  # in front of a language that is asked for like a skill
WORD = "word:"  # in front of words that name no concept
LEAST_LANGUAGE = Cefr.A2  # from which on a language that an ad merely wishes is spoken


@dataclass(frozen=True, slots=True)
class Worth:
    """What the best of somebody's things is worth for one thing that is asked, in hundredths; by which of them and how."""

    hundredths: int
    asked: str
    through: str
    relation: Relation | None = None  # None for the same words, a language, near work, or skills alone (`through` is empty)
    is_wanted: bool = False  # an occupation that the person wants and has not worked in


NOTHING = Worth(0, "", "")


def items(asked: Asked) -> tuple[str, ...]:
    """Return the names under which a skill that is asked for is looked up: its concepts, else its words."""
    return asked.concepts or (word_item(asked.text),)


def word_item(text: str) -> str:
    """Return the name of words that name no concept."""
    return WORD + " ".join(words(text))


def skills_of(seeker: Seeker, taxonomy: Taxonomy) -> Mapping[str, Worth]:
    """Return what everything that a seeker has is worth something for."""
    found: dict[str, Worth] = {}
    for concept in (*seeker.occupations, *seeker.skills, *seeker.permits):
        for other, relation in taxonomy.worth(concept).items():
            _keep(found, Worth(WORTHS[relation], other, concept, relation))
        # A permit that the taxonomy does not know is still the same as itself.
        _keep(found, Worth(SHARE, concept, concept, Relation.SAME))
    for language, level in seeker.languages.items():
        if level >= LEAST_LANGUAGE:
            _keep(found, Worth(SHARE, LANGUAGE + language, LANGUAGE + language))
    for word in seeker.words:
        _keep(found, Worth(SAME_WORDS, word_item(word), word))
    return found


def occupations_of(seeker: Seeker, taxonomy: Taxonomy, skills: Mapping[str, Worth]) -> Mapping[str, Worth]:
    """Return what a seeker is worth for each occupation: by the work done or wished, by work that is near to it, by `skills` alone."""
    found = dict(work_of(seeker, taxonomy))
    for occupation in taxonomy.concepts.values():
        if occupation.kind is Kind.OCCUPATION and (worth := covered(occupation, sum(skills.get(skill, NOTHING).hundredths for skill in occupation.skills))):
            _keep(found, Worth(worth, occupation.id, ""))
    return found


def work_of(seeker: Seeker, taxonomy: Taxonomy) -> Mapping[str, Worth]:
    """Return what the work that a seeker did or wants to do is worth for each occupation."""
    found: dict[str, Worth] = {}
    for share, concepts in ((SHARE, seeker.occupations), (NEW_FIELD, seeker.wishes)):
        for concept in concepts:
            for other, relation in taxonomy.worth(concept).items():
                _keep(found, Worth(WORTHS[relation] * share // SHARE, other, concept, relation, is_wanted=share == NEW_FIELD))
    for digits, worth in NEAR_WORK.items():
        near = {kindred(taxonomy.concepts[concept], digits): concept for concept in sorted(seeker.occupations, reverse=True) if concept in taxonomy.concepts}
        for occupation in taxonomy.concepts.values() if near else ():
            if occupation.kind is Kind.OCCUPATION and (through := near.get(kindred(occupation, digits))) is not None:
                _keep(found, Worth(worth, occupation.id, through))
    return found


def kindred(occupation: Concept, digits: int) -> str:
    """Return the group of kindred occupations; one without a group is kindred to none."""
    return occupation.group[:digits] or occupation.id


def covered(occupation: Concept, hundredths: int) -> int:
    """Return what the essential skills that somebody has of an occupation are worth; `hundredths` is the sum of what they are worth each."""
    if not occupation.skills:
        return 0
    worth = COVERED * hundredths // (SHARE * len(occupation.skills))
    return worth if worth >= LEAST_COVERED else 0


def best(worths: Mapping[str, Worth], asked: Iterable[str]) -> Worth:
    """Return what is worth the most for one of several things that are asked."""
    return min((worths[item] for item in asked if item in worths), key=_order, default=NOTHING)


def _keep(found: dict[str, Worth], worth: Worth) -> None:
    known = found.get(worth.asked)
    if known is None or _order(worth) < _order(known):
        found[worth.asked] = worth


def _order(worth: Worth) -> tuple[int, str, str]:
    """Order by what it is worth; equal ones by their names, so that the order in which somebody told them does not matter."""
    return -worth.hundredths, worth.through, worth.asked
