"""The six questions of posting a vacancy, each as one message with its defaults and its ways on."""

from collections.abc import Callable, Iterable

from welcomebot.domain.vacancies import REMOTE, Employment, WorkTime
from welcomebot.domain.vacancy_draft import Chip, Draft, Question, Weight
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.facts import day
from welcomebot.telegram.cards.vacancy_facts import capital, label, place_name
from welcomebot.telegram.cards.work_words import employment, language_name, work_time
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

Card = tuple[Html, Keyboard]
Row = tuple[Button, ...]

PLACES = ("Kokkola", "Pietarsaari", "Kruunupyy", "Kannus", "Luoto", "Kaustinen", REMOTE)
LANGUAGES = ("fi", "sv", "en")
# The cards that most work of the region asks for; the others are one tap away.
COMMON_CARDS = (
    "hygiene-passport",
    "occupational-safety-card",
    "hot-work-card",
    "forklift",
    "driving-licence-B",
    "first-aid",
    "electrical-safety-card",
    "road-safety-card",
)
LAST_DAYS = (14, 30, 60)  # from today
MUST, WISH, DROPPED = "✅", "⭐", "✖️"
MARKS = {Weight.MUST: MUST, Weight.WISH: WISH, Weight.DROPPED: DROPPED}


def all_cards_card(turn: Turn, draft: Draft) -> Card:
    """Return the question of languages and cards with every card that there is."""
    text, rows = _languages(turn, draft, with_all=True)
    return text, (*rows, *_ways(turn, draft))


def question_card(turn: Turn, draft: Draft) -> Card:
    """Return the message of the question that the draft is at; the preview is no question."""
    text, rows = CARDS[draft.question](turn, draft)
    return text, (*rows, *_ways(turn, draft))


def post(question: Question, verb: str, *values: str) -> Callback:
    """Return what a button of a question carries."""
    return Callback("post", (question.value, verb, *values))


def _work(turn: Turn, draft: Draft) -> Card:
    tr = turn.tr
    parts = [
        Html.of(tr("<b>Question 1 of 6: the work</b>")),
        Html.of(
            tr("What is the job called, and what will the person do? Write the title on the first line and the work below it. A few sentences are enough.")
        ),
    ]
    if draft.title:
        parts.append(Html.of("<blockquote>{title}\n{text}</blockquote>", title=draft.title, text=draft.description))
    return Html.join(parts), ()


def _skills(turn: Turn, draft: Draft) -> Card:
    tr = turn.tr
    text = tr("<b>Question 1 of 6: did I understand you?</b>\nTap a line to change it. {must} means that it is a must, {wish} a wish, {dropped} left out.")
    rows = tuple((_chip(turn, chip, place),) for place, chip in enumerate(draft.chips))
    return Html.of(text, must=MUST, wish=WISH, dropped=DROPPED), rows


def _chip(turn: Turn, chip: Chip, place: int) -> Button:
    name = capital(label(turn, chip.concepts[0]) if chip.concepts else chip.text)
    return Button(f"{MARKS[chip.weight]} {name}", tap=post(Question.SKILLS, "chip", str(place)))


def _place(turn: Turn, draft: Draft) -> Card:
    text = Html.of(turn.tr("<b>Question 2 of 6: the place</b>\nIn which municipality is the work? Choose one, or write its name."))
    buttons = [Button(_ticked(place_name(turn, place), is_on=place == draft.municipality), tap=post(Question.PLACE, "place", place)) for place in PLACES]
    return text, _in_pairs(buttons)


def _time(turn: Turn, draft: Draft) -> Card:
    tr = turn.tr
    text = Html.of(tr("<b>Question 3 of 6: the time and the kind of work</b>\nSeveral times may apply, and one kind of work. {must} is chosen."), must=MUST)
    times = [Button(_ticked(work_time(tr, time), is_on=time in draft.work_times), tap=post(Question.TIME, "time", time)) for time in WorkTime]
    kinds = [Button(_ticked(employment(tr, kind), is_on=kind is draft.employment), tap=post(Question.TIME, "kind", kind)) for kind in Employment]
    return text, (*_in_pairs(times), *_in_pairs(kinds))


