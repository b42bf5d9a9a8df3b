"""Which vacancies a phrase means, in whatever language it is typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from welcomebot.domain.folding import words
from welcomebot.domain.skills import WORTH, Taxonomy
from welcomebot.domain.vacancies import Vacancy
from welcomebot.services.ports import SkillReader

# What it counts to meet the phrase in the work itself, in its title, in what the ad asks for, and in what it would like.
OCCUPATION, TITLE, REQUIRED, WISHED = 1.0, 0.9, 0.6, 0.4
MIN_WORTH = 0.35  # an occupation that only perhaps needs a skill is not what somebody searches for
MIN_LETTERS = 3  # of a word that is looked for at the beginning of a title's words


@dataclass(frozen=True)
class Search:
    """What somebody searches for: the concepts that the phrase names with all that they are near to, and its words."""

    phrase: str
    near: Mapping[str, float] = field(default_factory=dict)  # 0-1, by concept
    words: tuple[str, ...] = ()


async def read_search(phrase: str, *, language: str, reader: SkillReader, taxonomy: Taxonomy) -> Search:
    """Return what a phrase searches for; where nothing is sure, the likeliest concept counts."""
    claims = await reader.read(phrase, language=language)
    concepts = [claim.concept_id for claim in claims.had] or [doubt.choices[0].concept_id for doubt in claims.doubts[:1]]
    near: dict[str, float] = {}
    for has in concepts:
        for concept, relation in taxonomy.worth(has).items():
            if WORTH[relation] >= MIN_WORTH:
                near[concept] = max(near.get(concept, 0.0), WORTH[relation])
    return Search(phrase, near, tuple(word for word in words(phrase) if len(word) >= MIN_LETTERS))


def relevance(vacancy: Vacancy, search: Search) -> float:
    """Return how near a vacancy is to a search, 0 where it is something else."""
    required = (*(concept for skill in vacancy.required for concept in skill.concepts), *vacancy.permits)
    wished = [concept for skill in vacancy.wished for concept in skill.concepts]
    return max(
        OCCUPATION * max((search.near.get(concept, 0.0) for concept in vacancy.occupations), default=0.0),
        TITLE * _share_in_title(vacancy, search),
        REQUIRED * max((search.near.get(concept, 0.0) for concept in required), default=0.0),
        WISHED * max((search.near.get(concept, 0.0) for concept in wished), default=0.0),
    )


def _share_in_title(vacancy: Vacancy, search: Search) -> float:
    """Return how many of the phrase's words begin a word of the title; Finnish and Swedish put words together."""
    title = words(vacancy.title)
    return sum(any(part.startswith(word) for part in title) for word in search.words) / len(search.words) if search.words else 0.0
