"""The card of a question that waits for the office: the words as written, why it is here, what comes near it and what can be done."""

from collections.abc import Sequence
from datetime import datetime

from welcomebot.domain.language import endonym, fallback_order
from welcomebot.domain.short_mark import mark_of
from welcomebot.locales.i18n import later
from welcomebot.services.answer_feedback import Reason
from welcomebot.services.office_ports import Handover, HandoverKind, HandoverState
from welcomebot.services.open_handover import NONE_OF_THESE
from welcomebot.services.read_inbox import Page, View
from welcomebot.telegram.bidi import apart
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.inbox import in_words
from welcomebot.telegram.cards.inbox_place import NOWHERE, InboxPlace, home_of
from welcomebot.telegram.cards.staff_names import written_name
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

Card = tuple[Html, Keyboard]
SHOWN = 3  # nearest articles
FOLDS_ABOVE = 400  # characters of a question
LIKELY = 0.5  # from here on an article is rather right than wrong
NEAR_EACH_OTHER = 0.15
WHY = {
    HandoverKind.EMERGENCY: later("<b>Urgent: these words speak of danger.</b> The bot showed 112 and the words to say. Check whether more help is needed."),
    HandoverKind.REQUEST: later("The person asks for a human."),
    HandoverKind.THUMB_DOWN: later("The answer did not help."),
    HandoverKind.UNANSWERED: later("The bot found no answer that is sure enough."),
}
REASONS = {
    Reason.OTHER_QUESTION.value: later("The person says that the answer belongs to another question."),
    Reason.UNCLEAR.value: later("The person says that they do not understand the answer."),
    Reason.WRONG.value: later("The person says that something in the answer is wrong."),
    NONE_OF_THESE: later("The bot offered a few answers, and the person wanted none of them."),
}


def handover_card(turn: Turn, view: View, place: InboxPlace | None = None) -> Card:
    """Return the card; `place` is where in the inbox it stands, None where it came by itself."""
    handover, tr = view.handover, turn.tr
    urgent = Html.of(tr(WHY[HandoverKind.EMERGENCY])) if handover.kind is HandoverKind.EMERGENCY else Html("")
    machine = machine_words(turn, view.translated) if view.translated else Html("")
    parts = [urgent, _head(turn, handover), quoted(turn, handover.text), machine, _why(turn, handover), nearest_lines(turn, handover), _earlier(turn, view)]
    return Html.join([*parts, whose(turn, view)]), (*_buttons(turn, view, place), (inbox_button(turn, place),))


def page_card(turn: Turn, page: Page, place: InboxPlace) -> Card:
    """Return one of what was chosen, with the ways to the one before and after it."""
    tr = turn.tr
    if page.view is None:
        return Html.of(tr("Nothing of this waits any more.")), ((inbox_button(turn, place),),)
    place = place.at(page.place)
    text, rows = handover_card(turn, page.view, place)
    count = Html.of(tr("{n} of {total}"), n=page.place + 1, total=page.total)
    ways = [
        *([Button(tr("Previous"), tap=place.at(page.place - 1).tap)] if page.place else []),
        *([Button(tr("Next"), tap=place.at(page.place + 1).tap)] if page.place + 1 < page.total else []),
    ]
    return Html.join([count, text]), (*rows[:-1], *([tuple(ways)] if ways else []), rows[-1])


def asker_name(turn: Turn, handover: Handover) -> str:
    """Return what the office calls whoever asked."""
    return turn.tr("Newcomer {number}").format(number=handover.asker) if handover.asker else turn.tr("A newcomer whose number is gone")


def quoted(turn: Turn, words: str) -> Html:
    """Return somebody's own words, set off; a long story folds."""
    fold = " expandable" if len(words) > FOLDS_ABOVE else ""
    return Html.of("<blockquote{fold}>{words}</blockquote>", fold=Html(fold), words=apart(words, turn.language))


def machine_words(turn: Turn, translated: str) -> Html:
    """Return a question in the reader's language."""
    return Html.of(turn.tr("<i>Translated by a machine:</i>\n{text}"), text=apart(translated, turn.language))


def nearest_lines(turn: Turn, handover: Handover) -> Html:
    """Return the nearest articles, each with why it was not sure enough."""
    nearest = known_nearest(turn, handover)
    if not nearest:
        return Html("")
    lines = [
        Html.of("{n}. {title} – {why}", n=n, title=title_of(turn, article_id), why=_why_not(turn, handover, article_id, score, nearest[0][1]))
        for n, (article_id, score) in enumerate(nearest, start=1)
    ]
    return Html.join([Html.of(turn.tr("<b>Nearest answers</b>")), *lines], "\n")


def known_nearest(turn: Turn, handover: Handover) -> Sequence[tuple[str, float]]:
    """Return the nearest articles that still exist."""
    return [(article_id, score) for article_id, score in handover.nearest if article_id in turn.services.library.articles][:SHOWN]


def title_of(turn: Turn, article_id: str) -> str:
    """Return an article's title in the reader's language, or in the nearest one."""
    text = turn.services.library.articles[article_id].text_in(fallback_order(turn.language))
    return text.title if text else article_id


