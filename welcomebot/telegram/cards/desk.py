"""A card to show at a desk: the question, and the key terms in Finnish and Swedish beside the person's language."""

from welcomebot.domain.language import endonym
from welcomebot.locales.i18n import later, translator
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

I_SPEAK = later("<i>I speak this language: {language}.</i>")


def desk_card(turn: Turn, article_id: str, question_text: str) -> Html:
    """Return the card; without a question of the person's own the article's title stands for it."""
    article = turn.services.library.articles[article_id]
    lines = [Html.of(turn.tr("<b>Show this at the desk</b>"))]
    if question_text:
        lines.append(Html.of("<blockquote>{question}</blockquote>", question=question_text))
    for code in dict.fromkeys(("fi", "sv", turn.language)):
        text = article.texts.get(code)
        if text:
            lines.append(_line(code, text.title, article.terms.get(code, "")))
    # The clerk reads Finnish or Swedish, whatever the person speaks.
    lines += [Html.of(translator(code)(I_SPEAK), language=endonym(turn.language)) for code in ("fi", "sv") if code != turn.language]
    return Html.join(lines)


def _line(code: str, title: str, term: str) -> Html:
    if term and term.casefold() != title.casefold():
        return Html.of("{language}: <b>{term}</b>\n{title}", language=endonym(code), term=term, title=title)
    return Html.of("{language}: <b>{title}</b>", language=endonym(code), title=title)
