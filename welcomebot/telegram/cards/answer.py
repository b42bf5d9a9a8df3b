"""The cards that a question can end in: answer, choices, no answer, emergency, small talk, own case, a wish for a human."""

from welcomebot.domain.answering import SEVERAL, Decision, Outcome
from welcomebot.domain.knowledge import Article, ArticleText
from welcomebot.domain.language import endonym, fallback_order
from welcomebot.services.ask_question import AnsweredQuestion
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.answer_news import when_answered_row
from welcomebot.telegram.cards.article_html import body_html
from welcomebot.telegram.cards.emergency import emergency_card
from welcomebot.telegram.cards.facts import day, facts_of
from welcomebot.telegram.cards.office import ask_office_button, human_card, office_lines
from welcomebot.telegram.cards.short_replies import own_case_card, small_talk_card
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

Card = tuple[Html, Keyboard]
MAX_RELATED = 3


def card(turn: Turn, question: AnsweredQuestion) -> Card:
    """Return what a question leads to, in the language of the turn."""
    decision = question.decision
    match decision.outcome:
        case Outcome.ANSWER | Outcome.CHOICES:
            return _offer(turn, question)
        case Outcome.EMERGENCY:
            return emergency_card(turn, decision.detail)
        case Outcome.SMALL_TALK:
            return small_talk_card(turn, decision.detail)
        case Outcome.HUMAN:
            return human_card(turn), ()
        case Outcome.OWN_CASE:
            return own_case_card(turn, decision.detail, question.id)
        case Outcome.NO_ANSWER:
            return no_answer_card(turn, question.id, decision.detail)


def _offer(turn: Turn, question: AnsweredQuestion) -> Card:
    """Return the article that answers, or those to choose from."""
    decision = question.decision
    offered = tuple(candidate.article_id for candidate in decision.offered)
    if decision.outcome is Outcome.CHOICES:
        return (several_card if decision.detail == SEVERAL else choices_card)(turn, question.id, offered)
    html, keyboard = article_card(turn, offered[0], question.id)
    return Html.join([subject_notice(turn, decision), html]), keyboard


def language_notice(turn: Turn, decision: Decision) -> Html:
    """Return the open word that the reply is in another language than the question; nothing where somebody is in danger or only chats."""
    if decision.unspoken is None or decision.outcome in {Outcome.EMERGENCY, Outcome.SMALL_TALK}:
        return Html("")
    sentence = turn.tr("<i>You wrote in a language that I do not speak yet: {language}. I answer in this language instead: {reply}.</i>")
    return Html.of(sentence, language=endonym(decision.unspoken), reply=endonym(turn.language))


def subject_notice(turn: Turn, decision: Decision) -> Html:
    """Return the open word that a short message was understood together with the answer before it."""
    article = turn.services.library.articles.get(decision.after or "")
    if article is None:
        return Html("")
    sentence = turn.tr("<i>I think that you still ask about this: {title}. If it is something else, write it with a few more words.</i>")
    return Html.of(sentence, title=article_text(turn, article).title)


def article_card(turn: Turn, article_id: str, question_id: int = 0) -> Card:
    """Return an article as its card: title, official terms, text, date and source, and what can be done next."""
    library = turn.services.library
    article = library.articles[article_id]
    text = article_text(turn, article)
    parts = [
        Html.of("<b>{title}</b>", title=text.title),
        _terms(article),
        _language_notice(turn, text),
        body_html(text, facts_of(turn, text.language)),
        _checked(turn, article, text),
    ]
    return Html.join(parts), _article_buttons(turn, article, question_id)


def article_text(turn: Turn, article: Article) -> ArticleText:
    """Return the version to show: the turn's language or the nearest that exists."""
    text = article.text_in(fallback_order(turn.language, accepts_russian=turn.person.accepts_russian))
    if text is None:
        raise LookupError(f"the article {article.id} has no text")
    return text


def choices_card(turn: Turn, question_id: int, article_ids: tuple[str, ...]) -> Card:
    """Return "Did you mean" with a button an article, and a way out."""
    articles = turn.services.library.articles
    rows = [(Button(article_text(turn, articles[i]).title, tap=Callback("pick", (str(question_id), i))),) for i in article_ids]
    way_out = (Button(turn.tr("None of these"), tap=Callback("none", (str(question_id),))),)
    return Html.of(turn.tr("I am not quite sure. Did you mean:")), (*rows, way_out)


