"""What the words of a message claim: which names are sure, which words are to be asked about, which name nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from welcomebot.domain.claims import Claim, Claims, Doubt
from welcomebot.domain.skill_phrases import Phrase, Reading, read_phrases
from welcomebot.search.label_scoring import Vectors
from welcomebot.search.label_spans import Named, find_spans
from welcomebot.search.labels import best_places
from welcomebot.search.language import detect
from welcomebot.search.linking import Linker

MAX_CHOICES = 3
# Cosines of letters, matching.md section c2: above, 82-85 % of the first hits are right; below, a quarter.
SURE_LETTERS, ASK_LETTERS = 0.8, 0.5
ASK_MEANING = 0.6  # cosine of meanings that is enough alone
LEAST_MEANING = 0.3  # what letters alone suggest is no choice where the meaning says otherwise
NEAR_BEST = 0.75  # a choice that is worth less than this share of the best is no alternative


@dataclass(frozen=True)
class Left:
    """Words of a phrase that are no name."""

    text: str
    phrase: Phrase


@dataclass(frozen=True)
class Found:
    """What a text says by its form, the names in it, and the words that are none."""

    reading: Reading
    named: list[tuple[Named, Phrase]]
    left: list[Left]
    written_in: str

    @property
    def to_compare(self) -> list[str]:
        """Return the phrases whose meaning helps to judge."""
        return [*(name.context for name, _ in self.named if name.context), *(piece.text for piece in self.left)]


def look_up(linker: Linker, text: str, language: str | None) -> Found:
    """Find the names in a text."""
    reading = read_phrases(text)
    named: list[tuple[Named, Phrase]] = []
    left: list[Left] = []
    for phrase in reading.phrases:
        spans = find_spans(linker, phrase.core, language=language)
        named += [(name, phrase) for name in spans.named]
        left += [Left(words, phrase) for words in spans.left]
    return Found(reading, named, left, detect(text, language)[0])


def judge(linker: Linker, found: Found, vectors: Vectors, language: str | None) -> Claims:
    """Return what a message claims; `vectors` are those of `to_compare`, as far as they are known."""
    sure: dict[str, Claim] = {}
    doubts: dict[str, Doubt] = {}
    unlinked: dict[str, None] = {}
    for name, phrase in found.named:
        claims = [_claim(concept, name.text, name.score, phrase) for concept in name.concepts]
        likelier = _likelier(linker, name, phrase, vectors, language) if name.context else []
        if len(claims) == 1 and not likelier:
            _keep(sure, claims[0])
        elif not phrase.is_denied:
            _ask(doubts, name.context if likelier else name.text, [*likelier, *claims])
    asked = {text for doubt in doubts for text in doubt.split()}
    for piece in found.left:
        claims = _alike(linker, piece.text, piece.phrase, vectors, language)
        if claims and claims[0].is_sure:
            _keep(sure, claims[0])
        elif claims and not piece.phrase.is_denied and not asked.issuperset(piece.text.split()):
            _ask(doubts, piece.text, claims)
        elif not piece.phrase.is_denied and not asked.issuperset(piece.text.split()):
            unlinked[piece.text] = None
    open_doubts = [doubt for doubt in doubts.values() if not any(claim.concept_id in sure for claim in doubt.choices[:1])]
    spoken, years = found.reading.languages, found.reading.years
    return Claims(tuple(sure.values()), tuple(open_doubts), tuple(unlinked), spoken.levels, spoken.denied, years, found.written_in)


def _likelier(linker: Linker, name: Named, phrase: Phrase, vectors: Vectors, language: str | None) -> list[Claim]:
    """Return what the whole phrase may mean where that is another concept than the one word in it that is a name."""
    found = _alike(linker, name.context, phrase, vectors, language)
    return [] if not found or found[0].concept_id in name.concepts else [replace(claim, is_sure=False) for claim in found[: MAX_CHOICES - 1]]


def _alike(linker: Linker, text: str, phrase: Phrase, vectors: Vectors, language: str | None) -> list[Claim]:
    """Return the concepts that some words may mean, the likeliest first; a sure one stands alone."""
    scored = linker.score(text, language, vectors)
    if not len(scored.concepts):
        return []
    meanings = scored.meanings if scored.meanings is not None else np.full_like(scored.letters, LEAST_MEANING)
    askable = ((scored.letters >= ASK_LETTERS) & (meanings >= LEAST_MEANING)) | (meanings >= ASK_MEANING)
    best = [number for number in best_places(np.where(askable, scored.concepts, -np.inf), MAX_CHOICES) if askable[number]]
    if not best:
        return []
    ids = [linker.index.concepts[number].id for number in best]
    if scored.letters[best[0]] >= SURE_LETTERS:
        return [_claim(ids[0], text, float(scored.letters[best[0]]), phrase)]
    least = float(scored.concepts[best[0]]) * NEAR_BEST
    scores = [min(SURE_LETTERS, float(max(scored.letters[number], meanings[number]))) for number in best]
    return [_claim(ids[rank], text, scores[rank], phrase, is_sure=False) for rank, number in enumerate(best) if scored.concepts[number] >= least]


def _claim(concept_id: str, text: str, score: float, phrase: Phrase, *, is_sure: bool = True) -> Claim:
    return Claim(concept_id, text, round(score, 3), is_sure, phrase.is_denied, phrase.level, phrase.years)


def _keep(sure: dict[str, Claim], claim: Claim) -> None:
    """Keep a concept once; who says both yes and no has it, and the largest time counts."""
    known = sure.get(claim.concept_id)
    if known is None or (known.is_denied and not claim.is_denied):
        sure[claim.concept_id] = claim
    elif known.is_denied == claim.is_denied:
        years = max((time for time in (known.years, claim.years) if time is not None), default=None)
        sure[claim.concept_id] = replace(known, years=years, level=known.level or claim.level)


def _ask(doubts: dict[str, Doubt], text: str, claims: Sequence[Claim]) -> None:
    best = {claim.concept_id: claim for claim in reversed(claims)}
    choices = [replace(best[concept_id], is_sure=False) for concept_id in dict.fromkeys(claim.concept_id for claim in claims)]
    doubts.setdefault(text, Doubt(text, tuple(choices[:MAX_CHOICES])))
