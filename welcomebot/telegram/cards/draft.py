"""What the office's people see of an answer in the making: as a newcomer will read it, what to look at, and what can be done."""

from collections.abc import Sequence

from welcomebot.domain.answering import Candidate
from welcomebot.domain.article_body import parse
from welcomebot.domain.article_markdown import to_markdown
from welcomebot.domain.article_rules import MAX_WORDS
from welcomebot.domain.language import endonym
from welcomebot.domain.short_mark import mark_of
from welcomebot.locales.i18n import later
from welcomebot.services.draft_answer import Field
from welcomebot.services.draft_text import Review, facts_of_draft, review, text_of_draft
from welcomebot.services.office_ports import TextDraft
from welcomebot.telegram.bidi import apart
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.answer import article_text
from welcomebot.telegram.cards.article_html import body_html
from welcomebot.telegram.cards.categories import category_name
from welcomebot.telegram.cards.facts import Facts
from welcomebot.telegram.cards.handover import handover_tap
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

Card = tuple[Html, Keyboard]
SHOWN_QUESTIONS = 5
SHOWN_SENTENCE = 60  # characters of a long sentence, enough to find it
LABEL_LENGTH = 40  # characters of a title on a button
RULE = Html("———")

PROMPTS = {
    Field.TITLE: later("<b>Write the new title.</b> Best is the question in a few words. /cancel stops this."),
    Field.TEXT: later(
        "<b>Write the new text.</b> Begin with the answer. A line that begins with 1. is a step, one that begins with - is a note. "
        "**Two stars** make bold words. Phone numbers and links are recognised. /cancel stops this."
    ),
    Field.QUESTIONS: later("<b>Write how people ask this,</b> one question a line. They take the place of the ones that are there. /cancel stops this."),
}


def draft_card(turn: Turn, draft: TextDraft, similar: Sequence[Candidate]) -> Card:
    """Return the draft as a newcomer will see it, with what to look at and every way on."""
    contacts = {**turn.services.library.contacts, **facts_of_draft(draft)}
    found = review(draft, contacts=turn.services.library.contacts)
    facts = Facts(contacts, draft.language, turn.services.today)
    head = turn.tr("<b>This will be the answer.</b> Language: {language}. Nobody sees it yet.")
    parts = [
        Html.of(head, language=endonym(draft.language)),
        Html.of(turn.tr("<i>A machine translated this text. It stays marked until a person confirms it.</i>")) if draft.is_machine else Html(""),
        RULE,
        Html.of("<b>{title}</b>", title=draft.title),
        body_html(text_of_draft(draft), facts),
        RULE,
        _details(turn, draft),
    ]
    if similar:
        parts.append(Html.of(turn.tr("Answers that are near: {titles}. If one of them answers it, add the question there."), titles=_titles(turn, similar)))
    # What must be looked at stands next to the buttons, also where the card takes two messages.
    return Html.join([*parts, _warnings(turn, draft, found)]), _buttons(turn, draft, found, similar)


def categories_card(turn: Turn, draft: TextDraft) -> Card:
    """Return the categories to choose from."""
    number = str(draft.number)
    names = [(category, category_name(turn.tr, category)) for category in turn.services.library.categories()]
    rows = [(Button(name, tap=Callback("draftcat", (number, category))),) for category, name in names]
    return Html.of(turn.tr("<b>Where does it belong?</b>")), (*rows, (_back(turn, number),))


def prompt_card(turn: Turn, draft: TextDraft, field: Field) -> Card:
    """Return what to write; what is there now can be copied, changed and sent back."""
    now = {Field.TITLE: draft.title, Field.TEXT: _text_to_copy(draft), Field.QUESTIONS: "\n".join(draft.questions)}[field]
    copy = Html.of("<pre>{now}</pre>", now=now) if now else Html("")
    title = Html.of(turn.tr("The first line may be the title: # and a space, then the title.")) if field is Field.TEXT and not draft.is_new else Html("")
    return Html.join([Html.of(turn.tr(PROMPTS[field])), title, copy]), ((_back(turn, str(draft.number)),),)


def discarded_card(turn: Turn) -> Card:
    """Return that a draft was thrown away."""
    return Html.of(turn.tr("Thrown away. Nothing was published.")), ()


def gone_card(turn: Turn) -> Card:
    """Return that there is no such draft any more."""
    return Html.of(turn.tr("This draft is gone. Perhaps a colleague published it or threw it away.")), ()


