"""One screen of welcome."""

from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.facts import fact
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn


def welcome_screen(turn: Turn) -> tuple[Html, Keyboard]:
    """Return the welcome: what the bot does, what it keeps, and three questions to try."""
    tr = turn.tr
    text = Html.join(
        [
            Html.of(tr("<b>Welcome to Kokkola!</b> I am the bot of the Welcome Office.")),
            Html.of(
                tr("Ask me about life in Kokkola in your own words: permits, work, school, health, a home. People in the office wrote or approved my answers.")
            ),
            Html.of(tr("If I do not know, I tell you so, and you can send your question to the office.")),
            Html.of(tr("<b>In danger, call {number}.</b>"), number=fact(turn, "phone:112")),
            Html.of(tr("<i>Your questions are kept without your name after thirty days. /privacy tells more, /forget deletes everything.</i>")),
            Html.of(tr("Try one of these, or write your own question:")),
        ],
    )
    rows = tuple((Button(question, tap=Callback("try", (str(n),))),) for n, question in enumerate(example_questions(turn)))
    return text, (*rows, (Button(tr("All topics"), tap=Callback("topics", ("all", "0"))),))


def example_questions(turn: Turn) -> tuple[str, ...]:
    """Return the three questions that the welcome offers."""
    tr = turn.tr
    return tr("How do I get a tax card?"), tr("Where do I find a flat?"), tr("How do I learn Finnish?")
