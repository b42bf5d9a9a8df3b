"""What a person told about their work in free words, as chips to confirm or drop, and what of it the profile holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from welcomebot.domain.claims import Claims
from welcomebot.domain.folding import words
from welcomebot.domain.seekers import Seeker
from welcomebot.domain.skills import Kind, Taxonomy
from welcomebot.domain.vacancies import Cefr

MAX_CHIPS = 40  # a long CV names more than anybody wants to check
MAX_ALTERNATIVES = 3
MAX_UNLINKED, UNLINKED_LENGTH = 20, 80
LONGEST_CAREER = 60  # years


@dataclass(frozen=True)
class Chip:
    """An occupation or a skill that a text names. One that is not sure is a question, one that is denied is shown as such."""

    concept_id: str
    kind: Kind
    text: str = ""  # the person's own words for it
    is_on: bool = True
    is_sure: bool = True
    is_denied: bool = False
    is_wish: bool = False  # work to learn or try, not work done


@dataclass(frozen=True)
class Heard:
    """Everything that a text told. The text of a whole CV is checked first thing, wherever the person is."""

    chips: tuple[Chip, ...] = ()
    permits: frozenset[str] = frozenset()
    no_permits: frozenset[str] = frozenset()
    languages: Mapping[str, Cefr] = field(default_factory=lambda: MappingProxyType({}))
    no_languages: frozenset[str] = frozenset()
    named_languages: tuple[str, ...] = ()  # without a level: it has to be asked
    years: int | None = None
    unlinked: tuple[str, ...] = ()
    is_cv: bool = False

    @property
    def is_telling(self) -> bool:
        """Tell whether somebody speaks of themselves. A card or a language alone may as well be asked about: "how do I get a tax card"."""
        return bool(self.languages or self.no_languages or self.years is not None) or any(chip.is_sure for chip in self.chips)


def heard(claims: Claims, taxonomy: Taxonomy, *, is_cv: bool = False) -> Heard:
    """Return what claims say, sorted by what it is about; a concept that the taxonomy does not know is left out."""
    kinds = {concept_id: taxonomy.concepts[concept_id].kind for concept_id in _named(claims) if concept_id in taxonomy.concepts}
    sure = [claim for claim in claims.sure if claim.concept_id in kinds]
    permits = {claim.concept_id: claim.is_denied for claim in sure if kinds[claim.concept_id] is Kind.PERMIT}
    chips = [Chip(claim.concept_id, kinds[claim.concept_id], claim.text, not claim.is_denied, is_denied=claim.is_denied) for claim in sure]
    guesses = [
        Chip(claim.concept_id, kinds[claim.concept_id], doubt.text, is_on=False, is_sure=False)
        for doubt in claims.doubts
        for claim in [choice for choice in doubt.choices if choice.concept_id in kinds and not choice.is_denied][:MAX_ALTERNATIVES]
    ]
    years = [claim.years for claim in claims.had if claim.years is not None] if claims.years is None else [claims.years]
    return Heard(
        chips=tuple(chip for chip in (*chips, *guesses) if chip.kind is not Kind.PERMIT),
        permits=frozenset(permit for permit, is_denied in permits.items() if not is_denied),
        no_permits=frozenset(permit for permit, is_denied in permits.items() if is_denied),
        languages={code: level for code, level in claims.languages.items() if level is not None and code not in claims.no_languages},
        no_languages=claims.no_languages,
        named_languages=tuple(code for code, level in claims.languages.items() if level is None),
        years=max(0, min(max(years), LONGEST_CAREER)) if years else None,
        # What a CV holds beside its skills are names and addresses: they are nobody's business.
        unlinked=() if is_cv else tuple(text[:UNLINKED_LENGTH] for text in claims.unlinked if words(text)),
        is_cv=is_cv,
    )


def _named(claims: Claims) -> set[str]:
    return {claim.concept_id for claim in (*claims.sure, *(choice for doubt in claims.doubts for choice in doubt.choices))}


def merged(chips: Iterable[Chip], new: Iterable[Chip]) -> tuple[Chip, ...]:
    """Return all chips, each concept once: what is said later counts, unless it is only a guess."""
    found = {chip.concept_id: chip for chip in chips}
    for chip in new:
        known = found.get(chip.concept_id)
        # Work that was done stays work that was done, also for somebody who wants to go on with it.
        is_less = known is not None and (not chip.is_sure or (chip.is_wish and known.is_on))
        if not is_less:
            found[chip.concept_id] = chip
    ordered = sorted(found.values(), key=lambda chip: (not chip.is_sure, chip.is_denied))
    return tuple(ordered[:MAX_CHIPS])


def settled(chips: Iterable[Chip]) -> tuple[tuple[Chip, ...], tuple[str, ...]]:
    """Return the chips without the guesses that nobody confirmed, and the words of which no guess was right."""
    chips = tuple(chips)
    kept = tuple(replace(chip, is_sure=True) for chip in chips if chip.is_sure or chip.is_on)
    understood = {chip.text for chip in kept}
    guessed = dict.fromkeys(chip.text for chip in chips if not chip.is_sure and not chip.is_on)
    return kept, tuple(text for text in guessed if text and text not in understood)


def chips_of(seeker: Seeker) -> tuple[Chip, ...]:
    """Return the chips of a profile that was told before."""
    done = (Chip(concept, kind) for kind, concepts in ((Kind.OCCUPATION, seeker.occupations), (Kind.SKILL, seeker.skills)) for concept in concepts)
    return merged(done, (Chip(concept, Kind.OCCUPATION, is_wish=True) for concept in seeker.wishes))


def with_chips(seeker: Seeker, chips: Iterable[Chip], unlinked: Iterable[str]) -> Seeker:
    """Return the profile with the work and skills of the chips that are on, and the words that named nothing."""
    on = [chip for chip in chips if chip.is_on]
    return replace(
        seeker,
        occupations=tuple(chip.concept_id for chip in on if chip.kind is Kind.OCCUPATION and not chip.is_wish),
        wishes=tuple(chip.concept_id for chip in on if chip.is_wish),
        skills=tuple(chip.concept_id for chip in on if chip.kind is Kind.SKILL),
        words=tuple(dict.fromkeys(" ".join(words(text)) for text in unlinked)),
    )


def with_told(seeker: Seeker, told: Heard) -> Seeker:
    """Return the profile with the languages, permits and years that a text told; they replace what was told before."""
    return replace(
        seeker,
        languages={code: level for code, level in {**seeker.languages, **told.languages}.items() if code not in told.no_languages},
        no_languages=(seeker.no_languages - set(told.languages)) | told.no_languages,
        permits=(seeker.permits | told.permits) - told.no_permits,
        no_permits=(seeker.no_permits - told.permits) | told.no_permits,
        experience_years=seeker.experience_years if told.years is None else told.years,
    )
