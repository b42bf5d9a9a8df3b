"""What the office's people see of facts: one with all that it touches, a new value before it goes out, and why a value cannot be taken."""

from collections.abc import Mapping, Sequence

from welcomebot.domain.contacts import Confidence, Contact
from welcomebot.domain.fact_values import EVERYWHERE, ValueProblem
from welcomebot.domain.language import CODES, endonym
from welcomebot.domain.short_mark import mark_of
from welcomebot.locales.i18n import Translator, later
from welcomebot.services.change_fact import ChangedFact, FactEntry, FactPreview
from welcomebot.services.find_fact import Touched
from welcomebot.telegram.bidi import isolate_label
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.facts import day
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

Card = tuple[Html, Keyboard]
MANY_TITLES = 12

CONFIDENCES = {Confidence.HIGH: later("sure"), Confidence.MEDIUM: later("quite sure"), Confidence.LOW: later("not sure: people see a link instead")}
PROBLEMS = {
    ValueProblem.EMPTY: later("There is no text in this message. Please send the new value as text."),
    ValueProblem.TOO_LONG: later("This is too long for a fact. Please send the value alone, without a sentence round it."),
    ValueProblem.PHONE: later("This is not a phone number. Write it like +358 40 123 4567 or 040 123 4567."),
    ValueProblem.EMAIL: later("This is not an e-mail address. Write it like name@example.fi."),
    ValueProblem.LINK: later("This is not a link. It begins with https:// and has no spaces."),
    ValueProblem.HOURS: later("I cannot read these hours. Write days and times like: Mon-Fri 9-15, Sat 10-12."),
    ValueProblem.NUMBER: later("There is no number in it. Please send the new sum or number."),
    ValueProblem.PERCENT: later("This is not a percentage. Write it like 25 %."),
}


def search_card(turn: Turn, found: Sequence[Contact] = (), *, is_empty: bool = False) -> Card:
    """Return the invitation to search, with what was found."""
    tr = turn.tr
    ask = tr("<b>Facts</b>\nPhone numbers, addresses, hours, fees and links. Write words or a key, for example: welcome office phone. /cancel stops this.")
    nothing = tr("I found no fact with these words. Try other words, or only one.")
    head = Html.of(nothing) if is_empty else Html.of(tr("<b>Facts that fit</b>\nTap one, or write other words.")) if found else Html.of(ask)
    return head, tuple((Button(_named(contact, turn.language), tap=_tap("show", contact.key)),) for contact in found)


def fact_card(turn: Turn, entry: FactEntry, *, head: Html | None = None, more: Keyboard = ()) -> Card:
    """Return a fact: its values, source and dates, the answers that show it, and what can be done."""
    tr, contact, language = turn.tr, entry.contact, turn.language
    lines = [
        Html.of("<b>{label}</b>\n<code>{key}</code>", label=contact.label_in(language), key=contact.key),
        values_html(contact),
        Html.of(tr('Source: <a href="{url}">{url}</a>'), url=contact.source),
        Html.of(tr("Checked: {date}. How sure the office is: {sure}."), date=day(contact.checked, language), sure=tr(CONFIDENCES[contact.confidence])),
        _ends(turn, contact),
        touched_html(turn, entry.touched),
    ]
    rows = (
        (Button(tr("Change the value"), tap=_tap("change", contact.key)), Button(tr("Still correct"), tap=_tap("confirm", contact.key))),
        (Button(tr("Search another fact"), tap=Callback("fact", ("search",))), Button(tr("Work list"), tap=Callback("work", ("home",)))),
    )
    return Html.join([*([head] if head else []), *lines]), (*more, *rows)


def language_card(turn: Turn, contact: Contact) -> Card:
    """Return the question which value changes."""
    tr, key = turn.tr, contact.key
    text = Html.of(tr("<b>{label}</b>\nWhich value changes?"), label=contact.label_in(turn.language))
    everywhere = (Button(tr("The same in all languages"), tap=_tap("value", key, EVERYWHERE_ARGUMENT)),)
    buttons = [Button(endonym(code), tap=_tap("value", key, code)) for code in CODES]
    return text, (everywhere, *(tuple(buttons[start : start + 3]) for start in range(0, len(buttons), 3)), (Button(tr("Back"), tap=_tap("show", key)),))


def value_card(turn: Turn, contact: Contact, language: str) -> Card:
    """Return the request for a value, with the present one to copy."""
    tr = turn.tr
    now = contact.value_in(turn.language if language == EVERYWHERE else language)
    name = tr("all languages") if language == EVERYWHERE else endonym(language)
    text = tr("<b>{label}</b>\nNow: <code>{value}</code>\nSend the new value for: {language}. /cancel stops this.")
    return Html.of(text, label=contact.label_in(turn.language), value=now, language=name), ()


