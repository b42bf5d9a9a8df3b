"""Posting from a file: what to send, what was understood of it, and what became of it."""

from welcomebot.services.file_problems import Problem
from welcomebot.services.job_ports import Employer
from welcomebot.services.post_file import MAX_ADS, FilePreview
from welcomebot.services.read_ads import BadRow
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.employer import Card, home_button
from welcomebot.telegram.cards.job_desk import desk_button
from welcomebot.telegram.effects import Button
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

MAX_SHOWN = 10  # titles, and rows with mistakes


def ask_file_card(turn: Turn) -> Card:
    """Return what kind of file the bot takes."""
    tr = turn.tr
    parts = [
        Html.of(tr("<b>Send the file now.</b> It can be XLSX, CSV or JSON lines, with at most {n} vacancies."), n=MAX_ADS),
        Html.of(tr("Each row is a vacancy and needs a title. Other columns can be: description, municipality, pay, apply_by, email")),
    ]
    return Html.join(parts), ((Button(tr("Stop, do not send"), tap=Callback("post", ("stop",))),),)


def file_preview_card(turn: Turn, preview: FilePreview) -> Card:
    """Return how many rows are good, and what is wrong with each of the others."""
    tr, good, bad = turn.tr, preview.ads, preview.bad
    titles = [Html.of("• {title}", title=vacancy.title) for vacancy in good[:MAX_SHOWN]]
    parts = [
        Html.of("<b>{count}</b>", count=tr.plural("{n} vacancy is good.", "{n} vacancies are good.", len(good))),
        Html.join(titles, "\n"),
        Html.of("<b>{count}</b>", count=tr.plural("{n} row has mistakes:", "{n} rows have mistakes:", len(bad))) if bad else Html(""),
        Html.join([_mistakes(turn, row) for row in bad[:MAX_SHOWN]], "\n"),
        Html.of(tr("The file has more than {n} vacancies; I took the first ones. The office can import a larger file."), n=MAX_ADS)
        if preview.too_many
        else Html(""),
    ]
    send = tr.plural("Send {n} vacancy to the office", "Send {n} vacancies to the office", len(good))
    rows = ((Button(send, tap=Callback("file", ("send",))),),) if good else ()
    return Html.join(parts), (*rows, (Button(tr("Stop, do not send"), tap=Callback("post", ("stop",))),))


def file_problem_card(turn: Turn, problem: Problem) -> Card:
    """Return why a file cannot be read."""
    tr = turn.tr
    stop = ((Button(tr("Stop, do not send"), tap=Callback("post", ("stop",))),),)
    return Html.of(tr("<b>I cannot read this file.</b> Please change it and send it again. The reason: {reason}"), reason=problem.told(tr)), stop


def file_sent_card(turn: Turn, count: int) -> Card:
    """Return the receipt."""
    tr = turn.tr
    if not count:
        return Html.of(tr("Nothing in this file is new, so nothing was sent.")), ((home_button(turn),),)
    sent = tr.plural("{n} vacancy is with the office.", "{n} vacancies are with the office.", count)
    return Html.join([Html.of("<b>{sent}</b>", sent=sent), Html.of(tr("I write to you here when they are approved."))], " "), ((home_button(turn),),)


def file_waits_card(turn: Turn, employer: Employer, count: int) -> Card:
    """Return to the office's people that vacancies of a file wait."""
    waits = turn.tr.plural("{n} vacancy waits for approval.", "{n} vacancies wait for approval.", count)
    return Html.of("<b>{company}</b>\n{waits}", company=employer.company, waits=waits), ((desk_button(turn),),)


def _mistakes(turn: Turn, row: BadRow) -> Html:
    return Html.of(turn.tr("Row {number}: {problems}"), number=row.number, problems=" ".join(problem.told(turn.tr) for problem in row.problems))