def _languages(turn: Turn, draft: Draft, *, with_all: bool = False) -> Card:
    tr = turn.tr
    parts = [
        Html.of(tr("<b>Question 4 of 6: languages, cards and permits</b>")),
        Html.of(tr("Tap a language until its level is right: A1 is a few words, B1 is everyday talk at work, C1 is fluent. Ask only for what the work needs.")),
        Html.of(tr("Tap a card or permit: {must} is a must, {wish} can be got after the start."), must=MUST, wish=WISH),
    ]
    codes = dict.fromkeys((*LANGUAGES, *draft.languages))
    known = turn.services.board.taxonomy.permits
    cards = dict.fromkeys((*draft.permits, *(permit for permit in (known if with_all else COMMON_CARDS) if permit in known)))
    more = () if with_all else ((Button(tr("More cards and permits"), tap=Callback("post", ("cards",))),),)
    return Html.join(parts), (*(_language_row(turn, draft, code) for code in codes), *_in_pairs(_permit(turn, draft, permit) for permit in cards), *more)


def _language_row(turn: Turn, draft: Draft, code: str) -> Row:
    tr, level = turn.tr, draft.languages.get(code)
    name = capital(language_name(tr, code))
    if level is None:
        return (Button(tr("{language}: not needed").format(language=name), tap=post(Question.LANGUAGES, "level", code)),)
    is_must = f"language:{code}" in draft.hard
    must, wish = tr("A must"), tr("A wish")
    weight = f"{MUST} {must}" if is_must else f"{WISH} {wish}"
    return Button(f"{name}: {level.name}", tap=post(Question.LANGUAGES, "level", code)), Button(weight, tap=post(Question.LANGUAGES, "must", code))


def _permit(turn: Turn, draft: Draft, permit: str) -> Button:
    mark = "" if permit not in draft.permits else MUST if f"permit:{permit}" in draft.hard else WISH
    return Button(f"{mark} {capital(label(turn, permit))}".strip(), tap=post(Question.LANGUAGES, "card", permit))


def _pay(turn: Turn, draft: Draft) -> Card:
    tr = turn.tr
    parts = [
        Html.of(tr("<b>Question 5 of 6: pay and hours</b>")),
        Html.of(tr("Write the pay and the hours a week, for example: {example}"), example="15,20 €/h, 37,5 h"),
        Html.of("<blockquote>{pay}</blockquote>", pay=draft.pay.text)
        if draft.pay.text
        else Html.of(tr("If you skip this, the ad says that the pay follows the collective agreement.")),
    ]
    return Html.join(parts), ((Button(tr("By the collective agreement"), tap=post(Question.PAY, "agreement")),),)


def _apply(turn: Turn, draft: Draft) -> Card:
    tr, last = turn.tr, draft.applying.last_day
    parts = [
        Html.of(tr("<b>Question 6 of 6: how to apply</b>")),
        Html.of(tr("Write a phone number, an e-mail address or a link. It is shown in the ad.")),
        Html.of(tr("The last day to apply is {day}. Choose another one here, or write it."), day=day(last, turn.language)) if last else Html(""),
    ]
    days = tuple(Button(tr.plural("{n} day from now", "{n} days from now", n), tap=post(Question.APPLY, "days", str(n))) for n in LAST_DAYS)
    return Html.join(parts), (days,)


def _ways(turn: Turn, draft: Draft) -> Keyboard:
    tr, at = turn.tr, draft.question
    stop = Button(tr("Stop, do not send"), tap=Callback("post", ("stop",)))
    back = Button(tr("Back"), tap=post(at, "back"))
    can_go_on = (at is not Question.WORK or draft.title) and (at is not Question.APPLY or draft.applying.is_reachable)
    onward = Button(tr("Next") if at in ANSWERED_BY_TAPS or at is Question.APPLY else tr("Skip"), tap=post(at, "next"))
    ways = (*((back,) if at is not Question.WORK or draft.was_previewed else ()), *((onward,) if can_go_on else ()))
    return (*((ways,) if ways else ()), (stop,))


def _ticked(name: str, *, is_on: bool) -> str:
    return f"{MUST} {name}" if is_on else name


def _in_pairs(buttons: Iterable[Button]) -> Keyboard:
    listed = tuple(buttons)
    return tuple(listed[start : start + 2] for start in range(0, len(listed), 2))


ANSWERED_BY_TAPS = frozenset({Question.SKILLS, Question.TIME, Question.LANGUAGES})
CARDS: dict[Question, Callable[[Turn, Draft], Card]] = {
    Question.WORK: _work,
    Question.SKILLS: _skills,
    Question.PLACE: _place,
    Question.TIME: _time,
    Question.LANGUAGES: _languages,
    Question.PAY: _pay,
    Question.APPLY: _apply,
}
