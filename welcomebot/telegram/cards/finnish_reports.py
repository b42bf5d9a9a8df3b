"""Whether the work really needs Finnish: what others say, and what the person can say."""

from welcomebot.services.job_ports import StoredVacancy
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.trail import Trail
from welcomebot.telegram.cards.vacancy_facts import own_title
from welcomebot.telegram.cards.vacancy_taps import on
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

YES, NO = "y", "n"


def reports_card(turn: Turn, stored: StoredVacancy, trail: Trail, reports: tuple[int, int] | None) -> tuple[Html, Keyboard]:
    """Return what the ad asks for, what others say, and the question to somebody who knows the work."""
    tr, number = turn.tr, str(stored.number)
    asked = stored.vacancy.languages.get("fi")
    parts = [
        Html.of("<b>{title}</b>", title=own_title(turn, stored.vacancy)),
        Html.of(tr("The ad asks for Finnish at level {level}."), level=asked.name) if asked else Html.of(tr("The ad does not ask for Finnish.")),
        said_sentence(turn, reports),
        Html.of(tr("Do you know this work place, or did you ask there? Then tell the others. Nobody sees who said what.")),
    ]
    rows = (
        (Button(tr("Finnish is really needed"), tap=Callback("v-said", (number, trail.packed, YES))),),
        (Button(tr("It goes without Finnish"), tap=Callback("v-said", (number, trail.packed, NO))),),
        (Button(tr("Back to the vacancy"), tap=on("v-one", stored.number, trail)),),
    )
    return Html.join(parts), rows


def said_sentence(turn: Turn, reports: tuple[int, int] | None) -> Html:
    """Return how many say what; while they are few, only that."""
    tr = turn.tr
    if reports is None:
        return Html.of(tr("Fewer than three people have said anything about it yet."))
    return Html.of(tr("People say: Finnish is really needed: {yes}. It goes without: {no}."), yes=reports[0], no=reports[1])


def reported_card(turn: Turn, stored: StoredVacancy, trail: Trail) -> tuple[Html, Keyboard]:
    """Return the thanks."""
    tr = turn.tr
    text = Html.of(tr("Thank you. Others see it when at least three people have said something."))
    return text, ((Button(tr("Back to the vacancy"), tap=on("v-one", stored.number, trail)),),)
