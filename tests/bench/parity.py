"""Whether a profile gets the same vacancies whatever language it is typed in: profiles made up from the taxonomy, typed with its names in six languages.

uv run python -m tests.bench.parity [--profiles 200] [--vacancies 500] [--knowledge DIR]
"""

import argparse
from collections.abc import Mapping
from pathlib import Path
from random import Random

from rich.console import Console
from rich.table import Table

from tests.synthetic_jobs import TODAY, SyntheticJobs
from welcomebot.domain.language import CODES
from welcomebot.domain.matching import Matcher
from welcomebot.domain.rarity import Rarity
from welcomebot.domain.seekers import Seeker
from welcomebot.domain.skills import Taxonomy
from welcomebot.search.concept_links import ConceptLinks
from welcomebot.search.rematch import Rematch
from welcomebot.services.read_places import read_places
from welcomebot.services.read_seekers import seeker_of
from welcomebot.services.read_skills import read_skills

TOP = 10
HAVES = (2, 6)


def typed(concepts: list[str], language: str, taxonomy: Taxonomy) -> str:
    """Return a message that lists concepts by their preferred names."""
    return ", ".join(taxonomy.concepts[concept].labels[language][0] for concept in concepts)


def profile(made: SyntheticJobs, chance: Random) -> tuple[list[str], Mapping[str, object]]:
    """Return what somebody has, and what else they answered."""
    somebody = made.seeker("s")
    concepts = [*somebody.occupations, *somebody.skills][: chance.randint(*HAVES)]
    answers = {
        "languages": {language: level.name for language, level in somebody.languages.items()},
        "permits": sorted(somebody.permits),
        "municipality": somebody.municipality,
        "commute_km": somebody.commute_km,
        "work_time": [time.value for time in somebody.work_times],
        "experience_years": somebody.experience_years,
    }
    return concepts, answers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profiles", type=int, default=200)
    parser.add_argument("--vacancies", type=int, default=500)
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"))
    options = parser.parse_args()
    taxonomy, places = read_skills(options.knowledge), read_places(options.knowledge)
    links, made, chance = ConceptLinks(taxonomy), SyntheticJobs(taxonomy, places), Random(0)
    ads = made.vacancies(options.vacancies)
    matcher = Matcher(taxonomy, places, Rarity.of(ads))
    profiles = [profile(made, chance) for _ in range(options.profiles)]
    seekers: dict[str, list[Seeker]] = {}
    for language in CODES:
        rows = [
            {"id": f"s{number}", "text": typed(concepts, language, taxonomy), "language": language, **answers}
            for number, (concepts, answers) in enumerate(profiles)
        ]
        seekers[language] = [seeker_of(row, links, taxonomy) for row in rows]
    tops = {language: [ranked.ads for ranked in Rematch(own, matcher).top(ads, TODAY, count=TOP)] for language, own in seekers.items()}

    console, reference = Console(width=100), CODES[0]
    table = Table(
        "typed in", "same concepts", f"same top {TOP} and scores", title=f"{options.profiles} profiles, {options.vacancies} vacancies, against {reference}"
    )
    for language in CODES:
        pairs = list(zip(seekers[reference], seekers[language], strict=True))
        concepts = sum({*one.occupations, *one.skills} == {*other.occupations, *other.skills} for one, other in pairs) / len(pairs)
        same = sum(one == other for one, other in zip(tops[reference], tops[language], strict=True)) / len(pairs)
        table.add_row(language, f"{concepts:.2f}", f"{same:.2f}")
    console.print(table)
    for number, (concepts, _) in enumerate(profiles):
        for language in CODES:
            if tops[language][number] != tops[reference][number]:
                own = seekers[language][number]
                console.print(f"{language}: {typed(concepts, language, taxonomy)} -> {(*own.occupations, *own.skills)}, meant {concepts}", highlight=False)


if __name__ == "__main__":
    main()
