"""The message for wherever a draft is: one of the questions, or the preview with the people who meet it."""

from welcomebot.domain.draft_forms import applied
from welcomebot.domain.vacancies import Vacancy
from welcomebot.domain.vacancy_draft import Draft, Question
from welcomebot.services.count_supply import count_supply
from welcomebot.services.own_vacancies import approved
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.employer import editing_rows
from welcomebot.telegram.cards.posting import Card, post, question_card
from welcomebot.telegram.cards.posting_preview import ad_html, supply_html
from welcomebot.telegram.effects import Button
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn


async def draft_card(turn: Turn, draft: Draft) -> Card:
    """Return the question that the draft is at, or its preview."""
    if draft.question is not Question.PREVIEW:
        return question_card(turn, draft)
    tr = turn.tr
    employer = await approved(turn.person.user_id, work=turn.work)
    vacancy = applied(draft, Vacancy("", employer.company if employer else "", draft.title))
    supply = await count_supply(vacancy, matcher=turn.services.board.matcher, today=turn.services.today, work=turn.work)
    head = Html.of(tr("<b>This is how people will see it:</b>"))
    send = Button(tr("Send to the office"), tap=post(Question.PREVIEW, "send"))
    stop = Button(tr("Stop, do not send"), tap=Callback("post", ("stop",)))
    change = Html.of(tr("To change something, tap it:"))
    return Html.join([head, ad_html(turn, vacancy), supply_html(turn, vacancy, supply), change]), ((send,), *editing_rows(turn), (stop,))
