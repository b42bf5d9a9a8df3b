"""The office's figures as a text and as a table. Counts are rounded to five, and none under five is shown (domain/rounded_counts.py)."""

import csv
from io import StringIO

from babel.dates import format_interval

from welcomebot.domain.figures import Figures
from welcomebot.domain.language import CODES
from welcomebot.domain.rounded_counts import LEAST, rounded
from welcomebot.services.office_figures import PERIODS
from welcomebot.telegram.bidi import name_of
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.answer import article_text
from welcomebot.telegram.cards.vacancy_facts import capital, label
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn


def figures_card(turn: Turn, figures: Figures) -> tuple[Html, Keyboard]:
    """Return the figures in words, with the other periods."""
    tr = turn.tr
    period = format_interval(figures.since, figures.until, "yMMMd", locale=tr.language)
    parts = [
        Html.of(tr("<b>The office's figures</b>\n{period}"), period=period),
        _outcomes(turn, figures),
        _behind(turn, figures),
        _waiting(turn, figures),
        _most_asked(turn, figures),
        Html.of(tr("What people ask and nobody answers yet: /gaps")),
        Html.of(tr("<i>Numbers are rounded to five. A number under five is never shown.</i>")),
    ]
    days = tuple(Button(tr.plural("{n} day", "{n} days", n), tap=Callback("stats", (str(n),))) for n in PERIODS)
    return Html.join(parts), (days,)


def figures_csv(figures: Figures) -> str:
    """Return the figures as a table: figure, language or day, name, number; an empty number is one under five."""
    made = StringIO()
    table = csv.writer(made)
    table.writerow(["figure", "language", "name", "number"])
    table.writerows(["questions", code, day.isoformat(), _n(n)] for day in sorted(figures.by_day) for code, n in sorted(figures.by_day[day].items()))
    for code, of in figures.languages.items():
        outcomes = (("answered", of.answered), ("choices", of.choices), ("no answer", of.refused), ("sent to the office", of.handed_over))
        table.writerows(["outcome", code, name, _n(n)] for name, n in outcomes)
    table.writerows(["article shown", "", article, _n(n)] for article, n in figures.top_articles)
    table.writerows(["skill in open vacancies", "", skill.concept_id, skill.wanted] for skill in figures.skills)
    table.writerows(["skill of job seekers", "", skill.concept_id, _n(skill.known)] for skill in figures.skills)
    table.writerow(["emergencies", "", "", _n(figures.emergencies)])
    return made.getvalue()


def skill_names(turn: Turn, figures: Figures) -> list[str]:
    """Return the names of the skills in the picture, in a script that it can draw."""
    reader = turn if turn.language != "ar" else turn.speaking("en")
    return [capital(label(reader, skill.concept_id)) for skill in figures.skills]


def _outcomes(turn: Turn, figures: Figures) -> Html:
    tr, total = turn.tr, figures.all
    lines = [tr("Questions: {n}").format(n=_about(turn, total.asked))]
    if total.share_found is not None:
        shares = {"answered": total.answered / total.asked, "choices": total.choices / total.asked, "refused": total.refused / total.asked}
        percent = {name: round(100 * share) for name, share in shares.items()}
        lines.append(tr("Answered: {answered} %. Choices: {choices} %. No answer: {refused} %.").format(**percent))
    lines.append(tr("Sent to the office: {n}").format(n=_about(turn, total.handed_over)))
    if figures.helpful is not None:
        lines.append(tr("It helped 👍: {percent} %").format(percent=round(100 * figures.helpful)))
    lines.append(tr("Emergencies: {n}").format(n=_about(turn, figures.emergencies)))
    shown = [f"{name_of(code, turn.language)}: {_about(turn, figures.languages[code].asked)}" for code in CODES if code in figures.languages]
    return Html.text("\n".join([*lines, *shown]))


def _behind(turn: Turn, figures: Figures) -> Html:
    sentence = turn.tr("⚠️ In this language people find answers less often than in the others: {language}, {points} points behind.")
    return Html.join([Html.of(sentence, language=name_of(code, turn.language), points=points) for code, points in figures.left_behind().items()], "\n")


def _waiting(turn: Turn, figures: Figures) -> Html:
    if figures.waits_h is None:
        return Html("")
    half, most = (max(1, round(hours)) for hours in figures.waits_h)
    tr = turn.tr
    lines = [
        tr.plural("Half of those who waited had a reply within {n} hour.", "Half of those who waited had a reply within {n} hours.", half),
        tr.plural("Nine of ten had it within {n} hour.", "Nine of ten had it within {n} hours.", most),
    ]
    return Html.text(" ".join(lines))


def _most_asked(turn: Turn, figures: Figures) -> Html:
    articles = turn.services.library.articles
    found = [(article, n) for article, n in figures.top_articles if article in articles and n >= LEAST]
    lines = [f"{article_text(turn, articles[article]).title}: {_about(turn, n)}" for article, n in found]
    return Html.join([Html.of(turn.tr("<b>Most asked</b>")), Html.text("\n".join(lines))], "\n") if lines else Html("")


def _about(turn: Turn, n: int) -> str:
    shown = rounded(n)
    return str(shown) if shown is not None else turn.tr("fewer than 5") if n else "0"


def _n(n: int) -> int | str:
    shown = rounded(n)
    return "" if shown is None else shown