def history_button(turn: Turn, article_id: str) -> Button:
    """Return the way to the history of an article."""
    return Button(turn.tr("History"), tap=Callback("history", (article_id,)))


def _text_to_copy(draft: TextDraft) -> str:
    """Return the text in the form in which it is sent back: one line a paragraph, for in a chat a line end is one."""
    body = to_markdown(parse(draft.body).blocks)
    return body if draft.is_new or not draft.title else f"# {draft.title}\n\n{body}"


def _warnings(turn: Turn, draft: TextDraft, found: Review) -> Html:
    tr = turn.tr
    lines: list[Html] = []
    if not draft.title.strip():
        lines.append(Html.of(tr("⚠️ The title is missing.")))
    if not draft.body.strip():
        lines.append(Html.of(tr("⚠️ The text is missing.")))
    if found.is_too_long:
        lines.append(Html.of(tr("⚠️ It is too long for one message. Make it shorter.")))
    elif found.is_wordy:
        lines.append(Html.of(tr("⚠️ It has {n} words. Up to {most} are easy to read."), n=found.words, most=MAX_WORDS))
    lines += [
        Html.of(tr("⚠️ A long sentence: {sentence}. Better make two."), sentence=apart(_short(sentence), turn.language)) for sentence in found.long_sentences
    ]
    if found.literals:
        text = tr("⚠️ Typed into the text: {facts}. Check that it is right and stays right, or write it in other words.")
        lines.append(Html.of(text, facts=apart(", ".join(found.literals), turn.language)))
    if found.unknown:
        lines.append(Html.of(tr("⚠️ These facts do not exist: {keys}."), keys=", ".join(found.unknown)))
    if draft.facts:
        values = ", ".join(contact.value_in(draft.language) for contact in facts_of_draft(draft).values())
        lines.append(Html.of(tr("New facts that the office vouches for: {values}."), values=values))
    if draft.is_new and not found.has_source:
        lines.append(Html.of(tr("No official page is named. The source will be the Welcome Office itself.")))
    return Html.join(lines, "\n")


def _details(turn: Turn, draft: TextDraft) -> Html:
    tr = turn.tr
    questions = Html.join([Html.of("• {question}", question=apart(question, turn.language)) for question in draft.questions[:SHOWN_QUESTIONS]], "\n")
    lines = [Html.of(tr("Topic: {category}. Id: {id}."), category=category_name(tr, draft.category), id=draft.article_id)] if draft.is_new else []
    asked = Html.of(tr("People ask it like this:\n{questions}"), questions=questions) if draft.questions else Html("")
    return Html.join([*lines, asked], "\n")


def _titles(turn: Turn, similar: Sequence[Candidate]) -> str:
    articles = turn.services.library.articles
    return "; ".join(article_text(turn, articles[found.article_id]).title for found in similar)


def _buttons(turn: Turn, draft: TextDraft, found: Review, similar: Sequence[Candidate]) -> Keyboard:
    tr, number = turn.tr, str(draft.number)

    def change(label: str, field: str) -> Button:
        return Button(label, tap=Callback("draftedit", (number, field)))

    rows: list[tuple[Button, ...]] = []
    if found.is_ready:
        rows.append((Button(tr("Publish"), tap=Callback("publish", (number,))),))
    rows.append((change(tr("Change title"), Field.TITLE), change(tr("Change text"), Field.TEXT)))
    category = (change(tr("Change topic"), "category"),) if draft.is_new else ()
    rows.append((change(tr("Change questions"), Field.QUESTIONS), *category))
    if draft.handover is not None and draft.is_new:
        rows += [(_wording_button(turn, draft.handover, one.article_id),) for one in similar]
    rows.append((Button(tr("Throw away"), tap=Callback("draftdrop", (number,))),))
    return tuple(rows)


def _wording_button(turn: Turn, handover: int, article_id: str) -> Button:
    title = _short(article_text(turn, turn.services.library.articles[article_id]).title, LABEL_LENGTH)
    return Button(turn.tr("Add the question to: {title}").format(title=title), tap=handover_tap("word", handover, None, mark_of(article_id)))


def _back(turn: Turn, number: str) -> Button:
    return Button(turn.tr("Back"), tap=Callback("draftshow", (number,)))


def _short(text: str, limit: int = SHOWN_SENTENCE) -> str:
    return text if len(text) <= limit else text[:limit].rstrip() + "…"
