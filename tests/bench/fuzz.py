"""Whatever somebody types, there is a decision and no exception: ten thousand strange messages against the real articles.

    uv run python -m tests.bench.fuzz [--examples 10000] [--knowledge DIR]

Meanings are left out: the embedder takes any text, and would take ten minutes.
"""

import argparse
import asyncio
import sys
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from welcomebot.domain.answering import Outcome
from welcomebot.domain.language import CODES
from welcomebot.search.answerer import Answerer
from welcomebot.search.embedding import NoEmbedder
from welcomebot.services.read_knowledge import read_knowledge
from welcomebot.services.read_not_covered import read_not_covered

STRANGE = ("\u200b", "\u200d", "\u202e", "\u2067", "\ufeff", "\u0000", "🙂", "👨‍👩‍👧", "' OR 1=1 --", "<b>", "&amp;", "{phone:112}", "%s", "١٢٣", "0401234567")
WORDS = ("verokortti", "vеrokоrtti", "karta", "Kela", "податкова", "картка", "налоговая", "بطاقة", "ضريبية", "skattekort", "help", "permit", "我", "ไทย")


def messages() -> st.SearchStrategy[str]:
    """Return messages: any signs, and words of six languages with strange signs between and within them."""
    piece = st.one_of(st.sampled_from(WORDS), st.sampled_from(STRANGE), st.text(max_size=12))
    mixed = st.lists(piece, max_size=30).map(" ".join)
    torn = st.lists(piece, max_size=8).map("".join)
    long = st.tuples(piece, st.integers(1, 4_096)).map(lambda part: (part[0] * part[1])[:4_096])
    return st.one_of(st.text(max_size=300), mixed, torn, long)


def main() -> int:
    """Run the fuzz; an exception shows the shortest message that leads to it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=10_000)
    parser.add_argument("--knowledge", default="knowledge")
    options = parser.parse_args()
    answerer = Answerer(NoEmbedder(), not_covered=read_not_covered(Path(options.knowledge)))
    asyncio.run(answerer.load(read_knowledge(Path(options.knowledge)).articles))
    outcomes: Counter[Outcome] = Counter()

    @settings(max_examples=options.examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(messages(), st.sampled_from((*CODES, None)))
    def survives(text: str, language: str | None) -> None:
        decision = asyncio.run(answerer.decide(text, language=language))
        assert decision.language in CODES
        assert (decision.outcome in {Outcome.ANSWER, Outcome.CHOICES}) == bool(decision.offered)
        outcomes[decision.outcome] += 1

    survives()
    print(f"{sum(outcomes.values())} messages, no exception:", ", ".join(f"{count} {outcome}" for outcome, count in outcomes.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
