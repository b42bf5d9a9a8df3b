"""What people read who wanted to hear of an answer: the new one, or the one that changed."""

from welcomebot.services.office_ports import AnswerNews, NewsKind
from welcomebot.services.tell_answers import Telling
from welcomebot.telegram.bidi import apart
from welcomebot.telegram.cards.answer import article_card
from welcomebot.telegram.cards.answer_news import stop_row, when_changed_row
from welcomebot.telegram.cards.handover import shortened
from welcomebot.telegram.effects import Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn


def told_card(turn: Turn, news: AnswerNews, telling: Telling) -> tuple[Html, Keyboard]:
    """Return the article as it is now, headed by the person's own question, with the way to stop."""
    tr, number = turn.tr, telling.wish.question_id
    if news.kind is NewsKind.ANSWER:
        head = tr("You asked: <i>{question}</i>\n<b>There is an answer now.</b>")
        # A wish to hear of an answer is fulfilled; whoever wants to hear of its changes too says so again.
        more: Keyboard = (when_changed_row(turn, number),)
    else:
        head = tr("You asked: <i>{question}</i>\n<b>The answer that you got has changed.</b> This is the new one.")
        more = ()
    text, buttons = article_card(turn, news.article_id, number)
    asked = Html.of(head, question=apart(shortened(telling.wish.text), turn.language))
    return Html.join([asked, text]), (*buttons, *more, stop_row(turn))
