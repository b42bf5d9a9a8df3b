"""The source text beside a translation, and what a changed text would do."""

from collections.abc import Mapping

from welcomebot.domain.article_body import parse
from welcomebot.domain.article_markdown import to_markdown
from welcomebot.domain.golden import Change, Effect, Replayed
from welcomebot.domain.knowledge import ArticleText
from welcomebot.domain.language import endonym
from welcomebot.services.check_edit import EditChecks
from welcomebot.services.office_ports import TextDraft
from welcomebot.telegram.bidi import apart
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

Card = tuple[Html, Keyboard]
SHOWN_QUESTIONS = 3  # of each effect


def source_card(turn: Turn, source: ArticleText) -> Card:
    """Return the text that a translation is made from, with its references readable."""
    head = turn.tr("<b>The source text</b> ({language}). Keep every reference in braces as it is, for example {example}.")
    text = f"# {source.title}\n\n{to_markdown(parse(source.body).blocks)}"
    return Html.join([Html.of(head, language=endonym(source.language), example="{link:…}"), Html.of("<pre>{text}</pre>", text=text)]), ()


def with_checks(turn: Turn, draft: TextDraft, card: Card, checks: EditChecks | None) -> Card:
    """Return a draft's card with the findings below its text, and the way to check again where the search could not tell yet."""
    if checks is None:
        return card
    html, keyboard = card
    again = (Button(turn.tr("Check again"), tap=Callback("draftshow", (str(draft.number),))),)
    rows = (again,) if checks.is_replayable and checks.replayed is None else ()
    return Html.join([html, checks_html(turn, checks)]), (*keyboard, *rows)


def harm_card(turn: Turn, draft: TextDraft, harm: Replayed) -> Card:
    """Return what a new answer would take away, before it is published."""
    tr, number = turn.tr, str(draft.number)
    head = Html.of(tr("<b>Not published yet.</b> This answer takes some test questions away from others. Perhaps its title or its questions are too general."))
    rows = (
        (Button(tr("Publish all the same"), tap=Callback("publish", (number, "sure"))),),
        (Button(tr("Back"), tap=Callback("draftshow", (number,))),),
    )
    return Html.join([head, replayed_html(turn, harm)]), rows


def checks_html(turn: Turn, checks: EditChecks) -> Html:
    """Return the findings: references that differ, and test questions that would end otherwise."""
    tr, lines = turn.tr, []
    if checks.facts.missing:
        lines.append(Html.of(tr("⚠️ The source text also has these references: {keys}."), keys=_keys(checks.facts.missing)))
    if checks.facts.extra:
        lines.append(Html.of(tr("⚠️ The source text does not have these references: {keys}."), keys=_keys(checks.facts.extra)))
    if checks.is_replayable:
        lines.append(replayed_html(turn, checks.replayed))
    return Html.join(lines, "\n")


def replayed_html(turn: Turn, replayed: Replayed | None) -> Html:
    """Return what a change does to the test questions."""
    tr = turn.tr
    if replayed is None:
        return Html.of(tr("The test questions are still being read, so I cannot say yet what changes for them. Tap Check again in a minute."))
    if not replayed.questions:
        return Html.of(tr("There are no test questions in this language yet."))
    if not replayed.changes:
        return Html.text(tr.plural("✓ {n} test question: nothing changes.", "✓ {n} test questions: nothing changes.", replayed.questions))
    return Html.join([_effect(turn, kind, count, replayed.changes) for kind, count in replayed.counts.items()], "\n")


def _effect(turn: Turn, kind: Effect, count: int, changes: tuple[Change, ...]) -> Html:
    plural = turn.tr.plural
    match kind:
        case Effect.UNANSWERED:
            text = plural("⚠️ {n} question answered today would go unanswered:", "⚠️ {n} questions answered today would go unanswered:", count)
        case Effect.OTHER:
            text = plural("⚠️ {n} question would get another answer:", "⚠️ {n} questions would get another answer:", count)
        case Effect.ANSWERED:
            text = plural("⚠️ {n} question that has no answer would get one:", "⚠️ {n} questions that have no answer would get one:", count)
        case Effect.LESS_SURE:
            text = plural("⚠️ {n} question answered at once would get choices:", "⚠️ {n} questions answered at once would get choices:", count)
        case Effect.BETTER:
            text = plural("✓ {n} question gets better:", "✓ {n} questions get better:", count)
    shown = [change.question.text for change in changes if change.effect is kind][:SHOWN_QUESTIONS]
    return Html.join([Html.text(text), *(Html.of("• {question}", question=apart(question, turn.language)) for question in shown)], "\n")


def _keys(counted: Mapping[str, int]) -> str:
    return ", ".join(f"{{{key}}}" if count == 1 else f"{{{key}}} ×{count}" for key, count in sorted(counted.items()))
