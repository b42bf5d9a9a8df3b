"""Which concepts have names like a word that was not understood."""

from rapidfuzz import fuzz, process

from welcomebot.domain.folding import words
from welcomebot.domain.skills import Taxonomy

HOPELESS = 50  # of 100; below it a likeness is chance


def nearest_concepts(text: str, taxonomy: Taxonomy, *, limit: int) -> tuple[str, ...]:
    """Return the concepts whose names are spelled most like a text, in any language, the likeliest first."""
    wanted = " ".join(words(text))
    names = [(" ".join(words(name)), concept.id) for concept in taxonomy.concepts.values() for labels in concept.labels.values() for name in labels]
    found = process.extract(wanted, [name for name, _ in names], scorer=fuzz.ratio, score_cutoff=HOPELESS, limit=limit * 20)
    return tuple(dict.fromkeys(names[place][1] for _, _, place in found))[:limit]
