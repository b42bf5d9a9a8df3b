"""The queue of words that named no concept: one tap of the office gives a concept one more name, and can be taken back."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from welcomebot.domain.folding import words
from welcomebot.domain.nearest_concepts import nearest_concepts
from welcomebot.domain.skills import Concept, Kind, Taxonomy
from welcomebot.domain.staff import Right
from welcomebot.domain.vacancies import Asked, Vacancy, VacancyState
from welcomebot.services.job_ports import UnlinkedWord
from welcomebot.services.office_ports import Act
from welcomebot.services.ports import Clock, Repositories, SkillReader, Work
from welcomebot.services.staff_rights import Acting

Alias = tuple[str, str, str]  # concept, language, label
Change = Callable[[Vacancy], Vacancy]

QUEUE = 200  # words that are looked at for the next one
SUGGESTIONS = 3
MARK_DIGITS = 8  # enough to tell the words of the queue apart in a button
READ_AGAIN = (VacancyState.OPEN, VacancyState.WAITING, VacancyState.SENT_BACK, VacancyState.EXPIRED)


@dataclass(frozen=True)
class NamedWord:
    """What one more name did: the word with the people and ads that it touches, and the concept."""

    word: UnlinkedWord
    concept_id: str


def taxonomy_with_aliases(taxonomy: Taxonomy, aliases: Iterable[Alias]) -> Taxonomy:
    """Return the taxonomy in which concepts also have the names that the office gave; names of concepts that are gone are left out."""
    given: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for concept_id, language, label in aliases:
        given[concept_id][language].append(label)
    named = {concept_id: _named(taxonomy.concepts[concept_id], labels) for concept_id, labels in given.items() if concept_id in taxonomy.concepts}
    return replace(taxonomy, concepts={**taxonomy.concepts, **named}) if named else taxonomy


def concepts_for_words(typed: Iterable[str], aliases: Iterable[Alias]) -> tuple[str, ...]:
    """Return the concepts that somebody's unlinked words name by now, for a chip to confirm."""
    known = {_folded(label): concept_id for concept_id, _, label in aliases}
    return tuple(dict.fromkeys(known[_folded(word)] for word in typed if _folded(word) in known))


async def queue(by: Acting, *, work: Work) -> tuple[UnlinkedWord, ...]:
    """Return the words that wait, those of most people and ads first."""
    by.require(Right.JOBS)
    async with work.reading() as db:
        named = {_folded(label) for _, _, label in await db.skill_words.aliases()}
        found = await db.skill_words.unlinked(limit=QUEUE + len(named))
    return tuple(word for word in found if word.folded not in named)


async def suggestions(word: UnlinkedWord, *, reader: SkillReader, taxonomy: Taxonomy) -> tuple[str, ...]:
    """Return the nearest concepts: what the reader half understands, then what is spelled alike."""
    claims = await reader.read(word.text, language=word.language)
    half_known = (*claims.sure, *(choice for doubt in claims.doubts for choice in doubt.choices))
    understood = [claim.concept_id for claim in sorted(half_known, key=lambda claim: -claim.score) if claim.concept_id in taxonomy.concepts]
    spelled = nearest_concepts(word.text, taxonomy, limit=SUGGESTIONS)
    return tuple(dict.fromkeys((*understood[:SUGGESTIONS], *spelled)))[:SUGGESTIONS]


def mark_of(word: UnlinkedWord) -> str:
    """Return what stands for a word in a button."""
    return sha256(word.folded.encode()).hexdigest()[:MARK_DIGITS]


