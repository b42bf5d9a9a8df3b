"""From the words of ads and of people to concepts of the taxonomy, for those who cannot be asked back: in doubt the likeliest is taken."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from welcomebot.domain.claims import Claim, Claims
from welcomebot.domain.folding import words
from welcomebot.domain.haves import LANGUAGE
from welcomebot.domain.skills import Kind, Relation, Taxonomy
from welcomebot.search.labels import LabelIndex
from welcomebot.search.linking import Linker
from welcomebot.search.named_languages import named_languages
from welcomebot.search.skill_judging import judge, look_up

MOST_OCCUPATIONS = 3
MAX_READ = 4_000  # characters
_BORDERS = re.compile(r"[,;\n،]+")
_KINDS = (Kind.OCCUPATION, Kind.SKILL, Kind.PERMIT)

Read = Callable[[str, str], Claims]  # a text and its language


@dataclass(frozen=True)
class _Owner:
    """Who has a name: `rank` is its place among the concept's names in a language."""

    concept: str
    kind: Kind
    language: str
    rank: int

    def order(self, language: str) -> tuple[bool, bool, int, str]:
        """Return what decides between owners: preferred names, the language of the writer, work before its skill."""
        return self.rank > 0, self.language != language, _KINDS.index(self.kind), self.concept


class ConceptLinks:
    """Links titles, names of skills and whole messages.

    `linker` gives the one of the moment, where it is exchanged while the bot runs; `read` understands a text better than by its letters alone.
    """

    def __init__(self, taxonomy: Taxonomy, linker: Callable[[], Linker] | None = None, *, read: Read | None = None) -> None:
        self._taxonomy = taxonomy
        self._read = read or _reading(linker or _always(Linker(LabelIndex.of(taxonomy.concepts.values()))))
        self._by_uri = {concept.uri: concept.id for concept in taxonomy.concepts.values() if concept.uri}

    def occupations(self, text: str, language: str) -> tuple[str, ...]:
        """Return the occupations that a title names, the likeliest first."""
        if known := self._named(text):
            return (known,)
        claims = self._read(text, language)
        certain, likely = ([concept for concept in concepts if self._is_work(concept)] for concepts in (_certain(claims), _likely(claims)))
        return tuple(self._without_general_ones(certain or likely))[:MOST_OCCUPATIONS]

    def concepts(self, text: str, language: str) -> tuple[str, ...]:
        """Return the concepts that the name of a skill stands for; none where nothing is like it."""
        if known := self._named(text):
            return (known,)
        if languages := named_languages(text):
            return tuple(LANGUAGE + code for code in languages)
        claims = self._read(text, language)
        return tuple(_certain(claims) or _likely(claims))

    def claims(self, text: str, language: str) -> Claims:
        """Return what a message says that somebody can do. A part of a list that is a whole name is taken as it is: "rescue and firefighting"."""
        parts = [part.strip() for part in _BORDERS.split(text)]
        names = {part: concept for part in parts if (concept := self._whole_name(part, language))}
        rest = ", ".join(part for part in parts if part and part not in names)
        claims = self._read(rest if names else text, language)
        whole = {concept: Claim(concept, part, 1.0) for part, concept in names.items()}
        return replace(claims, sure=(*whole.values(), *(claim for claim in claims.sure if claim.concept_id not in whole)))

    def _whole_name(self, part: str, language: str) -> str | None:
        owners = self._names.get(" ".join(words(part)), ())
        return min(owners, key=lambda owner: owner.order(language)).concept if owners else None

    @cached_property
    def _names(self) -> Mapping[str, Sequence[_Owner]]:
        names: dict[str, list[_Owner]] = defaultdict(list)
        for concept in self._taxonomy.concepts.values():
            for language, labels in concept.labels.items():
                for rank, label in enumerate(labels):
                    names[" ".join(words(label))].append(_Owner(concept.id, concept.kind, language, rank))
        return names

    def _named(self, text: str) -> str | None:
        return text if text in self._taxonomy.concepts else self._by_uri.get(text)

    def _is_work(self, concept: str) -> bool:
        known = self._taxonomy.concepts.get(concept)
        return known is not None and known.kind is Kind.OCCUPATION

    def _without_general_ones(self, occupations: Sequence[str]) -> Iterator[str]:
        """Drop an occupation that is the general case of another: "process engineer" names no engineer of any kind."""
        for occupation in occupations:
            if not any(self._taxonomy.worth(other).get(occupation) is Relation.NARROWER for other in occupations):
                yield occupation


def _certain(claims: Claims) -> list[str]:
    return [claim.concept_id for claim in claims.had]


def _likely(claims: Claims) -> list[str]:
    return list(dict.fromkeys(doubt.choices[0].concept_id for doubt in claims.doubts))


def _reading(linker: Callable[[], Linker]) -> Read:
    def read(text: str, language: str) -> Claims:
        now = linker()
        return judge(now, look_up(now, text[:MAX_READ], language), {}, language)

    return read


def _always(linker: Linker) -> Callable[[], Linker]:
    return lambda: linker
