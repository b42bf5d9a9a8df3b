"""An article's body as Telegram HTML, facts filled in."""

from collections.abc import Mapping

from welcomebot.domain.article_body import Bold, Block, Notes, Paragraph, Reference, Run, Steps, parse_body
from welcomebot.domain.contacts import Contact
from welcomebot.domain.knowledge import ArticleText
from welcomebot.telegram.cards.facts import fact_html
from welcomebot.telegram.html import Html

# Above this many characters an answer no longer fits a small screen: its steps fold into an expandable quote.
FOLDS_ABOVE = 600


def body_html(text: ArticleText, contacts: Mapping[str, Contact]) -> Html:
    """Return the body; in a long one the first paragraph stays open and the rest folds."""
    blocks = parse_body(text.body)
    rendered = [_block(block, text.language, contacts) for block in blocks]
    whole = Html.join(rendered)
    if len(whole.visible) <= FOLDS_ABOVE:
        return whole
    lead = next((i for i, block in enumerate(blocks) if not isinstance(block, Paragraph)), 1)
    folded = Html.of("<blockquote expandable>{rest}</blockquote>", rest=Html.join(rendered[lead:]))
    return Html.join([*rendered[:lead], folded]) if rendered[lead:] else whole


def _block(block: Block, language: str, contacts: Mapping[str, Contact]) -> Html:
    match block:
        case Paragraph(runs=runs):
            return _runs(runs, language, contacts)
        case Steps(items=items):
            lines = [Html.of("{n}. {item}", n=n, item=_runs(item, language, contacts)) for n, item in enumerate(items, 1)]
        case Notes(items=items):
            lines = [Html.of("• {item}", item=_runs(item, language, contacts)) for item in items]
    return Html.join(lines, "\n")


def _runs(runs: tuple[Run, ...], language: str, contacts: Mapping[str, Contact]) -> Html:
    return Html.join([_run(run, language, contacts) for run in runs], "")


def _run(run: Run, language: str, contacts: Mapping[str, Contact]) -> Html:
    match run:
        case Reference(key=key):
            return fact_html(contacts[key], language, contacts)
        case Bold(runs=inner):
            return Html.of("<b>{inner}</b>", inner=_runs(inner, language, contacts))
        case _:
            return Html.text(run.text)
