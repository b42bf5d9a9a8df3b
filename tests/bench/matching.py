"""How well the ranking of vacancies agrees with graded relevance: our score beside RapidFuzz, BM25 and embedding cosine on the plain texts.

uv run python -m tests.bench.matching [--eval DIR] [--embedder bundled|none] [--misses]; KNOWLEDGE_DIR and DATA_DIR as for the bot
"""

import argparse
import asyncio
import csv
import json
import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz
from rich.console import Console
from rich.table import Table

from tests.bench.dev_questions import eval_folder
from welcomebot.cli_jobs import Words, best_matches
from welcomebot.domain.folding import words as words_of
from welcomebot.domain.matching import Matcher
from welcomebot.domain.rarity import Rarity
from welcomebot.domain.seekers import Band
from welcomebot.search.embedding import BundledEmbedder
from welcomebot.services.read_places import read_places
from welcomebot.services.read_seekers import seeker_of
from welcomebot.services.read_skills import read_skills
from welcomebot.services.vacancy_fields import vacancy_of
from welcomebot.settings import EmbedderKind, Settings, load_settings

TODAY = date(2026, 11, 24)
DEPTH = 10
SATURATION, LENGTH = 1.2, 0.75  # BM25's usual numbers

Row = Mapping[str, Any]
Grades = Mapping[str, int]
Ranking = Mapping[str, Sequence[str]]  # by seeker, the vacancies in order


def ndcg(ranked: Sequence[str], grades: Grades, depth: int = DEPTH) -> float:
    """Return the discounted gain of a ranking as a share of the best possible one."""
    gained = sum((2 ** grades.get(vacancy, 0) - 1) / math.log2(place + 2) for place, vacancy in enumerate(ranked[:depth]))
    best = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:depth]
    return gained / sum(gain / math.log2(place + 2) for place, gain in enumerate(best))


def read(folder: Path) -> tuple[list[Row], list[Row], dict[str, dict[str, int]]]:
    """Return the ads, the seekers and the grades by seeker."""
    rows = {name: [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()] for name in ("vacancies", "seekers")}
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for seeker, vacancy, grade in csv.reader((folder / "relevance.tsv").open(encoding="utf-8"), delimiter="\t"):
        grades[seeker][vacancy] = int(grade)
    return rows["vacancies"], rows["seekers"], grades


def by_similarity(vacancies: Sequence[Row], seekers: Sequence[Row], similarity: Callable[[Row, Row], float]) -> Ranking:
    """Return a ranking by any similarity of a seeker's row and an ad's row; ads whose last day is over are left out for all alike."""
    open_ads = [vacancy for vacancy in vacancies if date.fromisoformat(vacancy["apply_by"]) >= TODAY]
    return {seeker["id"]: [ad["id"] for ad in sorted(open_ads, key=lambda ad: -similarity(seeker, ad))] for seeker in seekers}


def whole_text(vacancy: Row) -> str:
    return " ".join((vacancy["title"], vacancy["description"], *vacancy["required_skills"], *vacancy["nice_skills"]))


def short_text(vacancy: Row) -> str:
    return " ".join((vacancy["title"], *vacancy["required_skills"], *vacancy["nice_skills"]))


def rapidfuzz_ranking(vacancies: Sequence[Row], seekers: Sequence[Row]) -> Ranking:
    return by_similarity(vacancies, seekers, lambda seeker, ad: fuzz.token_set_ratio(seeker["text"], whole_text(ad)))


def bm25_ranking(vacancies: Sequence[Row], seekers: Sequence[Row]) -> Ranking:
    texts = {ad["id"]: words_of(whole_text(ad)) for ad in vacancies}
    mean = sum(map(len, texts.values())) / len(texts)
    found_in = defaultdict(int)
    for text in texts.values():
        for word in set(text):
            found_in[word] += 1

    def score(seeker: Row, ad: Row) -> float:
        text, total = texts[ad["id"]], 0.0
        for word in set(words_of(seeker["text"])):
            if count := text.count(word):
                idf = math.log(1 + (len(texts) - found_in[word] + 0.5) / (found_in[word] + 0.5))
                total += idf * count * (SATURATION + 1) / (count + SATURATION * (1 - LENGTH + LENGTH * len(text) / mean))
        return total

    return by_similarity(vacancies, seekers, score)


def embedding_ranking(vacancies: Sequence[Row], seekers: Sequence[Row], text: Callable[[Row], str]) -> Ranking:
    embedder = BundledEmbedder()
    ads = asyncio.run(embedder.embed_passages([text(ad) for ad in vacancies]))
    people = asyncio.run(embedder.embed_queries([seeker["text"] for seeker in seekers]))
    ad_at, seeker_at = ({row["id"]: place for place, row in enumerate(rows)} for rows in (vacancies, seekers))
    cosine = people @ ads.T
    return by_similarity(vacancies, seekers, lambda seeker, ad: float(cosine[seeker_at[seeker["id"]], ad_at[ad["id"]]]))


