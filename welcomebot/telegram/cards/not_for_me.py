"""Setting a vacancy aside: the reasons, what changed by the one that was chosen, and the way back."""

from string import hexdigits

from welcomebot.domain.seekers import NotForMe
from welcomebot.domain.vacancies import Vacancy, WorkTime
from welcomebot.locales.i18n import later
from welcomebot.services.find_vacancies import Found
from welcomebot.services.job_ports import StoredVacancy
from welcomebot.services.not_for_me import LETTERS, Change, Setting, Value
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.job_ways import home_button
from welcomebot.telegram.cards.trail import Trail
from welcomebot.telegram.cards.vacancy_facts import label, listed, own_title
from welcomebot.telegram.cards.vacancy_taps import on, short
from welcomebot.telegram.cards.work_words import work_time
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

REASONS = {
    NotForMe.TOO_FAR: later("Too far away"),
    NotForMe.HOURS: later("The hours do not suit me"),
    NotForMe.LANGUAGE: later("The language is too hard"),
    NotForMe.FIELD: later("Not my kind of work"),
    NotForMe.HAVE_WORK: later("I have work already"),
    NotForMe.EMPLOYER: later("Not this employer"),
    NotForMe.OTHER: later("Another reason"),
}
UNCHANGED = {
    NotForMe.TOO_FAR: later("No setting changed: this place is no farther than where you live, or I do not know the way."),
    NotForMe.HOURS: later("No setting changed: the ad names no working time that I could take out of your profile."),
    NotForMe.LANGUAGE: later("No setting changed: as far as I know, you speak enough for this work."),
    NotForMe.FIELD: later("No setting changed: I could not tell which kind of work this is."),
    NotForMe.HAVE_WORK: later("Congratulations! Do you want me to pause the messages about new vacancies?"),
    NotForMe.OTHER: later("No setting changed."),
}
# What a button carries of a reason and a setting.
CODES = {
    NotForMe.TOO_FAR: "far",
    NotForMe.HOURS: "hrs",
    NotForMe.LANGUAGE: "lang",
    NotForMe.FIELD: "work",
    NotForMe.HAVE_WORK: "have",
    NotForMe.EMPLOYER: "firm",
    NotForMe.OTHER: "else",
}
SETTINGS = {"c": Setting.COMMUTE, "p": Setting.PLACE, "t": Setting.WORK_TIMES, "l": Setting.LANGUAGE_GAP, "o": Setting.OCCUPATION, "e": Setting.EMPLOYER}
PAUSES = (7, 30)  # days
NO_TIME = "x"  # none of the ad's working times is what does not suit
EXTENTS = frozenset({WorkTime.FULL_TIME, WorkTime.PART_TIME})  # how much work it is, not when


def asks_for_time(vacancy: Vacancy) -> bool:
    """Tell whether to ask which working time does not suit: of several, and before all part-time or all full-time work goes."""
    return len(vacancy.work_times) > 1 or bool(EXTENTS.intersection(vacancy.work_times))


def reasons_card(turn: Turn, stored: StoredVacancy, trail: Trail) -> tuple[Html, Keyboard]:
    """Return the question why, one reason a button."""
    tr, number = turn.tr, str(stored.number)
    text = Html.join(
        [
            Html.of(tr("<b>Why is this not for you?</b>")),
            Html.of("{title}", title=own_title(turn, stored.vacancy)),
            Html.of(tr("I do not show this vacancy again. A reason changes one of your settings, and I tell you which.")),
        ]
    )
    rows = [(Button(tr(sentence), tap=Callback("v-why", (number, trail.packed, CODES[reason]))),) for reason, sentence in REASONS.items()]
    return text, (*rows, (Button(tr("Back to the vacancy"), tap=on("v-one", stored.number, trail)),))


def times_card(turn: Turn, stored: StoredVacancy, trail: Trail) -> tuple[Html, Keyboard]:
    """Return the question which of several working times does not suit."""
    tr = turn.tr
    rows = [
        (Button(work_time(tr, time), tap=Callback("v-why", (str(stored.number), trail.packed, CODES[NotForMe.HOURS], LETTERS[time]))),)
        for time in sorted(stored.vacancy.work_times, key=EXTENTS.__contains__)
    ]
    other = Button(tr("None of these"), tap=Callback("v-why", (str(stored.number), trail.packed, CODES[NotForMe.HOURS], NO_TIME)))
    text = Html.of(tr("<b>Which of these does not suit you?</b> I no longer show vacancies with only this working time."))
    return text, (*rows, (other,), (Button(tr("Back to the vacancy"), tap=on("v-one", stored.number, trail)),))


