"""What a machine translated: always labelled, and never sent or published without a person's tap."""

from welcomebot.domain.language import endonym
from welcomebot.services.office_ports import Handover, TextDraft
from welcomebot.telegram.bidi import apart
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.handover import handover_tap
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

Card = tuple[Html, Keyboard]


def offer_card(turn: Turn, handover: Handover, translated: str) -> Card:
    """Return a reply as a machine translated it, to send instead of the words as they were written."""
    tr, number = turn.tr, handover.number
    head = tr("<b>Not sent yet.</b> A machine translated your reply into this language: {language}. The newcomer sees that, and your own words below it.")
    quote = Html.of("<blockquote>{text}</blockquote>", text=apart(translated, turn.language))
    rows = (
        (Button(tr("Send it with the translation"), tap=handover_tap("machine", number, None)),),
        (Button(tr("Send it only as I wrote it"), tap=handover_tap("sure", number, None)),),
        (Button(tr("Back"), tap=handover_tap("show", number, None)),),
    )
    return Html.join([Html.of(head, language=endonym(handover.language)), quote]), rows


def machine_note(turn: Turn, original: str) -> Html:
    """Return, below a reply that a machine translated, that it did so and what was written."""
    head = turn.tr("<i>A machine translated this text. The office wrote:</i>\n<blockquote expandable>{original}</blockquote>")
    return Html.of(head, original=apart(original, turn.language))


def propose_button(turn: Turn, draft: TextDraft) -> Button:
    """Return the way to a machine's translation of the source text."""
    return Button(turn.tr("Let a machine translate it"), tap=Callback("machine", (str(draft.number),)))


def translated_card(turn: Turn, draft: TextDraft) -> Card:
    """Return that a draft holds a machine's translation now."""
    text = turn.tr("<b>A machine translated the source text.</b> Read it before you publish it. It stays marked until a person confirms it.")
    return Html.of(text), ((Button(turn.tr("Show the draft"), tap=Callback("draftshow", (str(draft.number),))),),)


def no_translation_card(turn: Turn) -> Card:
    """Return that there is no good translation."""
    return Html.of(turn.tr("There is no translation: the service did not answer, or it changed a fact. Please write the text yourself.")), ()
