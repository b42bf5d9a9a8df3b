"""What an administrator sees of an announcement while writing and sending it, and what everybody gets."""

from collections.abc import Sequence

from babel.dates import format_datetime

from welcomebot.domain.announcing import language_for
from welcomebot.domain.language import CODES, endonym
from welcomebot.services.announce import Reach
from welcomebot.services.office_ports import Announcement, AnnouncementState, DeliveryReport
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.article_html import sentence_html
from welcomebot.telegram.cards.facts import facts_of
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

Card = tuple[Html, Keyboard]
TITLE_LENGTH = 40
DONE = "✓ "  # beside what is chosen or written


def announced_card(turn: Turn, text: str) -> Card:
    """Return the message as everybody gets it, with the way out of further ones."""
    return sentence_html(text, facts_of(turn)), ((Button(turn.tr("No more announcements"), tap=Callback("news-off")),),)


def announcements_card(turn: Turn, found: Sequence[Announcement]) -> Card:
    """Return the latest announcements and the way to write one."""
    tr = turn.tr
    rows = tuple((Button(f"{one.number}. {state_name(turn, one)}: {_beginning(turn, one)}", tap=ann("open", one.number)),) for one in found)
    text = tr("<b>Announcements</b>\nA message to many people: everybody, or those of a language, a group or a topic.")
    return Html.of(text), (*rows, (Button(tr("Write a new one"), tap=ann("write", 0, turn.language)),))


def announcement_card(turn: Turn, one: Announcement, reach: Reach) -> Card:
    """Return an announcement that is not sent yet: its text, whom it reaches, and what can still be done."""
    tr = turn.tr
    head = Html.of(tr("<b>Announcement {number}: {state}</b>"), number=one.number, state=state_name(turn, one))
    people = tr.plural("It reaches {n} person now.", "It reaches {n} people now.", reach.total)
    language = language_for(one.texts, turn.language) or turn.language
    quote = Html.of("<blockquote>{text}</blockquote>", text=sentence_html(one.texts[language], facts_of(turn, language)))
    return Html.join([head, quote, Html.text(people), _without_text(turn, one, reach)]), (*_language_rows(turn, one), *_way_rows(turn, one, reach))


def text_card(turn: Turn, one: Announcement, language: str) -> Card:
    """Return one language's text as people will read it, or say that there is none."""
    tr = turn.tr
    text = one.texts.get(language)
    shown = Html.of("<blockquote>{text}</blockquote>", text=sentence_html(text, facts_of(turn, language))) if text else Html.of(tr("There is no text yet."))
    rows = [(Button(tr("Write it anew") if text else tr("Write it"), tap=ann("write", one.number, language)),)]
    if text and len(one.texts) > 1:
        rows.append((Button(tr("Take this text out"), tap=ann("drop", one.number, language)),))
    return Html.join([Html.of("<b>{language}</b>", language=endonym(language)), shown]), (*rows, (_back(turn, one.number),))


def write_card(turn: Turn, language: str) -> Html:
    """Ask for the text of a language."""
    text = turn.tr("Write the announcement now, in this language: {language}. Short sentences, the most important first. /cancel stops this.")
    return Html.of(text, language=endonym(language))


def time_card(turn: Turn, number: int) -> Card:
    """Ask when an announcement shall be sent."""
    tr = turn.tr
    text = tr("When shall it be sent? Write a day and a time, for example: 1.12.2026 9:00. At night it arrives without a sound. /cancel stops this.")
    return Html.of(text), ((_back(turn, number),),)


def confirm_card(turn: Turn, one: Announcement, reach: Reach) -> Card:
    """Ask once before it goes out."""
    tr = turn.tr
    shares = ", ".join(f"{endonym(code)}: {reach.people[code]}" for code in CODES if reach.people.get(code))
    people = tr.plural("This goes to {n} person.", "This goes to {n} people.", reach.total)
    send = Button(tr.plural("Send to {n} person", "Send to {n} people", reach.total), tap=ann("send", one.number))
    return Html.join([Html.text(people), Html.text(shares), _without_text(turn, one, reach)]), ((send,), (_back(turn, one.number),))


