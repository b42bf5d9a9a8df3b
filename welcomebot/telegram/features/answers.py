"""The buttons under an answer."""

from dataclasses import replace
from typing import Any

from telegram.ext import BaseHandler

from welcomebot.domain.language import CODES, endonym
from welcomebot.services.answer_feedback import Reason, choose_article, none_of_these, rate_answer, say_what_was_wrong
from welcomebot.services.know_person import accept_russian, choose_language
from welcomebot.services.last_read import remember_read
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.answer import article_card, no_answer_card
from welcomebot.telegram.cards.answer_news import when_changed_row
from welcomebot.telegram.cards.desk import desk_card
from welcomebot.telegram.cards.menu import outdated_menu
from welcomebot.telegram.cards.office import ask_office_button
from welcomebot.telegram.commands import command_menu
from welcomebot.telegram.effects import Button, SetCommands
from welcomebot.telegram.handing_over import tell_office
from welcomebot.telegram.html import Html
from welcomebot.telegram.routes import on_tap, tapped_question
from welcomebot.telegram.turn import Turn

NO_QUESTION = "0"  # the card was opened from the topics or as a related one


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [
        on_tap("art", related_tapped),
        on_tap("pick", choice_tapped),
        on_tap("none", none_tapped),
        on_tap("rate", rating_tapped),
        on_tap("why", reason_tapped),
        on_tap("desk", desk_tapped),
        on_tap("speak", language_kept),
        on_tap("russian", russian_accepted),
    ]


async def related_tapped(turn: Turn, article_id: str) -> None:
    """Show another article as a new message."""
    if article_id in turn.services.library.articles:
        await remember_read(article_id, turn.person, work=turn.work, clock=turn.services.clock)
        turn.say(*article_card(turn, article_id))
    else:
        turn.say(*outdated_menu(turn))


async def choice_tapped(turn: Turn, number: str, article_id: str) -> None:
    """Put the chosen article in the place of the choices."""
    question = await tapped_question(turn, number)
    if question and article_id in turn.services.library.articles:
        await choose_article(question, article_id, work=turn.work, clock=turn.services.clock)
        reply = turn.speaking(question.language)
        reply.show(*article_card(reply, article_id, question.id))


async def none_tapped(turn: Turn, number: str) -> None:
    """Admit that no article answers and lead to a person."""
    question = await tapped_question(turn, number)
    if question:
        waits = await none_of_these(question, work=turn.work, answerer=turn.services.answerer, clock=turn.services.clock)
        reply = turn.speaking(question.language)
        reply.show(*no_answer_card(reply, question.id))
        await tell_office(turn, waits)


async def rating_tapped(turn: Turn, number: str, verdict: str) -> None:
    """Take the thumb; a thumb down asks why."""
    question = await tapped_question(turn, number)
    if question:
        await rate_answer(question, is_helpful=verdict == "up", work=turn.work)
        reply = turn.speaking(question.language)
        if verdict == "up":
            reply.say(Html.of(reply.tr("Thank you! I am glad that it helped.")), (when_changed_row(reply, question.id),))
        else:
            reply.say(Html.of(reply.tr("Thank you for telling. What was wrong?")), reason_buttons(reply, number))


def reason_buttons(turn: Turn, number: str) -> tuple[tuple[Button, ...], ...]:
    """Return the three reasons, one a row."""
    tr = turn.tr
    reasons = {
        Reason.OTHER_QUESTION: tr("It answers another question"),
        Reason.UNCLEAR: tr("I do not understand it"),
        Reason.WRONG: tr("Something in it is wrong"),
    }
    return tuple((Button(label, tap=Callback("why", (number, reason))),) for reason, label in reasons.items())


async def reason_tapped(turn: Turn, number: str, reason: str) -> None:
    """Store why an answer did not help and lead to a person."""
    question = await tapped_question(turn, number)
    if question and reason in list(Reason):
        waits = await say_what_was_wrong(question, Reason(reason), work=turn.work, answerer=turn.services.answerer, clock=turn.services.clock)
        reply = turn.speaking(question.language)
        reply.show(Html.of(reply.tr("Thank you. The office will look at it. You can also ask a person:")), ((ask_office_button(reply, question.id),),))
        await tell_office(turn, waits)


async def desk_tapped(turn: Turn, article_id: str, number: str) -> None:
    """Send the card to show at a desk."""
    if article_id not in turn.services.library.articles:
        turn.say(*outdated_menu(turn))
        return
    question = None
    if number != NO_QUESTION and (question := await tapped_question(turn, number)) is None:
        return
    reply = turn.speaking(question.language) if question else turn
    reply.say(desk_card(reply, article_id, question.text if question else ""))


async def language_kept(turn: Turn, code: str) -> None:
    """Speak the language of the message from now on."""
    if code in CODES:
        await choose_language(turn.person, code, work=turn.work)
        reply = turn.speaking(code)
        reply.effects.append(SetCommands(turn.chat_id, command_menu(reply.tr)))
        reply.say(Html.of(reply.tr("Good. From now on I speak this language: {language}."), language=endonym(code)))


async def russian_accepted(turn: Turn, article_id: str) -> None:
    """Show the article in Russian, now and wherever Ukrainian is missing."""
    person = await accept_russian(turn.person, work=turn.work)
    await related_tapped(replace(turn, person=person), article_id)