async def name_concept(mark: str, concept_id: str, *, taxonomy: Taxonomy, by: Acting, work: Work, clock: Clock) -> NamedWord | None:
    """Add the word as a name of a concept; ads that use it get the concept at once. None where the word or the concept is gone."""
    word = await waiting_word(mark, by=by, work=work)
    concept = taxonomy.concepts.get(concept_id)
    if word is None or concept is None:
        return None
    db = await work.writing()
    await db.skill_words.add_alias(concept_id, word.language, word.text, added_by=by.user_id, at=clock())
    await _reread(db, lambda vacancy: _with_concept(vacancy, word.folded, concept), clock=clock)
    await db.acts.add(Act(clock(), by.user_id, "skill-named", f"skill:{concept_id}", None, {"word": word.text, "language": word.language}))
    return NamedWord(word, concept_id)


async def take_back(mark: str, concept_id: str, *, by: Acting, work: Work, clock: Clock) -> UnlinkedWord | None:
    """Take a name back; the word waits again."""
    by.require(Right.JOBS)
    async with work.reading() as db:
        aliases = await db.skill_words.aliases()
        found = await db.skill_words.unlinked(limit=QUEUE + len(aliases))
    word = next((word for word in found if mark_of(word) == mark), None)
    if word is None:
        return None
    db = await work.writing()
    for other, language, label in aliases:
        if other == concept_id and _folded(label) == word.folded:
            await db.skill_words.remove_alias(other, language, label)
    await _reread(db, lambda vacancy: _without_concept(vacancy, word.folded, concept_id), clock=clock)
    await db.acts.add(Act(clock(), by.user_id, "skill-name-undone", f"skill:{concept_id}", {"word": word.text, "language": word.language}, None))
    return word


async def drop_word(mark: str, *, by: Acting, work: Work, clock: Clock) -> UnlinkedWord | None:
    """Take a word that names no skill off the queue."""
    word = await waiting_word(mark, by=by, work=work)
    if word is not None:
        db = await work.writing()
        await db.skill_words.drop_unlinked(word.folded)
        # The word itself may be something that a person told of themselves: what was put aside is not written down.
        await db.acts.add(Act(clock(), by.user_id, "word-dropped", f"word:{mark}"))
    return word


async def waiting_word(mark: str, *, by: Acting, work: Work) -> UnlinkedWord | None:
    """Return the word of the queue that a button stands for."""
    return next((word for word in await queue(by, work=work) if mark_of(word) == mark), None)


async def _reread(db: Repositories, change: Change, *, clock: Clock) -> None:
    for state in READ_AGAIN:
        for stored in await db.vacancies.in_state(state):
            vacancy = change(stored.vacancy)
            if vacancy != stored.vacancy:
                await db.vacancies.put(replace(stored, vacancy=vacancy, updated_at=clock()))


def _with_concept(vacancy: Vacancy, folded: str, concept: Concept) -> Vacancy:
    def linked(asked: Asked) -> Asked:
        return replace(asked, concepts=(concept.id,)) if not asked.concepts and _folded(asked.text) == folded else asked

    found = replace(vacancy, required=tuple(map(linked, vacancy.required)), wished=tuple(map(linked, vacancy.wished)))
    if concept.kind is Kind.OCCUPATION and not vacancy.occupations and _folded(vacancy.title) == folded:
        return replace(found, occupations=(concept.id,))
    return found


def _without_concept(vacancy: Vacancy, folded: str, concept_id: str) -> Vacancy:
    def unlinked(asked: Asked) -> Asked:
        return replace(asked, concepts=()) if asked.concepts == (concept_id,) and _folded(asked.text) == folded else asked

    found = replace(vacancy, required=tuple(map(unlinked, vacancy.required)), wished=tuple(map(unlinked, vacancy.wished)))
    is_title = vacancy.occupations == (concept_id,) and _folded(vacancy.title) == folded
    return replace(found, occupations=()) if is_title else found


def _named(concept: Concept, labels: Mapping[str, list[str]]) -> Concept:
    all_labels = {language: (*concept.labels.get(language, ()), *added) for language, added in labels.items()}
    return replace(concept, labels={**concept.labels, **{language: tuple(dict.fromkeys(names)) for language, names in all_labels.items()}})


def _folded(text: str) -> str:
    return " ".join(words(text))
