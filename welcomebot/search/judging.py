"""What a message leads to, from what was heard in it and from the articles that the search found."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from welcomebot.domain.answering import Candidate, Decision, Outcome
from welcomebot.domain.folding import words
from welcomebot.domain.gate import Gate
from welcomebot.search.fusion import Basis
from welcomebot.search.hearing import Heard

# Of 29 cries that only the meaning caught (tests/bench/emergency_lines) none lies above, of 36 false alarms among test questions 10 do.
DOUBTED_FROM = 0.9
# A topic that the office does not answer is doubted below the first where an article is as likely as the second: on the test questions that
# gives back 6 of 19 questions that have an answer and costs 4 of 108 refusals.
TOPIC_FROM, COVERED_FROM = 0.7, 0.6
WEIGHED = 10  # candidates


@dataclass(frozen=True)
class Judge:
    """The gates by basis of comparison, the topics that the office does not answer, and the articles whose questions people in danger ask too."""

    gates: Mapping[Basis, Gate]
    not_covered: Collection[str]
    dangerous: Collection[str]

    def judge(self, heard: Heard, found: Sequence[Candidate], basis: Basis) -> Decision:
        """Return what a message leads to with the candidates that the search found on a basis."""
        gate, length = self.gates[basis], len(words(heard.text))
        candidates = self.covered(found)
        decide = partial(Decision, language=heard.language, unspoken=heard.unspoken, candidates=candidates)
        if heard.ruled is not None and not (heard.is_felt and self._is_ordinary(candidates, gate.certainty(candidates, length, heard.detected))):
            return decide(heard.ruled, detail=heard.detail)
        if found and found[0].article_id in self.not_covered:
            # Nearest to what the office does not answer: a refusal, which says where to ask where it is sure what the question is about.
            sure = gate.certainty(found[:WEIGHED], length, heard.detected)
            if sure < TOPIC_FROM and gate.coverage(candidates, length, heard.detected) >= COVERED_FROM:
                return decide(Outcome.CHOICES, offered=gate.choices(candidates))
            return decide(Outcome.NO_ANSWER, detail=found[0].article_id if sure >= gate.answer_from else "")
        outcome, offered = gate.decide(candidates, length, heard.detected)
        return decide(outcome, offered=offered)

    def covered(self, found: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """Return the best candidates without the topics that the office does not answer."""
        return tuple(candidate for candidate in found if candidate.article_id not in self.not_covered)[:WEIGHED]

    def _is_ordinary(self, candidates: Sequence[Candidate], certainty: float) -> bool:
        """Tell whether a message is so near to what nobody in danger asks that a meaning of danger without any word of it is doubted."""
        return certainty >= DOUBTED_FROM and candidates[0].article_id not in self.dangerous