class Ours:
    """The bot's own matching of the two files, with everything that a reader of misses wants to see."""

    def __init__(self, vacancies: Sequence[Row], seekers: Sequence[Row], settings: Settings) -> None:
        self.taxonomy, self.places = read_skills(settings.knowledge_dir), read_places(settings.knowledge_dir)
        with asyncio.Runner() as runner, closing(Words(self.taxonomy, settings, runner)) as words:
            self.vacancies = {row["id"]: vacancy_of(row, words.links, self.places) for row in vacancies}
            self.seekers = {row["id"]: seeker_of(row, words.links, self.taxonomy) for row in seekers}
            alike = words.likeness(seekers, [ad for ad in self.vacancies.values() if ad.is_open_on(TODAY)])
        matcher = Matcher(self.taxonomy, self.places, Rarity.of(self.vacancies.values()))
        self.matches = {seeker.id: best_matches(seeker, self.vacancies.values(), matcher, TODAY, alike.get(seeker.id, {})) for seeker in self.seekers.values()}

    @property
    def ranking(self) -> Ranking:
        return {seeker: [match.vacancy for match in matches] for seeker, matches in self.matches.items()}

    def strong_without_a_shared_skill(self) -> int:
        """Count strong matches in which no line gives points for a required skill."""
        strong = [match for matches in self.matches.values() for match in matches if match.band is Band.STRONG]
        return sum(not any(line.kind == "required" and line.points > 0 for line in match.lines) for match in strong)


def row(name: str, ranking: Ranking, grades: Mapping[str, Grades], languages: Mapping[str, str]) -> list[str]:
    """Return a row of the table: all seekers with grades, then by the language they write in."""
    values = {seeker: ndcg(ranking[seeker], graded) for seeker, graded in grades.items() if seeker in ranking}
    cells = [name, f"{np.mean(list(values.values())):.3f}"]
    for language in dict.fromkeys(languages.values()):
        own = [value for seeker, value in values.items() if languages[seeker] == language]
        cells.append(f"{np.mean(own):.2f}" if own else "-")
    first = [graded.get(ranking[seeker][0], 0) == max(graded.values()) if ranking[seeker] else False for seeker, graded in grades.items() if seeker in ranking]
    return [*cells, f"{np.mean(first):.2f}"]


def print_misses(ours: Ours, rows: Sequence[Row], grades: Mapping[str, Grades], console: Console) -> None:
    texts = {row["id"]: row["text"] for row in rows}
    for seeker_id in sorted(grades, key=lambda seeker: ndcg(ours.ranking[seeker], grades[seeker])):
        graded, seeker = grades[seeker_id], ours.seekers[seeker_id]
        console.print(f"\n[bold]{seeker_id}[/] nDCG {ndcg(ours.ranking[seeker_id], graded):.2f}  {texts[seeker_id]}", highlight=False)
        console.print(f"  work {seeker.occupations}  wishes {seeker.wishes}\n  skills {seeker.skills}\n  words {seeker.words}", highlight=False)
        shown = ours.matches[seeker_id][:DEPTH] + [match for match in ours.matches[seeker_id][DEPTH:] if match.vacancy in graded]
        for match in shown:
            ad = ours.vacancies[match.vacancy]
            lines = " ".join(f"{line.kind}{line.points:+d}{':' + line.concept if line.concept else ''}" for line in match.lines)
            console.print(f"  {graded.get(match.vacancy, 0)} {match.score:3d} {match.band:8} {match.vacancy} {ad.title[:40]:40} {lines}", highlight=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, default=eval_folder())
    parser.add_argument("--embedder", choices=("bundled", "none"), default="bundled")
    parser.add_argument("--misses", action="store_true", help="print every seeker with grades, the worst first, with the lines of each match")
    options = parser.parse_args()
    vacancies, seekers, grades = read(options.eval / "jobs")
    languages = {seeker["id"]: seeker["language"] for seeker in seekers}
    settings = load_settings().model_copy(update={"embedder": EmbedderKind(options.embedder)})
    ours, console = Ours(vacancies, seekers, settings), Console(width=200)
    table = Table("", "nDCG@10", *dict.fromkeys(languages.values()), "best first", title=f"{len(vacancies)} vacancies, {len(seekers)} seekers")
    table.add_row(*row("RapidFuzz token_set_ratio", rapidfuzz_ranking(vacancies, seekers), grades, languages))
    table.add_row(*row("BM25", bm25_ranking(vacancies, seekers), grades, languages))
    if options.embedder == "bundled":
        table.add_row(*row("embedding, whole text", embedding_ranking(vacancies, seekers, whole_text), grades, languages))
        table.add_row(*row("embedding, title and skills", embedding_ranking(vacancies, seekers, short_text), grades, languages))
    table.add_row(*row("welcomebot", ours.ranking, grades, languages))
    console.print(table)
    console.print(f"strong without a shared required skill: {ours.strong_without_a_shared_skill()}")
    if options.misses:
        print_misses(ours, seekers, grades, console)


if __name__ == "__main__":
    main()
