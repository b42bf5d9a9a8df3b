"""The right concept first: every set of ../shared/eval that links words, beside RapidFuzz's ratio on the same phrases.

uv run python -m tests.bench.linking [--eval DIR] [--knowledge DIR] [--data DIR] [--embedder bundled|none] [--set NAME] [--misses]

- titles: typed job titles in six languages; right where the first concept is the one that the English meaning links to first
- occupations: three MELO sets, through the labels as `skills link --by label` ranks them
- synonyms: 3,000 alternative Finnish labels of ESCO, to the preferred label of their occupation, whose names do not hold them
"""

import argparse
import asyncio
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from tests.bench.dev_questions import eval_folder
from welcomebot.domain.skills import Concept, Taxonomy
from welcomebot.search.embedding import BundledEmbedder, Embedder, NoEmbedder
from welcomebot.search.label_forms import fold_phrase, plain_title, singular
from welcomebot.search.label_scoring import EVERYDAY, OFFICIAL, Vectors, Weights
from welcomebot.search.labels import SIZES, LabelIndex
from welcomebot.search.linking import Linker
from welcomebot.search.normalise import ngrams
from welcomebot.search.skill_reader import SkillReader
from welcomebot.services.esco_files import read_esco
from welcomebot.services.read_skills import read_skills

MELO = (("dnk_q_da_c_da", "da"), ("usa_q_en_c_en", "en"), ("dnk_q_da_c_en", "en"))
SYNONYMS, SEED = 3_000, 1
SETS = ("titles", "occupations", "synonyms")


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    bar: str
    ours: str
    rival: str
    seconds: float


@dataclass(frozen=True)
class Bench:
    """What every set needs."""

    folder: Path
    data: Path
    embedder: Embedder
    console: Console
    shows_misses: bool

    async def reader(self, taxonomy: Taxonomy, weights: Weights = OFFICIAL) -> SkillReader:
        """Return a reader with all its signals; computing meanings is off the clock."""
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("meanings", total=None)
            progress = lambda done, total: bar.update(task, completed=done, total=total)  # noqa: E731
            reader = SkillReader(self.embedder, data_dir=self.data, progress=progress, weights=weights)
            await reader.load(taxonomy)
            await reader.ready()
        return reader


def reciprocal(scores: np.ndarray, relevant: np.ndarray) -> float:
    """Return the reciprocal rank of the best relevant one, as MELO counts: those tied with it count half."""
    if not relevant.any():
        return 0.0
    best, wrong = scores[relevant].max(), scores[~relevant]
    return float(1 / (1 + (wrong > best).sum() + (wrong == best).sum() / 2))


def rival_first(text: str, names: Sequence[str], owners: Sequence[str]) -> list[str]:
    """Return the concepts in the order in which RapidFuzz's ratio ranks their names."""
    found = process.extract(fold_phrase(text), names, scorer=fuzz.ratio, limit=20, processor=None)
    return list(dict.fromkeys(owners[place] for _, _, place in found))


async def titles(bench: Bench, knowledge: Path) -> list[Row]:
    """Return how many typed titles link to what they mean, by language."""
    reader = await bench.reader(read_skills(knowledge), EVERYDAY)
    linker, index = reader.linker, reader.linker.index
    names, owners = [label.folded for label in index.labels], [index.concepts[label.concept].id for label in index.labels]
    ours: dict[str, list[int]] = defaultdict(list)
    rival: dict[str, list[int]] = defaultdict(list)
    seconds: list[float] = []
    for line in (bench.folder / "jobs" / "titles.tsv").read_text(encoding="utf-8").splitlines():
        language, text, meaning = line.split("\t")
        meant = await _concepts(reader, linker, meaning, "en")
        started = time.perf_counter()
        found = await _concepts(reader, linker, text, language)
        seconds.append(time.perf_counter() - started)
        ours[language].append(_rank(found, meant[0]))
        rival[language].append(_rank(rival_first(text, names, owners), rival_first(meaning, names, owners)[0]))
        if bench.shows_misses and found[:1] != meant[:1]:
            bench.console.print(f"  {language}  {text}  means {meant[0]}, found {', '.join(found[:3])}", style="dim")
    await reader.close()
    return [Row(f"titles {code}", ".80 / .92", _shares(ours[code]), _shares(rival[code]), float(np.mean(seconds))) for code in ours]


