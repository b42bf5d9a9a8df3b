"""Short friendly replies: small talk, and what the bot cannot see of somebody's own case."""

from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.facts import fact
from welcomebot.telegram.cards.office import ask_office_button
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

# Where somebody asks about their own case. Authorities without a link of their own are reached through the office.
AUTHORITY_LINKS = {
    "migri": "link:migri",
    "kela": "link:kela",
    "police": "link:police",
    "vero": "link:vero",
    "dvv": "link:dvv",
    "soite": "link:soite",
    "employment": "link:tyomarkkinatori",
}


def small_talk_card(turn: Turn, kind: str) -> tuple[Html, Keyboard]:
    """Return a short reply to a greeting, thanks, a goodbye or chat."""
    tr = turn.tr
    match kind:
        case "greeting":
            sentence = tr("Hello! What would you like to know about life in Kokkola?")
        case "thanks":
            sentence = tr("You are welcome! Write again whenever you need.")
        case "goodbye":
            sentence = tr("Goodbye, and all the best!")
        case "identity":
            sentence = tr("I am the bot of Kokkola's Welcome Office. I am a program, but people wrote or approved my answers.")
        case _:
            sentence = tr("I only know about life in Kokkola, but I like to help with that. What do you need?")
    return Html.of(sentence), ((Button(tr("All topics"), tap=Callback("topics", ("all", "0"))),),)


def own_case_card(turn: Turn, authority: str, question_id: int) -> tuple[Html, Keyboard]:
    """Return what the bot cannot see, and who can."""
    tr = turn.tr
    parts = [Html.of(tr("<b>I cannot see your own matters.</b> I have no access to applications, decisions or payments."))]
    link = AUTHORITY_LINKS.get(authority)
    if link:
        parts.append(Html.of(tr("The authority that handles it can tell you: {link}"), link=fact(turn, link)))
    else:
        parts.append(Html.of(tr("The authority or office that handles it can tell you.")))
    parts.append(Html.of(tr("If you do not know how to ask, the Welcome Office helps you.")))
    return Html.join(parts), ((ask_office_button(turn, question_id),),)
