"""All articles at one revision, ready to be compared with a question; immutable, so that it can be swapped at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from welcomebot.domain.answering import Candidate
from welcomebot.domain.folding import fold
from welcomebot.domain.knowledge import Article
from welcomebot.search.fusion import Basis, Fusion
from welcomebot.search.lexical import Bm25, CharacterIndex
from welcomebot.search.meaning_space import MeaningSpace, Nearness
from welcomebot.search.normalise import Lemmatiser, ngrams, terms
from welcomebot.search.units import MAX_ALIAS_WORDS, Grouped, aliases, documents, languages_of, passage_units, question_units

Scores = NDArray[np.float32]

MIN_ALIAS_RATIO = 85  # of 100; below, short names are different words
MAX_ALIASED_WORDS = MAX_ALIAS_WORDS + 1  # a longer question is no name
KEPT = 20  # candidates, the topics that the office does not answer among them
CACHED_LANGUAGES, CACHED_QUESTIONS = 24, 4  # indexes: today's and those of some trials
CACHED_DOCUMENTS, CACHED_LINES = 1_500, 15_000  # more than a hundred articles have in six languages
MANY = 10  # questions whose nearness is averaged


@dataclass(frozen=True)
class TextIndex:
    """The whole texts of one language; `articles` are the numbers of their articles."""

    articles: NDArray[np.intp]
    words: Bm25
    characters: CharacterIndex

    @classmethod
    def of(cls, articles: Sequence[Article], language: str, lemmas: Lemmatiser) -> "TextIndex":
        """Return the index of the texts that articles have in a language."""
        return _text_index(tuple(documents(articles, language)), language, lemmas)


@dataclass(frozen=True)
class Index:
    """Signals of each article for a question: words, characters, names and, once computed, meanings."""

    article_ids: tuple[str, ...]
    questions: Grouped
    passages: Grouped | None
    texts: Mapping[str, TextIndex]
    characters: CharacterIndex
    alias_names: tuple[str, ...]
    alias_owners: NDArray[np.intp]
    lemmas: Lemmatiser
    fusion: Fusion
    question_vectors: Scores | None = None
    passage_vectors: Scores | None = None
    space: MeaningSpace | None = None

    @property
    def has_meaning(self) -> bool:
        """Tell whether embeddings are there."""
        return self.space is not None

    def basis(self, *, has_meaning: bool) -> Basis:
        """Return what a question is compared with, with a vector of its meaning or without."""
        if not has_meaning:
            return Basis.WORDS
        return Basis.QUESTIONS if self.passages is None else Basis.PAGES

    @property
    def passage_texts(self) -> list[str]:
        """Return the passages that are compared; none where people wrote questions."""
        return [] if self.passages is None else [unit.text for unit in self.passages.units]

    def with_vectors(self, questions: Scores, passages: Scores | None) -> "Index":
        """Return the same index with embeddings, in the order of its units."""
        return replace(self, question_vectors=questions, passage_vectors=passages, space=MeaningSpace.of(questions, passages, self.questions.starts))

    def nearness(self, vectors: Scores) -> Nearness | None:
        """Return how near everything is to a vector, or to each of many; None without embeddings."""
        return None if self.space is None else self.space.nearness(vectors)

    def search(self, query: str, language: str, vector: Scores | None = None) -> list[Candidate]:
        """Return the articles that fit a question best, the best first, with the signals that they came from."""
        return self.search_near(query, language, None if vector is None else self.nearness(vector))

    def search_near(self, query: str, language: str, near: Nearness | None) -> list[Candidate]:
        """Return the same for a question whose nearness is known."""
        if not self.article_ids:
            return []
        signals, units = self.signals(query, language, near)
        totals = self.fusion.total(signals, self.basis(has_meaning=near is not None))
        best = np.argsort(-totals, kind="stable")[:KEPT]
        return [
            Candidate(
                article_id=self.article_ids[number],
                score=float(1 / (1 + np.exp(-totals[number]))),
                signals={"total": round(float(totals[number]), 4), **{name: round(float(values[number]), 4) for name, values in signals.items()}},
                matched=self.questions.nearest(units, int(number)),
            )
            for number in best
        ]

    def signals(self, query: str, language: str, near: Nearness | None) -> tuple[dict[str, Scores], Scores]:
        """Return each signal of all articles, and how near each stored question is."""
        grams = ngrams(query)
        by_characters = self.characters.score(grams)
        own, other = self._word_scores(query, language)
        signals = {
            "words": own,
            "words_elsewhere": other,
            "characters": self._character_scores(grams, language),
            "characters_elsewhere": self.questions.best(by_characters),
            "name": self._name_scores(query),
        }
        if near is None:
            return signals, by_characters
        signals["question"] = self.questions.best(near.questions, language)
        signals["question_elsewhere"] = self.questions.best(near.questions)
        signals["question_many"] = self.questions.mean_of_best(near.questions, MANY)
        signals["article"] = near.articles
        if self.passages is not None and near.passages is not None:
            signals["passage"] = self.passages.best(near.passages, language)
            signals["passage_elsewhere"] = self.passages.best(near.passages)
        return signals, near.questions

    def _word_scores(self, query: str, language: str) -> tuple[Scores, Scores]:
        own = np.zeros(len(self.article_ids), np.float32)
        other = np.zeros(len(self.article_ids), np.float32)
        found = terms(query, (language,), self.lemmas)
        for code, text in self.texts.items():
            target = own if code == language else other
            target[text.articles] = np.maximum(target[text.articles], text.words.score(found))
        return own, other

    def _character_scores(self, grams: Sequence[str], language: str) -> Scores:
        """Return how alike the spelling of a question and of whole texts is: long compounds share parts where they share no word."""
        scores = np.zeros(len(self.article_ids), np.float32)
        if text := self.texts.get(language):
            scores[text.articles] = text.characters.score(grams)
        return scores

    def _name_scores(self, query: str) -> Scores:
        scores = np.zeros(len(self.article_ids), np.float32)
        folded = " ".join(fold(query).split())
        if not self.alias_names or not 0 < len(folded.split()) <= MAX_ALIASED_WORDS:
            return scores
        for _, ratio, place in process.extract(folded, self.alias_names, scorer=fuzz.ratio, score_cutoff=MIN_ALIAS_RATIO, limit=KEPT, processor=None):
            owner = self.alias_owners[place]
            scores[owner] = max(scores[owner], ratio / 100)
        return scores


def build_index(articles: Mapping[str, Article], lemmas: Lemmatiser, fusion: Fusion) -> Index:
    """Return the index of the articles, without embeddings."""
    ordered: Sequence[Article] = list(articles.values())
    questions = Grouped.of(question_units(ordered), len(ordered))
    passages = passage_units(ordered)
    names = aliases(ordered)
    return Index(
        article_ids=tuple(article.id for article in ordered),
        questions=questions,
        passages=Grouped.of(passages, len(ordered)) if passages else None,
        texts={language: TextIndex.of(ordered, language, lemmas) for language in languages_of(articles)},
        characters=_question_characters(tuple(unit.text for unit in questions.units)),
        alias_names=tuple(names),
        alias_owners=np.array(list(names.values()), np.intp),
        lemmas=lemmas,
        fusion=fusion,
    )


# One changed article builds the index anew, and all other texts are the same as before.
@lru_cache(maxsize=CACHED_DOCUMENTS)
def _terms(text: str, language: str, lemmas: Lemmatiser) -> tuple[str, ...]:
    return tuple(terms(text, (language,), lemmas))


@lru_cache(maxsize=CACHED_LINES)
def _ngrams(text: str) -> tuple[str, ...]:
    return tuple(ngrams(text))


# An edit that leaves the questions alone leaves this index as it is.
@lru_cache(maxsize=CACHED_QUESTIONS)
def _question_characters(lines: tuple[str, ...]) -> CharacterIndex:
    return CharacterIndex.of([_ngrams(line) for line in lines])


# An edit changes one language as a rule; the indexes of the others stay as they are.
@lru_cache(maxsize=CACHED_LANGUAGES)
def _text_index(texts: tuple[tuple[int, str], ...], language: str, lemmas: Lemmatiser) -> TextIndex:
    return TextIndex(
        np.array([number for number, _ in texts], np.intp),
        Bm25.of([_terms(text, language, lemmas) for _, text in texts]),
        CharacterIndex.of([ngrams(text) for _, text in texts]),
    )
