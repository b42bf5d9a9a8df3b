"""Reading the knowledge of a folder, all or nothing."""

from dataclasses import dataclass
from pathlib import Path

from welcomebot.domain.contacts import Contact
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
    if files.findings:
        findings = sorted(files.findings)
        named = [f"{folder / finding.path}:{finding.line}: {finding.rule}: {finding.message}" for finding in findings[:MAX_NAMED]]
        more = [f"and {len(findings) - MAX_NAMED} more; `knowledge check` lists them all"] if len(findings) > MAX_NAMED else []
        raise KnowledgeError("\n".join([*named, *more]))
    return Knowledge({key: folder.article for key, folder in files.articles.items()}, files.contacts)