def report_card(turn: Turn, one: Announcement, report: DeliveryReport) -> Card:
    """Return what became of an announcement that is being sent or is over."""
    tr = turn.tr
    counts = (
        (tr("Sent: {n}"), report.sent),
        (tr("Waiting: {n}"), report.waiting),
        (tr("Blocked the bot or left: {n}"), report.gone),
        (tr("Stopped before: {n}"), report.cancelled),
        (tr("Failed: {n}"), report.failed),
    )
    lines = "\n".join(line.format(n=n) for line, n in counts if n) or tr("Nobody was reached.")
    head = Html.of(tr("<b>Announcement {number}: {state}</b>"), number=one.number, state=state_name(turn, one))
    is_going = one.state is AnnouncementState.SENDING
    stop = ((Button(tr("Stop sending"), tap=ann("cancel", one.number)), Button(tr("Look again"), tap=ann("open", one.number))),) if is_going else ()
    return Html.join([head, Html.text(lines)]), (*stop, (Button(tr("All announcements"), tap=ann("list")),))


def state_name(turn: Turn, one: Announcement) -> str:
    """Return where an announcement is, in words."""
    tr = turn.tr
    if one.state is AnnouncementState.SCHEDULED and one.send_at:
        moment = format_datetime(one.send_at.astimezone(turn.services.zone), "d MMMM y HH:mm", locale=tr.language)
        return tr("goes out on {moment}").format(moment=moment)
    return {
        AnnouncementState.DRAFT: tr("draft"),
        AnnouncementState.SCHEDULED: tr("goes out soon"),
        AnnouncementState.SENDING: tr("being sent"),
        AnnouncementState.SENT: tr("sent"),
        AnnouncementState.CANCELLED: tr("cancelled"),
    }[one.state]


def ann(verb: str, number: int = 0, *args: str) -> Callback:
    """Return what a button of an announcement carries."""
    return Callback("ann", (verb, str(number), *args))


def _language_rows(turn: Turn, one: Announcement) -> Keyboard:
    del turn
    buttons = [Button(f"{DONE if code in one.texts else ''}{endonym(code)}", tap=ann("text", one.number, code)) for code in CODES]
    return tuple(buttons[:3]), tuple(buttons[3:])


def _way_rows(turn: Turn, one: Announcement, reach: Reach) -> Keyboard:
    tr, number = turn.tr, one.number
    rows: list[tuple[Button, ...]] = [(Button(tr("Who gets it"), tap=ann("who", number)), Button(tr("Choose the time"), tap=ann("time", number)))]
    if one.state is AnnouncementState.SCHEDULED:
        rows.append((Button(tr("Do not send it then"), tap=ann("hold", number)),))
    if reach.total:
        rows.append((Button(tr("Send it now"), tap=ann("now", number)),))
    return (*rows, (Button(tr("Throw it away"), tap=ann("cancel", number)), Button(tr("All announcements"), tap=ann("list"))))


def _without_text(turn: Turn, one: Announcement, reach: Reach) -> Html:
    tr = turn.tr
    lines = []
    for code, n in sorted(reach.without_text.items()):
        line = tr.plural(
            "No text in this language: {language}. {n} person gets this one instead: {read}.",
            "No text in this language: {language}. {n} people get this one instead: {read}.",
            n,
            language=endonym(code),
            read=endonym(language_for(one.texts, code) or code),
        )
        lines.append(line)
    return Html.text("\n".join(lines))


def _beginning(turn: Turn, one: Announcement) -> str:
    text = one.texts[language_for(one.texts, turn.language) or next(iter(one.texts))].replace("\n", " ")
    return text if len(text) <= TITLE_LENGTH else f"{text[:TITLE_LENGTH].rstrip()}…"


def _back(turn: Turn, number: int) -> Button:
    return Button(turn.tr("Back to the announcement"), tap=ann("open", number))