async def _concepts(reader: SkillReader, linker: Linker, text: str, language: str) -> list[str]:
    vectors = await reader.vectors(linker, linker.tried(text))
    return [link.concept.id for link in linker.link(text, language=language, vectors=vectors)]


def _rank(found: Sequence[str], meant: str) -> int:
    return found.index(meant) + 1 if meant in found else len(found) + 100


def _shares(ranks: Sequence[int]) -> str:
    return f"{np.mean([rank == 1 for rank in ranks]):.2f} / {np.mean([rank <= 3 for rank in ranks]):.2f}"


async def occupations(bench: Bench) -> list[Row]:
    """Return the mean reciprocal rank on each MELO set."""
    bars = {("dnk_q_da_c_da", "da"): ".65", ("usa_q_en_c_en", "en"): ".69", ("dnk_q_da_c_en", "en"): ".52"}
    rows = []
    for name, language in MELO:
        folder = bench.folder / "occupations" / name
        reader = await bench.reader(read_esco(folder / "taxonomy"))
        linker, index = reader.linker, reader.linker.index
        queries = [json.loads(line) for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()]
        vectors = await reader.vectors(linker, [fold_phrase(plain_title(query["text"])) for query in queries])
        places = np.flatnonzero(index.languages == language)
        uris = np.array([index.concepts[index.labels[place].concept].id for place in places])
        names = [index.labels[place].folded for place in places]
        rival, started = [], time.perf_counter()
        ours = [reciprocal(linker.label_scores(query["text"], query["language"], vectors)[places], np.isin(uris, query["relevant"])) for query in queries]
        seconds = (time.perf_counter() - started) / len(queries)
        for query in queries:
            ratios = process.cdist([fold_phrase(query["text"])], names, scorer=fuzz.ratio, processor=None)[0]
            rival.append(reciprocal(ratios, np.isin(uris, query["relevant"])))
        rows.append(Row(f"{name} MRR", bars[name, language], f"{np.mean(ours):.3f}", f"{np.mean(rival):.3f}", seconds))
        await reader.close()
    return rows


async def synonyms(bench: Bench) -> list[Row]:
    """Return the mean reciprocal rank of alternative Finnish labels of ESCO's occupations."""
    concepts = [concept for concept in read_finnish(bench.folder / "esco") if concept.labels.get("fi")]
    preferred = {concept.labels["fi"][0] for concept in concepts}
    asked = [(name, number) for number, concept in enumerate(concepts) for name in concept.labels["fi"][1:] if name not in preferred]
    random.Random(SEED).shuffle(asked)
    asked = asked[:SYNONYMS]
    reader = await bench.reader(Taxonomy({concept.id: concept for concept in concepts}))
    full = reader.linker
    # Names are found by preferred labels alone; the other names of a concept help only as its document, without the asked one.
    bare = Linker(LabelIndex.of([replace(concept, labels={"fi": concept.labels["fi"][:1]}) for concept in concepts]), full.meaning, OFFICIAL)
    vectors = await reader.vectors(full, [fold_phrase(name) for name, _ in asked])
    rival, started = [], time.perf_counter()
    ours = [_synonym_rank(bare, full.index, name, number, vectors) for name, number in asked]
    seconds = (time.perf_counter() - started) / len(asked)
    names = [fold_phrase(concept.labels["fi"][0]) for concept in concepts]
    for name, number in asked:
        ratios = process.cdist([fold_phrase(name)], names, scorer=fuzz.ratio, processor=None)[0]
        rival.append(reciprocal(ratios, np.arange(len(names)) == number))
    await reader.close()
    return [Row("synonyms fi MRR", ".62", f"{np.mean(ours):.3f}", f"{np.mean(rival):.3f}", seconds)]


