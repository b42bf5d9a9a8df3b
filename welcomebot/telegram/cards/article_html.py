"""An article's body as Telegram HTML, facts filled in."""

from welcomebot.domain.article_body import Block, Inline, Notes, Paragraph, Reference, Runs, Steps, parse
from welcomebot.domain.knowledge import ArticleText
from welcomebot.telegram.cards.facts import Facts
from welcomebot.telegram.html import Html

# Above this many characters an answer no longer fits a small screen: its steps fold into an expandable quote.
FOLDS_ABOVE = 600


def body_html(text: ArticleText, facts: Facts) -> Html:
    """Return the body; in a long one what comes after the first paragraphs folds."""
    blocks = parse(text.body).blocks
    rendered = [_block(block, facts) for block in blocks]
    whole = Html.join(rendered)
    open_blocks = next((i for i, block in enumerate(blocks) if not isinstance(block, Paragraph)), len(blocks))
    if len(whole.visible) <= FOLDS_ABOVE or not 0 < open_blocks < len(blocks):
        return whole
    folded = Html.of("<blockquote expandable>{rest}</blockquote>", rest=Html.join(rendered[open_blocks:]))
    return Html.join([*rendered[:open_blocks], folded])


def sentence_html(text: str, facts: Facts) -> Html:
    """Return a short text with its facts filled in."""
    return Html.join([_block(block, facts) for block in parse(text).blocks])


def _block(block: Block, facts: Facts) -> Html:
    match block:
        case Paragraph(runs=runs):
            return _runs(runs, facts)
        case Steps(items=items):
            return Html.join([Html.of("{n}. {item}", n=n, item=_runs(item, facts)) for n, item in enumerate(items, 1)], "\n")
        case Notes(items=items):
            return Html.join([Html.of("• {item}", item=_runs(item, facts)) for item in items], "\n")


def _runs(runs: Runs, facts: Facts) -> Html:
    return Html.join([_run(run, facts) for run in runs], "")


def _run(run: Inline, facts: Facts) -> Html:
    shown = facts.show(run.key) if isinstance(run, Reference) else Html.text(run.text)
    return Html.of("<b>{shown}</b>", shown=shown) if run.is_bold else shown
