"""What a question is answered with, whichever feature hears it."""

from welcomebot.domain.answering import Outcome
from welcomebot.domain.dialogue import OfficeEvent
from welcomebot.domain.language import endonym
from welcomebot.services.ask_question import ask_question
from welcomebot.services.know_person import step_office_dialogue
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.answer import card, language_notice
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.handing_over import tell_office
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

TOLD_AT_ONCE = (Outcome.EMERGENCY, Outcome.HUMAN)


async def answer(turn: Turn, text: str, *, ways_back: Keyboard = ()) -> None:
    """Decide, reply in the language of the message, and offer to stay with that language; `ways_back` lead to what was interrupted."""
    if not turn.is_private:
        turn.say(Html.of(turn.tr("I answer in a private chat, so that nobody else reads your question.")))
        return
    services = turn.services
    question = await ask_question(text, turn.person, work=turn.work, answerer=services.answerer, clock=services.clock)
    reply = turn.speaking(question.decision.language)
    html, keyboard = card(reply, question)
    html = Html.join([language_notice(reply, question.decision), html])
    if question.decision.outcome is not Outcome.EMERGENCY:
        if reply.language != turn.person.language:
            label = reply.tr("Always speak this language: {language}").format(language=endonym(reply.language))
            keyboard = (*keyboard, (Button(label, tap=Callback("speak", (reply.language,))),))
        # Nothing draws somebody in danger back to a form.
        keyboard = (*keyboard, *ways_back)
    reply.say(html, keyboard)
    if question.decision.outcome is Outcome.HUMAN:
        await step_office_dialogue(turn.person, OfficeEvent.WANTS_TO_WRITE, work=turn.work, clock=services.clock)
        await reply.remember_language()
    # Most of what has no answer waits in the inbox without being told: then nothing has to be read for it.
    if question.handover and (question.decision.outcome in TOLD_AT_ONCE or services.staff_chat is not None):
        await tell_office(turn, question.handover)
