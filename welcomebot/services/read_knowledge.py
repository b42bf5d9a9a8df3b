"""Reading the knowledge of a folder, all or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from welcomebot.domain.contacts import Contact
from welcomebot.domain.finding import Finding
from welcomebot.domain.knowledge import Article
from welcomebot.errors import KnowledgeError
from welcomebot.services.knowledge_files import load

MAX_NAMED = 5


@dataclass(frozen=True)
class Knowledge:
    """Articles by id and facts by key."""

    articles: dict[str, Article]
    contacts: dict[str, Contact]


def read_knowledge(folder: Path) -> Knowledge:
    """Return what a folder holds; a file that cannot be understood ends it with its name, line and rule.

    Whether the content is good is the question of check_knowledge: an article in one language of any code is read.
    """
    files = load(folder)
    raise_findings(folder, files.findings)
    return Knowledge({key: folder.article for key, folder in files.articles.items()}, files.contacts)


def raise_findings(folder: Path, findings: Iterable[Finding]) -> None:
    """Raise the first findings with their places, if there are any."""
    ordered = sorted(findings)
    if ordered:
        named = [f"{folder / finding.path}:{finding.line}: {finding.rule}: {finding.message}" for finding in ordered[:MAX_NAMED]]
        more = [f"and {len(ordered) - MAX_NAMED} more; `knowledge check` lists them all"] if len(ordered) > MAX_NAMED else []
        raise KnowledgeError("\n".join([*named, *more]))
