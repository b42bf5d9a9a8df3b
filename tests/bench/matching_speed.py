"""How long a full rematch takes in three sizes, and one new ad against all seekers; the same result as the plain double loop on a sample.

uv run python -m tests.bench.matching_speed [--seekers 100000] [--vacancies 10000] [--workers 2] [--knowledge DIR]
"""

import argparse
import gc
import multiprocessing
import time
from itertools import pairwise
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from tests.synthetic_jobs import TODAY, SyntheticJobs
from welcomebot.domain.matching import Matcher
from welcomebot.domain.ranking import match_order
from welcomebot.domain.rarity import Rarity
from welcomebot.domain.seekers import Seeker
from welcomebot.domain.vacancies import Vacancy
from welcomebot.search.rematch import DEFAULT_TOP, Rematch
from welcomebot.services.read_places import read_places
from welcomebot.services.read_skills import read_skills

SAMPLE = 10  # seekers whose matches the plain loop works out
NEW_ADS = 50
MEBIBYTE = 2**20

# Forked workers find the people and the ads here; nothing is sent to them but the bounds of their share.
PEOPLE: list[Seeker] = []
ADS: list[Vacancy] = []
MATCHER: list[Matcher] = []


def rematch_share(bounds: tuple[int, int]) -> tuple[int, int, float]:
    """Match a share of the people with all ads; return how many matches were found, the memory and the processor time that it took."""
    start, end = bounds
    began = time.process_time()
    found = sum(len(ranked.ads) for ranked in Rematch(PEOPLE[start:end], MATCHER[0]).top(ADS, TODAY))
    return found, psutil.Process().memory_info().rss, time.process_time() - began


def full_rematch(people: int, workers: int) -> tuple[float, float, int, int]:
    """Return the seconds of a full rematch, the processor time of the slowest worker, the matches, and the memory of all workers."""
    borders = [people * number // workers for number in range(workers + 1)]
    began = time.perf_counter()
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        shares = pool.map(rematch_share, list(pairwise(borders)), chunksize=1)
    found, memory, busy = zip(*shares, strict=True)
    return time.perf_counter() - began, max(busy), sum(found), sum(memory)


def plain_loop(people: list[Seeker], ads: list[Vacancy], matcher: Matcher) -> list[list[tuple[str, int]]]:
    """Return the best ads by scoring every pair."""
    found = []
    for seeker in people:
        scorer = matcher.of(seeker)
        matches = sorted(((scorer.match(ad, TODAY), ad) for ad in ads if ad.is_open_on(TODAY)), key=lambda pair: match_order(*pair))
        found.append([(match.vacancy, match.score) for match, _ in matches if match.score][:DEFAULT_TOP])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seekers", type=int, default=100_000)
    parser.add_argument("--vacancies", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"))
    options = parser.parse_args()
    taxonomy, places = read_skills(options.knowledge), read_places(options.knowledge)
    made = SyntheticJobs(taxonomy, places)
    PEOPLE.extend(made.seekers(options.seekers))
    ADS.extend(made.vacancies(options.vacancies))
    MATCHER.append(Matcher(taxonomy, places, Rarity.of(ADS)))

    console = Console(width=120)
    # The second figure is what the first would be on processors that do nothing else.
    columns = ("seekers", "vacancies", "seconds", "busy seconds of a worker", "busy ms a seeker", "matches", "memory, MiB")
    table = Table(*columns, title=f"full rematch, top {DEFAULT_TOP}, {options.workers} workers")
    gc.freeze()  # the people are read by the workers and never collected
    for people in (options.seekers // 4, options.seekers // 2, options.seekers):
        seconds, busy, matches, memory = full_rematch(people, options.workers)
        figures = (f"{people:,}", f"{len(ADS):,}", f"{seconds:.1f}", f"{busy:.1f}", f"{1000 * busy / people:.3f}", f"{matches:,}", f"{memory // MEBIBYTE:,}")
        table.add_row(*figures)
    console.print(table)

    rematch = Rematch(PEOPLE, MATCHER[0], ADS)
    new_ads = made.vacancies(NEW_ADS)
    began = time.perf_counter()
    for ad in new_ads:
        rematch.against(ad, TODAY)
    console.print(f"one new vacancy against {len(PEOPLE):,} seekers: {1000 * (time.perf_counter() - began) / NEW_ADS:.1f} ms")

    sample = PEOPLE[:SAMPLE]
    began = time.perf_counter()
    plain = plain_loop(sample, ADS, MATCHER[0])
    a_pair = (time.perf_counter() - began) / SAMPLE / len(ADS)
    same = sum(list(ranked.ads) == expected for ranked, expected in zip(Rematch(sample, MATCHER[0]).top(ADS, TODAY), plain, strict=True))
    whole = a_pair * len(PEOPLE) * len(ADS)
    console.print(
        f"plain double loop: {1e6 * a_pair:.0f} µs a pair, {whole / 3600:.1f} hours for all: {whole / options.workers / seconds:.0f} times as long on as many cores"
    )
    console.print(f"the same top {DEFAULT_TOP} as the plain loop: {same} of {len(sample)} seekers")


if __name__ == "__main__":
    main()
