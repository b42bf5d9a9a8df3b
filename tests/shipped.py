"""What ships with the bot, read once in a process; whoever takes it leaves it as it is."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from welcomebot.domain.knowledge import Article
from welcomebot.domain.places import Places
from welcomebot.domain.skills import Taxonomy
from welcomebot.search.labels import LabelIndex
from welcomebot.services.read_knowledge import Knowledge, read_knowledge
from welcomebot.services.read_not_covered import read_not_covered
from welcomebot.services.read_places import read_places
from welcomebot.services.read_skills import read_skills

KNOWLEDGE = Path(__file__).parents[1] / "knowledge"


@cache
def knowledge() -> Knowledge:
    """Return the articles and facts."""
    return read_knowledge(KNOWLEDGE)


@cache
def not_covered() -> Mapping[str, Article]:
    """Return the topics that the office does not answer."""
    return read_not_covered(KNOWLEDGE)


@cache
def taxonomy() -> Taxonomy:
    """Return the occupations, skills and permits."""
    return read_skills(KNOWLEDGE)


@cache
def places() -> Places:
    """Return the municipalities."""
    return read_places(KNOWLEDGE)


@cache
def label_index() -> LabelIndex:
    """Return the index of all names in the taxonomy, which takes seconds to build."""
    return LabelIndex.of(taxonomy().concepts.values())