def several_card(turn: Turn, question_id: int, article_ids: tuple[str, ...]) -> Card:
    """Return a button for each thing that one message asks for; the answers come one below the other."""
    articles = turn.services.library.articles
    rows = [(Button(article_text(turn, articles[i]).title, tap=Callback("art", (i,))),) for i in article_ids]
    way_out = (Button(turn.tr("None of these"), tap=Callback("none", (str(question_id),))),)
    return Html.of(turn.tr("You ask about several things. Tap one after the other:")), (*rows, way_out)


def no_answer_card(turn: Turn, question_id: int, topic: str = "") -> Card:
    """Return the honest "I do not know" with a person and a time; of a topic that the office does not answer, who knows."""
    tr = turn.tr
    text = Html.join([_pointer(turn, topic), *office_lines(turn)])
    send = (Button(tr("Send my question to the office"), tap=Callback("send", (str(question_id),))),)
    return text, (send, when_answered_row(turn, question_id), (Button(tr("All topics"), tap=Callback("topics", ("all", "0"))),))


def _pointer(turn: Turn, topic: str) -> Html:
    article = turn.services.not_covered.get(topic)
    if article is None:
        return Html.of(turn.tr("<b>I do not know this one.</b> I only give answers that people in the office wrote or approved."))
    text = article_text(turn, article)
    return Html.join([Html.of("<b>{title}</b>", title=text.title), body_html(text, facts_of(turn, text.language))])


def rating_row(turn: Turn, question_id: int) -> tuple[Button, ...]:
    """Return the two thumbs."""
    tr, number = turn.tr, str(question_id)
    return Button(tr("👍 It helped"), tap=Callback("rate", (number, "up"))), Button(tr("👎 It did not help"), tap=Callback("rate", (number, "down")))


def _article_buttons(turn: Turn, article: Article, question_id: int) -> Keyboard:
    library, number, tr = turn.services.library, str(question_id), turn.tr
    rows: list[tuple[Button, ...]] = [rating_row(turn, question_id)] if question_id else []
    rows += [(Button(library.contacts[key].label_in(turn.language), url=library.contacts[key].value_in(turn.language)),) for key in article.sources[:1]]
    related = [other for other in article.related if other in library.articles][:MAX_RELATED]
    rows += [(Button(article_text(turn, library.articles[other]).title, tap=Callback("art", (other,))),) for other in related]
    if _may_offer_russian(turn, article):
        rows.append((Button(tr("I also read Russian"), tap=Callback("russian", (article.id,))),))
    rows.append((Button(tr("Show at the desk"), tap=Callback("desk", (article.id, number))),))
    rows.append((ask_office_button(turn, question_id),))
    return tuple(rows)


def _may_offer_russian(turn: Turn, article: Article) -> bool:
    # Russian is shown to somebody who speaks Ukrainian only after they said that they want it.
    return turn.language == "uk" and "uk" not in article.texts and "ru" in article.texts and not turn.person.accepts_russian


def _terms(article: Article) -> Html:
    # The official term is what a clerk at a desk will recognise.
    terms = [article.terms[code] for code in ("fi", "sv") if code in article.terms]
    return Html.of("<i>{terms}</i>", terms=" · ".join(dict.fromkeys(terms))) if terms else Html("")


def _language_notice(turn: Turn, text: ArticleText) -> Html:
    if text.language == turn.language:
        return Html("")
    return Html.of(turn.tr("<i>This answer is not in your language yet. Here it is in this language: {language}.</i>"), language=endonym(text.language))


def _checked(turn: Turn, article: Article, text: ArticleText) -> Html:
    sources = [turn.services.library.contacts[key] for key in article.sources[:1]]
    if not sources:
        return Html("")
    checked = day(text.reviewed or sources[0].checked, turn.language)
    return Html.of(turn.tr("<i>Checked {date}. Source: {source}.</i>"), date=checked, source=sources[0].label_in(turn.language))