def whose(turn: Turn, view: View) -> Html:
    """Return who has taken or ended it."""
    tr, handover = turn.tr, view.handover
    name = written_name(tr, view.taken_by)
    match handover.state:
        case HandoverState.OPEN:
            return Html("")
        case HandoverState.TAKEN if view.is_mine and not turn.is_in_staff_room:
            return Html.of(tr("<b>You have taken this.</b>"))
        case HandoverState.TAKEN:
            return Html.of(tr("<b>{colleague} took this {ago}.</b>"), colleague=name, ago=_ago(turn, handover.taken_at))
        case HandoverState.ANSWERED:
            return Html.of(tr("<b>{colleague} answered this {ago}.</b>"), colleague=name, ago=_ago(turn, handover.ended_at))
        case HandoverState.CLOSED:
            return Html.of(tr("<b>{colleague} closed this {ago}.</b>"), colleague=name, ago=_ago(turn, handover.ended_at))


def article_rows(turn: Turn, number: int, article_ids: Sequence[str], place: InboxPlace | None) -> Keyboard:
    """Return the two buttons of each article, numbered as in the text above."""
    tr = turn.tr
    return tuple(
        (
            Button(tr("Send answer {n}").format(n=n), tap=handover_tap("send", number, place, mark_of(article_id))),
            Button(tr("New wording for {n}").format(n=n), tap=handover_tap("word", number, place, mark_of(article_id))),
        )
        for n, article_id in enumerate(article_ids, start=1)
    )


def handover_tap(verb: str, number: int, place: InboxPlace | None, *more: str) -> Callback:
    """Return what a button of a handover carries."""
    return Callback("handover", (verb, str(number), place.data if place else NOWHERE, *more))


def inbox_button(turn: Turn, place: InboxPlace | None = None) -> Button:
    """Return the way to the inbox."""
    return Button(turn.tr("Inbox"), tap=home_of(place).tap)


def draft_button(turn: Turn, number: int) -> Button:
    """Return the way from a reply to an answer for everybody."""
    return Button(turn.tr("Make an answer"), tap=Callback("draft", (str(number),)))


def _buttons(turn: Turn, view: View, place: InboxPlace | None) -> Keyboard:
    tr, handover = turn.tr, view.handover
    number = handover.number
    draft = draft_button(turn, number)
    if not handover.is_waiting:
        return ((draft,),)
    # In the group the card is everybody's: whoever taps is told if a colleague has it.
    has_colleague = handover.state is HandoverState.TAKEN and not view.is_mine and not turn.is_in_staff_room
    articles = article_rows(turn, number, [article_id for article_id, _ in known_nearest(turn, handover)], place)
    find = Button(tr("Find another answer"), tap=handover_tap("look", number, place))
    if has_colleague:
        return ((draft,),)
    is_mine = handover.state is HandoverState.TAKEN
    take = Button(tr("Give it back"), tap=handover_tap("back", number, place)) if is_mine else Button(tr("Take it"), tap=handover_tap("take", number, place))
    reply, close = Button(tr("Reply"), tap=handover_tap("reply", number, place)), Button(tr("Not ours"), tap=handover_tap("close", number, place))
    return ((reply, take), *articles, (find,), (draft, close))


def _head(turn: Turn, handover: Handover) -> Html:
    now = turn.services.clock()
    line = turn.tr("<b>{asker}</b>\nLanguage: {language}. Waiting time: {time}.")
    waited = in_words((handover.ended_at or now) - handover.created_at, turn.tr)
    return Html.of(line, asker=asker_name(turn, handover), language=endonym(handover.language), time=waited)


def _why(turn: Turn, handover: Handover) -> Html:
    tr = turn.tr
    reason = Html.of(tr(REASONS[handover.reason])) if handover.reason in REASONS else Html("")
    # The urgent one stands at the top already.
    kind = Html("") if handover.kind is HandoverKind.EMERGENCY else Html.of(tr(WHY[handover.kind]))
    gone = Html.of(tr("Nobody can be reached any more: after 30 days a question has no person.")) if handover.user_id is None else Html("")
    return Html.join([kind, reason, gone], " ")


def _why_not(turn: Turn, handover: Handover, article_id: str, score: float, best: float) -> str:
    tr = turn.tr
    if article_id in handover.article_ids:
        return tr("the person has seen it")
    if score < LIKELY:
        return tr("not sure enough")
    return tr("as near as others") if best - score <= NEAR_EACH_OTHER else tr("less near than the first")


def _earlier(turn: Turn, view: View) -> Html:
    if view.earlier is None:
        return Html("")
    asked, reply = view.earlier
    line = turn.tr("<b>Earlier from the same person</b>\n{question}\nThe office answered: {reply}")
    return Html.of(line, question=shortened(asked.text), reply=shortened(reply.text))


def shortened(words: str, limit: int = 160) -> str:
    """Return the beginning of a text, cut between two words."""
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= limit else f"{one_line[:limit].rsplit(' ', 1)[0]} …"


def _ago(turn: Turn, when: datetime | None) -> str:
    return in_words(turn.services.clock() - when, turn.tr, is_past=True) if when else ""