def problem_card(turn: Turn, problem: ValueProblem) -> Card:
    """Return why a value cannot be taken; the next message is taken for another one."""
    return Html.of("{why}\n{stop}", why=turn.tr(PROBLEMS[problem]), stop=turn.tr("/cancel stops this.")), ()


def preview_card(turn: Turn, preview: FactPreview) -> Card:
    """Return what a new value would change."""
    tr, key = turn.tr, preview.new.key
    parts = [
        Html.of(tr("<b>{label}</b>: a new value"), label=preview.new.label_in(turn.language)),
        Html.of(tr("Before:\n{values}"), values=values_html(preview.old)),
        Html.of(tr("After:\n{values}"), values=values_html(preview.new)),
        _ends(turn, preview.new),
        touched_html(turn, preview.touched),
    ]
    rows = (
        (Button(tr("Publish"), tap=Callback("fact", ("publish",))),),
        (Button(tr("Another language too"), tap=_tap("change", key)), Button(tr("Discard"), tap=Callback("fact", ("discard",)))),
    )
    return Html.join(parts), rows


def changed_card(turn: Turn, changed: ChangedFact) -> Card:
    """Return what was published, with the way back; or that a colleague was faster."""
    tr = turn.tr
    entry = FactEntry(changed.contact, changed.touched)
    if changed.act is None:
        return fact_card(turn, entry, head=Html.of(tr("A colleague changed this fact meanwhile. Nothing was overwritten; this is how it is now.")))
    head = Html.of(tr("<b>Published.</b> Every answer shows the new value within seconds. You can undo this for 10 minutes."))
    told = tr("Those who got one of these answers and said yes to news are told after that.")
    head = Html.join([head, Html.of(told)], "\n") if changed.is_news else head
    return fact_card(turn, entry, head=head, more=((Button(tr("Undo"), tap=Callback("fact", ("undo", str(changed.act)))),),))


def values_html(contact: Contact) -> Html:
    """Return the values by language, those that are alike in one line."""
    if EVERYWHERE in contact.value:
        return Html.of("{value}", value=contact.value[EVERYWHERE])
    by_value: dict[str, list[str]] = {}
    for code in (*(code for code in CODES if code in contact.value), *(code for code in contact.value if code not in CODES)):
        by_value.setdefault(contact.value[code], []).append(endonym(code))
    if len(by_value) == 1:
        return Html.text(next(iter(by_value)))
    return Html.join([Html.of("{languages}: {value}", languages=", ".join(names), value=value) for value, names in by_value.items()], "\n")


def touched_html(turn: Turn, touched: Sequence[Touched]) -> Html:
    """Return the answers that show a fact, with their languages."""
    tr = turn.tr
    if not touched:
        return Html.of(tr("No answer shows it."))
    head = tr.plural("{n} answer shows it:", "{n} answers show it:", len(touched))
    lines = [Html.of("• {title} ({languages})", title=_title(turn, one), languages=_languages(tr, one)) for one in touched[:MANY_TITLES]]
    rest = len(touched) - MANY_TITLES
    more = [Html.text(tr.plural("and {n} more", "and {n} more", rest))] if rest > 0 else []
    return Html.join([Html.text(head), *lines, *more], "\n")


EVERYWHERE_ARGUMENT = "all"  # a button's data has no star


def _languages(tr: Translator, touched: Touched) -> str:
    if set(CODES) <= set(touched.languages):
        return tr("all languages")
    return ", ".join(endonym(code) for code in sorted(touched.languages, key=lambda code: CODES.index(code) if code in CODES else len(CODES)))


def _title(turn: Turn, touched: Touched) -> str:
    texts: Mapping[str, object] = touched.article.texts
    text = touched.article.text_in((turn.language, touched.article.source_language, "en"))
    return text.title if text and texts else touched.article.id


def _ends(turn: Turn, contact: Contact) -> Html:
    if contact.expires is None:
        return Html("")
    tr, date = turn.tr, day(contact.expires, turn.language)
    if contact.is_expired(turn.services.today):
        return Html.of(tr("<b>Its last day was {date}.</b> People see a link to the official page instead."), date=date)
    return Html.of(tr("Good until {date}."), date=date)


def _named(contact: Contact, language: str) -> str:
    return isolate_label(f"{contact.label_in(language)}: {contact.value_in(language)}"[:60], language)


def _tap(verb: str, key: str, *more: str) -> Callback:
    return Callback("fact", (verb, mark_of(key), *more))
