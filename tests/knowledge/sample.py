"""A small knowledge folder for tests, clean under every rule."""

from pathlib import Path

LANGUAGES = ("fi", "sv", "en", "uk", "ru", "ar")

CONTACTS = """phone:tax:
  value: "+358 29 497 000"
  label: {fi: Verottaja, sv: Skatten, en: Tax office, uk: Податкова, ru: Налоговая, ar: الضرائب}
  source: https://www.vero.fi/yhteystiedot
  checked: 2026-11-24
  source_date: undated
  confidence: high

deadline:tax:
  value: {fi: kaksi viikkoa, sv: två veckor, en: two weeks, uk: два тижні, ru: две недели, ar: أسبوعان}
  label: {fi: Aika, sv: Tid, en: Time, uk: Час, ru: Срок, ar: المدة}
  source: https://www.vero.fi/aika
  checked: 2026-11-24
  source_date: 2026-01
  confidence: medium
  expires: 2026-12-31

link:tax-card:
  value: https://www.vero.fi/verokortti
  label: {fi: Verokortti, sv: Skattekort, en: Tax card, uk: Картка, ru: Карта, ar: بطاقة}
  source: https://www.vero.fi/verokortti
  checked: 2026-11-24
  source_date: undated
  confidence: high
"""

META = """id: {id}
category: work
source_language: en
terms: {{fi: verokortti, sv: skattekort}}
sources: [link:tax-card]
contacts: [deadline:tax, link:tax-card, phone:tax]
owner: welcome-office
review_by: 2027-05-24
audience: everyone
"""

BODY = """You need a **tax card** before your first pay. The employer asks for it on the first day.

1. Open the page and log in. {link:tax-card}
2. Say what you think you will earn this year.
3. Give the card to your employer. Time: {deadline:tax}.

- Take your passport and your work contract with you.
- If you cannot log in, call the office. {phone:tax}
"""


def text(article_id: str, language: str, body: str = BODY) -> str:
    """Return the file of one language version."""
    questions = "".join(f"- {article_id} {language} question {word}\n" for word in ("one", "two", "three", "four", "five"))
    return f"---\ntitle: Title of {article_id}\nquestions:\n{questions}origin: assistant\nreviewed: 2026-11-24\n---\n{body}"


def write_folder(folder: Path, *article_ids: str) -> Path:
    """Write a clean knowledge folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "contacts.yaml").write_text(CONTACTS)
    for article_id in article_ids or ("tax-card",):
        home = folder / "articles" / "work" / article_id
        home.mkdir(parents=True)
        (home / "article.yaml").write_text(META.format(id=article_id))
        for language in LANGUAGES:
            (home / f"{language}.md").write_text(text(article_id, language))
    return folder
