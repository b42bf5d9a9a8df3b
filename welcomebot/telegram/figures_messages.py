"""Everything that tells the office its figures: the text, the pictures and the table."""

import asyncio
from datetime import date

from welcomebot.domain.figures import ENOUGH, Figures
from welcomebot.telegram.cards.figures import figures_card, figures_csv, skill_names
from welcomebot.telegram.effects import SendDocument, SendPicture
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

UNDRAWN = "ar"  # the pictures' fonts do not join its letters


async def say_figures(turn: Turn, figures: Figures) -> None:
    """Send the figures; pictures only of what there is enough of."""
    for caption, png in await _pictures(turn, figures):
        turn.effects.append(SendPicture(turn.chat_id, png, Html.of("<b>{caption}</b>", caption=caption), turn.thread_id))
    turn.effects.append(
        SendDocument(turn.chat_id, _file_name(figures.until), figures_csv(figures), Html.of(turn.tr("The figures as a table.")), turn.thread_id)
    )
    turn.say(*figures_card(turn, figures))


async def _pictures(turn: Turn, figures: Figures) -> list[tuple[str, bytes]]:
    from welcomebot.telegram import charts  # noqa: PLC0415 - matplotlib is slow to import, and most processes never draw

    tr = turn.tr
    words = charts.Words(
        questions=tr("Questions"),
        answered=tr("Answered"),
        choices=tr("Choices"),
        refused=tr("No answer"),
        wanted=tr("Open vacancies"),
        known=tr("Job seekers"),
    )
    words = charts.Words() if turn.language == UNDRAWN else words
    made: list[tuple[str, bytes]] = []
    if figures.all.asked >= ENOUGH:
        made.append((tr("Questions by day and language"), await asyncio.to_thread(charts.questions_by_day, figures, words)))
    if any(of.share_found is not None for of in figures.languages.values()):
        caption = tr("What came of the questions, by language: answered, choices, no answer")
        made.append((caption, await asyncio.to_thread(charts.outcomes_by_language, figures, words)))
    if figures.skills:
        caption = tr("What open vacancies ask for, and how many job seekers know it")
        made.append((caption, await asyncio.to_thread(charts.supply_and_demand, figures, skill_names(turn, figures), words)))
    return made


def _file_name(until: date) -> str:
    return f"welcomebot-{until.isoformat()}.csv"
