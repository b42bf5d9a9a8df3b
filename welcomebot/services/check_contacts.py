"""The linter's rules for contacts.yaml."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from welcomebot.domain.contacts import Confidence, Contact
from welcomebot.domain.finding import Finding
from welcomebot.domain.language import CODES
from welcomebot.services.knowledge_files import CONTACTS_FILE, KnowledgeFiles
from welcomebot.services.knowledge_schema import URL
from welcomebot.services.knowledge_status import used_facts

MAX_NAMED = 5
_PHONE = re.compile(r"\+\d[\d \u00a0]{4,}\d|112|116 ?\d{3}|(?:0800|010|020|029|080)[\d \u00a0]*")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_SHAPES = {
    "phone": (_PHONE, "a phone is written internationally: +358 …"),
    "email": (_EMAIL, "this is no e-mail address"),
    "link": (re.compile(URL), "a link begins with https://"),
}


def check_contacts(files: KnowledgeFiles, today: date) -> Iterator[Finding]:
    """Yield what is wrong with the facts; an expired one names every article that it touches."""
    users = _users(files)
    for key, contact in files.contacts.items():
        line = files.contact_lines[key]
        for rule, message in _mistakes(contact, files.contacts):
            yield Finding(CONTACTS_FILE, line, rule, f"{key}: {message}")
        if contact.is_expired(today):
            named = ", ".join(users[key][:MAX_NAMED]) + (" …" if len(users[key]) > MAX_NAMED else "")
            yield Finding(CONTACTS_FILE, line, "expired-fact", f"{key}: expired on {contact.expires}; used by {named or 'no article'}")


def _mistakes(contact: Contact, contacts: Mapping[str, Contact]) -> Iterator[tuple[str, str]]:
    if lacking := [code for code in CODES if not contact.label.get(code)]:
        yield "missing-label", f"no label in {', '.join(lacking)}"
    if "*" not in contact.value and (lacking := [code for code in CODES if not contact.value.get(code)]):
        yield "missing-value", f"no value in {', '.join(lacking)}"
    shape, message = _SHAPES.get(contact.kind, (None, ""))
    for value in contact.value.values():
        if shape and not shape.fullmatch(value):
            yield "bad-value", f"{message} ({value[:60]!r})"
    if contact.confidence is Confidence.LOW and contact.kind != "link" and contact.official is None:
        yield "low-confidence", "a fact of low confidence needs 'official', the link that is shown instead"
    official = contacts.get(contact.official or "")
    if contact.official and (official is None or official.kind != "link" or official.key == contact.key):
        yield "unknown-reference", f"'official' names {contact.official!r}, which is no other link of contacts.yaml"


def _users(files: KnowledgeFiles) -> dict[str, list[str]]:
    users: dict[str, list[str]] = defaultdict(list)
    for found in files.articles.values():
        for key in used_facts(found.article):
            users[key].append(found.article.id)
    return users