def dismissed_card(
    turn: Turn, stored: StoredVacancy, trail: Trail, reason: NotForMe, change: Change | None, *, has_profile: bool, following: Found | None
) -> tuple[Html, Keyboard]:
    """Return which setting changed, with the way back and the way on."""
    tr, number = turn.tr, str(stored.number)
    parts = [
        Html.of(tr("<b>I do not show this vacancy again:</b> {title}"), title=own_title(turn, stored.vacancy)),
        _what_changed(turn, reason, change, has_profile=has_profile),
    ]
    rows: list[tuple[Button, ...]] = []
    if reason is NotForMe.HAVE_WORK and has_profile:
        pauses = [Button(tr.plural("Pause for {n} day", "Pause for {n} days", days), tap=Callback("v-rest", (str(days),))) for days in PAUSES]
        rows += [tuple(pauses), (Button(tr("Stop the messages"), tap=Callback("v-rest", ("off",))),)]
    undo = ("", "") if change is None else (next(code for code, setting in SETTINGS.items() if setting is change.setting), packed(change.before))
    rows.append((Button(tr("Undo"), tap=Callback("v-undo", (number, trail.packed, *undo))),))
    rows.append((Button(tr("Next one"), tap=on("v-one", following.number, trail)) if following else home_button(turn),))
    return Html.join(parts), tuple(rows)


def _what_changed(turn: Turn, reason: NotForMe, change: Change | None, *, has_profile: bool) -> Html:
    tr = turn.tr
    if not has_profile:
        return Html.of(tr("You have no profile yet, so no setting changed."))
    if change is None:
        return Html.of(tr(UNCHANGED.get(reason, "")))
    before, after = shown(turn, change.setting, change.before), shown(turn, change.setting, change.after)
    match change.setting:
        case Setting.COMMUTE:
            sentence = tr("<b>Setting changed:</b> how far you go to work. It was {before}, now it is {after}.")
        case Setting.PLACE:
            sentence = tr("<b>Setting changed:</b> your places no longer hold {before}.")
        case Setting.WORK_TIMES:
            sentence = tr("<b>Setting changed:</b> the times that suit you. Before: {before}. Now: {after}.")
        case Setting.LANGUAGE_GAP:
            sentence = _language_sentence(turn, change.after)
        case Setting.OCCUPATION:
            sentence = tr("<b>Setting changed:</b> vacancies of this work are hidden: {after}.")
        case Setting.EMPLOYER:
            sentence = tr("<b>Setting changed:</b> vacancies of this employer are hidden: {after}.")
    return Html.join([Html.of(sentence, before=before, after=after), Html.of(tr("You find all settings in /jobs."))], " ")


def _language_sentence(turn: Turn, levels: Value) -> str:
    if not isinstance(levels, int) or not levels:
        return turn.tr("<b>Setting changed:</b> vacancies that ask for more of a language than you speak are hidden.")
    return turn.tr.plural(
        "<b>Setting changed:</b> vacancies that ask for more than {n} language level above yours are hidden.",
        "<b>Setting changed:</b> vacancies that ask for more than {n} language levels above yours are hidden.",
        levels,
    )


def shown(turn: Turn, setting: Setting, value: Value) -> str:
    """Return a setting's value as a person reads it."""
    tr = turn.tr
    match setting, value:
        case Setting.COMMUTE, int():
            return f"{value} km"
        case Setting.LANGUAGE_GAP, int():
            return str(value)
        case Setting.WORK_TIMES, frozenset() if value:
            return listed(turn, (work_time(tr, time) for time in WorkTime if time in value))
        case Setting.OCCUPATION, str():
            return short(label(turn, value))
        case ((Setting.EMPLOYER | Setting.PLACE), str()):
            return value
        case _:
            return tr("not limited")


def packed(value: Value) -> str:
    """Return what the button to undo carries of a value; an employer, an occupation and a place are those of the vacancy itself."""
    match value:
        case frozenset():
            return f"{sum(1 << n for n, time in enumerate(LETTERS) if time in value):x}"
        case int():
            return str(value)
        case _:
            return ""


def change_of(stored: StoredVacancy, code: str, before: str) -> Change | None:
    """Return the change that a button undoes; None where it carries none."""
    setting = SETTINGS.get(code)
    if setting is None:
        return None
    match setting:
        case Setting.COMMUTE | Setting.LANGUAGE_GAP:
            return Change(setting, int(before) if before.isdecimal() else None, None)
        case Setting.WORK_TIMES:
            bits = int(before, 16) if before and all(digit in hexdigits for digit in before) else 0
            return Change(setting, frozenset(time for n, time in enumerate(LETTERS) if bits >> n & 1), None)
        case Setting.PLACE:
            return Change(setting, stored.vacancy.municipality, None)
        case Setting.OCCUPATION:
            return Change(setting, None, next(iter(stored.vacancy.occupations), ""))
        case Setting.EMPLOYER:
            return Change(setting, None, stored.vacancy.employer)