def _synonym_rank(bare: Linker, full: LabelIndex, name: str, number: int, vectors: Vectors) -> float:
    folded = fold_phrase(name)
    scored = bare.score(folded, "fi", vectors)
    documents = full.cosines(folded)[1].copy()
    kept = replace(full.concepts[number], labels={"fi": tuple(label for label in full.concepts[number].labels["fi"] if fold_phrase(label) != folded)})
    documents[number] = _document(full, kept, folded)
    scores = scored.concepts + np.float32(OFFICIAL.together) * (documents - bare.index.cosines(folded)[1])
    return reciprocal(scores, np.arange(len(scores)) == number)


def _document(index: LabelIndex, concept: Concept, folded: str) -> float:
    """Return the cosine of a concept's document after a name was taken out of it, by the weights of the whole index."""
    weights = index.documents
    grams = count_of(concept)
    row = {weights.vocabulary[gram]: (1 + np.log(count)) * weights.idf[weights.vocabulary[gram]] for gram, count in grams.items() if gram in weights.vocabulary}
    query = {
        weights.vocabulary[gram]: (1 + np.log(count)) * weights.idf[weights.vocabulary[gram]]
        for gram, count in grams_of(folded).items()
        if gram in weights.vocabulary
    }
    norm = np.sqrt(sum(value**2 for value in row.values())) * np.sqrt(sum(value**2 for value in query.values()))
    return float(sum(value * row.get(column, 0.0) for column, value in query.items()) / norm) if norm else 0.0


def count_of(concept: Concept) -> dict[str, int]:
    """Return how often each n-gram stands in a concept's names."""
    total: dict[str, int] = defaultdict(int)
    for name in concept.labels["fi"]:
        for gram, count in grams_of(fold_phrase(name)).items():
            total[gram] += count
    return total


def grams_of(folded: str) -> dict[str, int]:
    """Return how often each n-gram stands in a folded name."""
    return Counter(ngrams(singular(folded), SIZES))


def read_finnish(folder: Path) -> Iterable[Concept]:
    """Return the occupations of ESCO with their Finnish names."""
    for concept in read_esco(folder).concepts.values():
        if concept.kind.value == "occupation" and "fi" in concept.labels:
            yield replace(concept, labels={"fi": concept.labels["fi"]}, skills=(), optional=(), group="")


async def measure(arguments: argparse.Namespace) -> None:
    """Measure the sets and print one table."""
    console = Console()
    embedder: Embedder = BundledEmbedder() if arguments.embedder == "bundled" else NoEmbedder()
    bench = Bench(eval_folder(arguments.eval), Path(arguments.data), embedder, console, arguments.misses)
    measures: dict[str, Callable[[], object]] = {
        "titles": lambda: titles(bench, Path(arguments.knowledge)),
        "occupations": lambda: occupations(bench),
        "synonyms": lambda: synonyms(bench),
    }
    table = Table("set", "bar", "ours", "RapidFuzz ratio", "ms a phrase", title=f"linking, embedder {arguments.embedder}")
    for name, run in measures.items():
        if arguments.set in (None, name):
            for row in await run():  # type: ignore[misc]
                table.add_row(row.name, row.bar, row.ours, row.rival, f"{row.seconds * 1000:.1f}")
    console.print(table)
    await embedder.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--eval")
    parser.add_argument("--knowledge", default="knowledge")
    parser.add_argument("--data", default="data")
    parser.add_argument("--embedder", choices=("bundled", "none"), default="bundled")
    parser.add_argument("--set", choices=SETS)
    parser.add_argument("--misses", action="store_true")
    asyncio.run(measure(parser.parse_args()))
