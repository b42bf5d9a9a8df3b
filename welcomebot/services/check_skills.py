"""The linter of the taxonomy: unknown concepts, too few names, a name that two concepts claim."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from welcomebot.domain.contacts import references
from welcomebot.domain.finding import Finding
from welcomebot.domain.folding import words
from welcomebot.domain.language import CODES
from welcomebot.domain.skills import Concept, Kind
from welcomebot.services.skill_files import SkillFiles

# The preferred label and what people say instead: languages of the ads need more, because ads and people both use them.
LEAST_LABELS: Mapping[str, int] = {"fi": 4, "sv": 4, "en": 4, "uk": 3, "ru": 3, "ar": 3}
SIGNS = frozenset("()/;,")  # an explanation or two names in one


def check_skills(files: SkillFiles, known_facts: Collection[str] = ()) -> Iterator[Finding]:
    """Yield every finding; `known_facts` are the facts that the texts of permits may refer to."""
    yield from files.findings
    for concept in files.concepts.values():
        path, line = files.places[concept.id]
        for rule, message in (*_relations(concept, files.concepts), *_labels(concept), *_permit(concept, files, known_facts)):
            yield Finding(path, line, rule, message)
    yield from _shared_names(files)


def _relations(concept: Concept, known: Mapping[str, Concept]) -> Iterator[tuple[str, str]]:
    for other in (*concept.skills, *concept.optional):
        if other not in known or known[other].kind is not Kind.SKILL:
            yield "unknown-concept", f"{concept.id!r} needs the skill {other!r}, which is none"
    if concept.broader is not None and (concept.broader not in known or known[concept.broader].kind is not concept.kind):
        yield "unknown-concept", f"{concept.id!r} lies below {concept.broader!r}, which is no {concept.kind}"
    if _is_below_itself(concept, known):
        yield "circle", f"{concept.id!r} lies below itself"
    if concept.kind is Kind.OCCUPATION and not concept.skills:
        yield "no-skills", f"{concept.id!r} has no essential skill"


def _is_below_itself(concept: Concept, known: Mapping[str, Concept]) -> bool:
    above, seen = concept.broader, set[str]()
    while above is not None and above in known and above not in seen:
        if above == concept.id:
            return True
        seen.add(above)
        above = known[above].broader
    return False


def _labels(concept: Concept) -> Iterator[tuple[str, str]]:
    for language in CODES:
        names = concept.labels.get(language, ())
        if len(set(names)) < LEAST_LABELS[language] and concept.kind is not Kind.PERMIT:
            yield "few-labels", f"{concept.id!r} has {len(set(names))} names in {language!r}; at least {LEAST_LABELS[language]} are needed"
        elif not names:
            yield "few-labels", f"{concept.id!r} has no name in {language!r}"
        for name in names:
            if SIGNS & set(name) or not words(name):
                yield "bad-label", f"{name!r} of {concept.id!r} is not one bare name"


def _permit(concept: Concept, files: SkillFiles, known_facts: Collection[str]) -> Iterator[tuple[str, str]]:
    permit = files.permits.get(concept.id)
    if permit is None:
        return
    for language in CODES:
        if language not in permit.how:
            yield "missing-language", f"{concept.id!r} does not say in {language!r} how to get it"
    for language, text in permit.how.items():
        for key in references(text):
            if key not in known_facts:
                yield "unknown-reference", f"{{{key}}} in {language!r} of {concept.id!r} does not stand in contacts.yaml"


def _shared_names(files: SkillFiles) -> Iterator[Finding]:
    owners: dict[tuple[Kind, str, str], list[str]] = defaultdict(list)
    for concept in files.concepts.values():
        for language, names in concept.labels.items():
            for name in {" ".join(words(name)) for name in names}:
                owners[concept.kind, language, name].append(concept.id)
    for (kind, language, name), ids in owners.items():
        for other in ids[1:]:
            path, line = files.places[other]
            yield Finding(path, line, "shared-label", f"{name!r} ({language}) names two {kind}s: {ids[0]!r} and {other!r}")
