"""The replies to /jobs with words or a number behind it: a search, or why somebody heard of a vacancy or not."""

from welcomebot.domain.seekers import NotForMe
from welcomebot.locales.i18n import later
from welcomebot.services.explain_vacancy import Reason, Why, explain
from welcomebot.services.find_vacancies import Found, looking
from welcomebot.services.job_ports import StoredSeeker
from welcomebot.services.vacancy_filters import Hidden
from welcomebot.telegram.cards.facts import day
from welcomebot.telegram.cards.job_ways import home_button, profile_button
from welcomebot.telegram.cards.not_for_me import REASONS
from welcomebot.telegram.cards.trail import Trail, shortened
from welcomebot.telegram.cards.vacancy import vacancy_card
from welcomebot.telegram.cards.vacancy_facts import listed, over, titles
from welcomebot.telegram.cards.vacancy_lists import empty_list, no_such_vacancy
from welcomebot.telegram.cards.vacancy_missing import requirement_name
from welcomebot.telegram.cards.vacancy_taps import on
from welcomebot.telegram.cards.vacancy_view import results_of, view_of
from welcomebot.telegram.cards.work_words import band
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

HIDDEN = {
    Hidden.OCCUPATION: later("You hid vacancies of this kind of work."),
    Hidden.EMPLOYER: later("You hid vacancies of this employer."),
    Hidden.LANGUAGE: later("It asks for a language level that is farther above yours than your setting allows."),
    Hidden.FINNISH: later("It needs Finnish, and your setting hides work that needs it."),
}
SENTENCES = {
    Reason.NO_PROFILE: later("You have not told me yet what work you can do, so I cannot choose vacancies for you."),
    Reason.UNFINISHED_PROFILE: later("Your profile is not finished yet. I write to you about vacancies only after that."),
    Reason.ALERTS_OFF: later("You switched off messages about new vacancies."),
    Reason.SAVED: later("You saved it, so I do not write about it as a new one."),
    Reason.SEEN: later("You looked at it here yourself, so I do not write about it as a new one."),
    Reason.QUIET: later("I do not write between 21 and 8. It comes in the morning."),
    Reason.NEXT_MESSAGE: later("It comes with your next message about new vacancies."),
}


async def search_reply(turn: Turn, text: str) -> None:
    """Say which open vacancies a phrase means: the first of them, with the way to the others."""
    trail = Trail(phrase=await _phrase(turn, text))
    person = await looking(turn.person.user_id, work=turn.work)
    results = await results_of(turn, trail, person)
    found = results.at(0)
    if found is None:
        turn.say(*empty_list(turn, results, trail, person))
    else:
        turn.say(*vacancy_card(turn, await view_of(turn, found.stored, trail, person, results)))


async def why_reply(turn: Turn, number: int) -> None:
    """Say why the person heard of a vacancy or not, with the vacancy itself one tap away."""
    services = turn.services
    why = await explain(number, turn.person.user_id, work=turn.work, board=services.board, clock=services.clock, zone=services.zone)
    turn.say(*(no_such_vacancy(turn, str(number)) if why is None else why_card(turn, why)))


def why_card(turn: Turn, why: Why) -> tuple[Html, Keyboard]:
    """Return the reasons one by one; where there is none, where the vacancy stands in the person's list."""
    tr = turn.tr
    lines = [Html.of("• {line}", line=reason_sentence(turn, reason, why)) for reason in why.reasons]
    parts = [Html.of(tr("<b>Why did I get this vacancy, or why not?</b> Vacancy {number}"), number=why.stored.number), titles(turn, why.stored.vacancy)]
    if why.place is not None:
        parts.append(Html.of(tr("It is in your list, at place {place}."), place=why.place))
    if lines:
        parts.append(Html.join(lines, "\n"))
    elif why.place is None:
        parts.append(Html.of(tr("Nothing stands in the way.")))
    rows: list[tuple[Button, ...]] = [(Button(tr("Show the vacancy"), tap=on("v-one", why.stored.number, Trail())),)]
    rows.append((profile_button(turn) if why.person.profile is None else home_button(turn),))
    return Html.join(parts), tuple(rows)


def reason_sentence(turn: Turn, reason: Reason, why: Why) -> Html:
    """Return one reason as a sentence."""
    tr, zone = turn.tr, turn.services.zone
    match reason:
        case Reason.CLOSED | Reason.EXPIRED:
            sentence = over(turn, why.stored)
        case Reason.DISMISSED:
            said = why.person.marks.dismissed.get(why.stored.number, NotForMe.FIELD)
            sentence = Html.of(tr("You set it aside. Your reason: {reason}."), reason=tr(REASONS[said]))
        case Reason.TOLD if why.told:
            sentence = Html.of(tr("I told you of it on {day}."), day=day(why.told.told_at.astimezone(zone), turn.language))
        case Reason.PAUSED if why.person.profile and why.person.profile.wishes.paused_until:
            until = why.person.profile.wishes.paused_until.astimezone(zone)
            sentence = Html.of(tr("You paused the messages until {day}."), day=day(until, turn.language))
        case Reason.HIDDEN | Reason.BLOCKED | Reason.BAND if why.found and why.person.profile:
            sentence = _misfit(turn, reason, why.found, why.person.profile)
        case _:
            sentence = Html.of(tr(SENTENCES[reason]))
    return sentence


def _misfit(turn: Turn, reason: Reason, found: Found, profile: StoredSeeker) -> Html:
    tr = turn.tr
    if found.hidden and reason is Reason.HIDDEN:
        return Html.of(tr(HIDDEN[found.hidden]))
    if reason is Reason.BLOCKED:
        what = listed(turn, filter(None, (requirement_name(turn, each) for each in found.match.blocked)))
        return Html.of(tr("The employer will not go without something that you do not have: {what}."), what=what)
    told = tr("How it fits: “{band}”. You chose to hear only of what fits at least so: “{least}”.")
    return Html.of(told, band=band(tr, found.match.band), least=band(tr, profile.wishes.least))


async def _phrase(turn: Turn, text: str) -> str:
    """Return what the buttons can carry: the text, or where it is too long the words in it that name something."""
    text = " ".join(text.split())
    if shortened(text) == text:
        return text
    claims = await turn.services.reader.read(text, language=turn.language)
    return shortened(" ".join(claim.text for claim in claims.had) or text)
