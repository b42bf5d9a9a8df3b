"""The first page of /jobs, the whole profile with a way to change each part, and what is said when somebody stops or deletes it."""

from welcomebot.domain.profile_screens import STEPS, Step
from welcomebot.domain.seekers import Seeker, Wishes
from welcomebot.services.job_ports import StoredSeeker
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.contact_request import log_button
from welcomebot.telegram.cards.job_ways import home_button, list_button
from welcomebot.telegram.cards.profile_answers import answer_to
from welcomebot.telegram.cards.profile_words import step_title
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

Card = tuple[Html, Keyboard]
HOME = "jobs"


def home_card(turn: Turn, profile: StoredSeeker) -> Card:
    """Return the first page of /jobs for somebody with a whole profile."""
    tr, seeker = turn.tr, profile.seeker
    lines = [_line(turn, step, seeker, profile.wishes) for step in (Step.WORK, Step.PLACES, Step.ALERTS)]
    rows = (
        (list_button(turn),),
        (Button(tr("Saved vacancies"), tap=Callback("saved")), Button(tr("What would open more"), tap=Callback("gaps"))),
        (Button(tr("My profile"), tap=_home("me")), Button(tr("Settings"), tap=Callback("js"))),
        (log_button(turn),),
        (Button(tr("Delete my profile"), tap=_home("delete")),),
    )
    return Html.join([Html.of(tr("<b>Your job search</b>")), Html.join(lines, "\n"), Html.of(tr("To search, write for example: /jobs welder"))]), rows


def unfinished_card(turn: Turn, profile: StoredSeeker) -> Card:
    """Return the page for somebody who began to tell: go on, begin anew, or look at vacancies already."""
    tr = turn.tr
    told = [_line(turn, step, profile.seeker, profile.wishes) for step in STEPS if step in answered(profile.seeker)]
    rows = [
        (Button(tr("Go on where I stopped"), tap=_home("go")),),
        (Button(tr("Start anew"), tap=_home("new")),),
        (list_button(turn),),
        (Button(tr("Delete my profile"), tap=_home("delete")),),
    ]
    return Html.join([Html.of(tr("<b>You began to tell about your work.</b> I kept it.")), Html.join(told, "\n")]), tuple(rows)


def profile_card(turn: Turn, profile: StoredSeeker, *, is_told: bool = False) -> Card:
    """Return everything that a person told, with a way to change each part."""
    tr = turn.tr
    head = tr("<b>Your profile is ready.</b> Please check it.") if is_told else tr("<b>Your profile</b>")
    lines = [_line(turn, step, profile.seeker, profile.wishes) for step in STEPS]
    foot = tr("Your name is not in it. Employers see nothing of it unless you allow it under Settings.")
    changes = [Button(tr("Change: {part}").format(part=step_title(tr, step)), tap=_home("edit", step.value)) for step in STEPS]
    pairs = tuple(tuple(changes[start : start + 2]) for start in range(0, len(changes), 2))
    ways = ((list_button(turn),), (home_button(turn), Button(tr("Settings"), tap=Callback("js"))))
    return Html.join([Html.of(head), Html.join(lines, "\n"), Html.of(foot)]), (ways[0], *pairs, ways[1])


def stopped_card(turn: Turn) -> Card:
    """Return the receipt for somebody who stops in the middle."""
    tr = turn.tr
    text = Html.of(tr("<b>Stopped.</b> I kept what you told so far. Go on at any time: /jobs"))
    return text, ((Button(tr("Go on where I stopped"), tap=_home("go")),), (Button(tr("Delete my profile"), tap=_home("delete")),))


def delete_question(turn: Turn) -> Card:
    """Return the question before a profile is deleted."""
    tr = turn.tr
    text = Html.of(tr("<b>Delete your job profile?</b> What you told, your saved vacancies and the messages about new ones go at once. This cannot be undone."))
    return text, ((Button(tr("Yes, delete my profile"), tap=_home("delete", "yes")),), (Button(tr("No, keep it"), tap=Callback(HOME)),))


def deleted_card(turn: Turn) -> Card:
    """Return the receipt for a deleted profile."""
    return Html.of(turn.tr("Your job profile is deleted. You can start anew at any time: /jobs")), ()


def back_row(turn: Turn) -> Keyboard:
    """Return the way back to the profile for somebody who asked something else meanwhile."""
    return ((Button(turn.tr("Back to my job profile"), tap=_home("back")),),)


def answered(seeker: Seeker) -> frozenset[Step]:
    """Return the steps to which something was told; the start and the messages have an answer in any case."""
    told = {
        Step.WORK: (*seeker.occupations, *seeker.skills, *seeker.wishes),
        Step.LANGUAGES: (*seeker.languages, *seeker.no_languages),
        Step.PERMITS: (*seeker.permits, *seeker.no_permits),
        Step.EXPERIENCE: () if seeker.experience_years is None else (seeker.experience_years,),
        Step.PLACES: (*filter(None, (seeker.municipality,)), *seeker.municipalities_ok),
        Step.TIMES: tuple(seeker.work_times),
        Step.KINDS: tuple(seeker.employments),
        Step.START: tuple(filter(None, (seeker.start,))),
    }
    return frozenset(step for step, answers in told.items() if answers)


def _line(turn: Turn, step: Step, seeker: Seeker, wishes: Wishes) -> Html:
    return Html.of("<b>{title}</b>: {answer}", title=step_title(turn.tr, step), answer=answer_to(turn, step, seeker, wishes))


def _home(*args: str) -> Callback:
    return Callback(HOME, args)
