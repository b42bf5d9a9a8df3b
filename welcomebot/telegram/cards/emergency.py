"""What a person in danger sees: the number, the sentence to say in Finnish and Swedish, and who else helps."""

from welcomebot.locales.i18n import later, translator
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.facts import fact
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

ARTICLES = {"danger": "emergency", "crisis": "emergency", "home-violence": "domestic-violence"}
CALL_SENTENCES = {
    "danger": later("I need help. I am in Kokkola. The address is …"),
    "crisis": later("I need help. I am thinking of suicide. I am in Kokkola. The address is …"),
    "home-violence": later("I need help. Somebody is violent here. I am in Kokkola. The address is …"),
}


def emergency_card(turn: Turn, kind: str) -> tuple[Html, Keyboard]:
    """Return the card of a kind: danger, crisis or home-violence."""
    tr = turn.tr
    parts = [Html.of(tr("<b>Call {number} now.</b> It is free, day and night. Stay on the line and do what they say."), number=fact(turn, "phone:112"))]
    if kind == "crisis":
        parts.append(Html.of(tr("You are not alone. Somebody talks with you in Finnish, day and night: {number}."), number=fact(turn, "phone:mieli")))
        if turn.language != "fi":
            in_their_language = tr("In your language, at certain hours: {number}. {link}")
            parts.append(Html.of(in_their_language, number=fact(turn, "phone:mieli-your-language"), link=fact(turn, "link:mieli")))
    if kind == "home-violence":
        parts.append(Html.of(tr("Help against violence at home, free, day and night: Nollalinja {number}."), number=fact(turn, "phone:nollalinja")))
    parts.append(Html.of(tr("Say this on the phone:")))
    parts += [Html.of("<blockquote>{sentence}</blockquote>", sentence=translator(code)(CALL_SENTENCES[kind])) for code in ("fi", "sv")]
    parts.append(Html.of(tr("I am a program. I cannot call for help, and nobody reads this message at once.")))
    article = ARTICLES[kind]
    titles = turn.services.library.articles
    rows = (
        ((Button(titles[article].texts[turn.language].title, tap=Callback("art", (article,))),),)
        if article in titles and turn.language in titles[article].texts
        else ()
    )
    return Html.join(parts), rows
