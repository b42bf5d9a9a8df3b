"""What a vacancy asks for beyond what a person has, and how to get it: the next step, not a wall."""

from collections.abc import Iterable, Iterator, Sequence

from welcomebot.domain.haves import NOTHING, best, items, skills_of
from welcomebot.domain.language import fallback_order
from welcomebot.domain.matches import LineKind, Match, Requirement, Status
from welcomebot.domain.seekers import Seeker
from welcomebot.domain.skills import Permit, Takes, Timing
from welcomebot.domain.vacancies import Vacancy
from welcomebot.locales.i18n import later
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.answer import article_text
from welcomebot.telegram.cards.article_html import sentence_html
from welcomebot.telegram.cards.facts import facts_of
from welcomebot.telegram.cards.vacancy_facts import asked_name, capital, label, listed
from welcomebot.telegram.cards.work_words import language_name
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

TAKES = {
    Takes.DAYS: later("It takes some days."),
    Takes.WEEKS: later("It takes some weeks."),
    Takes.MONTHS: later("It takes some months."),
    Takes.YEARS: later("It takes years."),
}
TIMING = {
    Timing.BEFORE_START: later("You need it before the first day of work."),
    Timing.AFTER_START: later("You can begin to work without it and get it soon after."),
}
EDUCATION = {
    3: later("upper secondary or vocational education"),
    6: later("a bachelor's degree"),
    7: later("a master's degree"),
    8: later("a doctor's degree"),
}
COURSES = {"fi": "finnish-courses", "sv": "finnish-courses"}  # the article tells of both languages
MAX_SKILLS = 4
SKILLS = ("skill:", "word:")  # how the names of skills begin


def missing_lines(turn: Turn, match: Match) -> Iterator[Html]:
    """Give a line for everything that is missing: first what the employer will not go without."""
    if match.blocked:
        names = listed(turn, filter(None, (requirement_name(turn, each) for each in match.blocked)))
        if names:
            yield Html.of(turn.tr("<b>The employer will not go without:</b> {what}"), what=names)
    for each in match.missing:
        if each.status in {Status.CAN_GET, Status.MUST_HAVE_FIRST}:
            line = _line(turn, each)
            if line:
                yield line
    # A part of a skill counts already, and that is told among the reasons: it is not missing a second time.
    held = {label(turn, line.concept) for line in match.lines if line.points > 0 and line.kind in {LineKind.REQUIRED, LineKind.WISHED}}
    named = dict.fromkeys(requirement_name(turn, each) for each in match.missing if each.name.startswith(SKILLS))
    skills = [name for name in named if name not in held]
    if skills:
        shown = listed(turn, skills[:MAX_SKILLS], is_cut=len(skills) > MAX_SKILLS)
        yield Html.of(turn.tr("Skills that you did not name: {skills}"), skills=shown)
    unknown = [requirement_name(turn, each) for each in match.missing if each.status is Status.UNKNOWN and not each.name.startswith(SKILLS)]
    if unknown:
        yield Html.of(turn.tr("The ad also asks for this, and I do not know yet whether you have it: {what}"), what=listed(turn, unknown))


def wishes_line(turn: Turn, vacancy: Vacancy, seeker: Seeker, match: Match) -> Html:
    """Return what would help, and is no must, of what a person did not name; nothing where there is nothing of it."""
    has = skills_of(seeker, turn.services.board.taxonomy)
    missing = {requirement_name(turn, each) for each in match.missing}
    lacking = dict.fromkeys(asked_name(turn, asked) for asked in vacancy.wished if best(has, items(asked)) is NOTHING)
    names = [name for name in lacking if name not in missing]
    if not names:
        return Html("")
    return Html.of(turn.tr("It helps, but it is no must: {what}"), what=listed(turn, names[:MAX_SKILLS], is_cut=len(names) > MAX_SKILLS))


def requirement_name(turn: Turn, requirement: Requirement) -> str:
    """Return what a requirement is called; empty for one that another part of the card tells of."""
    tr, values = turn.tr, requirement.values
    kind, _, name = requirement.name.partition(":")
    match kind:
        case "language":
            return tr("{language} at level {level}").format(language=language_name(tr, name), level=values.get("asks", ""))
        case "permit" | "skill":
            return label(turn, name)
        case "word":
            return values.get("text") or name
        case "experience":
            years = values.get("asks", "")
            return tr.plural("{n} year of work in this field", "{n} years of work in this field", int(years)) if years.isdecimal() else tr("Experience")
        case "education":
            return education_name(turn, values.get("asks", ""))
        case _:
            return ""


def asked_names(turn: Turn, vacancy: Vacancy) -> list[str]:
    """Return all that an ad asks for, for somebody of whom nothing is known."""
    tr = turn.tr
    languages = [tr("{language} at level {level}").format(language=language_name(tr, code), level=level.name) for code, level in vacancy.languages.items()]
    skills = [label(turn, skill.concepts[0]) if skill.concepts else skill.text for skill in vacancy.required]
    return [*languages, *(label(turn, permit) for permit in vacancy.permits), *dict.fromkeys(skills)]


def education_name(turn: Turn, level: str) -> str:
    """Return what a level of education is called."""
    steps = [step for step in EDUCATION if level.isdecimal() and step <= int(level)]
    return turn.tr(EDUCATION[steps[-1] if steps else min(EDUCATION)])


def language_plans(match: Match) -> Sequence[Requirement]:
    """Return the languages that fall short of what the ad asks."""
    return [each for each in match.missing if each.name.startswith("language:") and each.status is not Status.UNKNOWN]


def permit_plans(turn: Turn, match: Match) -> Sequence[str]:
    """Return the cards and licences that are missing and of which the bot can tell how to get them."""
    known = turn.services.board.taxonomy.permits
    names = (each.name.partition(":")[2] for each in match.missing if each.name.startswith("permit:") and each.status is not Status.UNKNOWN)
    return [name for name in names if name in known]


def plan_buttons(turn: Turn, match: Match) -> Iterator[tuple[Button, ...]]:
    """Give the ways to what is missing: the nearest course, and how to get each card."""
    articles = turn.services.library.articles
    courses = dict.fromkeys(COURSES.get(each.name.partition(":")[2], "") for each in language_plans(match))
    for article in courses:
        if article in articles:
            yield (Button(article_text(turn, articles[article]).title, tap=Callback("art", (article,))),)
    for permit in permit_plans(turn, match):
        yield (Button(turn.tr("How to get it: {card}").format(card=label(turn, permit)), tap=Callback("v-card", (permit,))),)


def permit_card(turn: Turn, permit_id: str, permit: Permit) -> tuple[Html, Keyboard]:
    """Return how to get a card or licence, how long that takes, whether it must come first, and the article that tells more."""
    how = next((permit.how[code] for code in fallback_order(turn.language) if code in permit.how), "")
    text = Html.join(
        [
            Html.of("<b>{name}</b>", name=capital(label(turn, permit_id))),
            sentence_html(how, facts_of(turn)),
            Html.of("{takes} {timing}", takes=turn.tr(TAKES[permit.takes]), timing=turn.tr(TIMING[permit.timing])),
        ]
    )
    articles = turn.services.library.articles
    article = permit.article if permit.article in articles else None
    return text, ((Button(article_text(turn, articles[article]).title, tap=Callback("art", (article,))),),) if article else ()


def question_of(match: Match, answerable: Iterable[str]) -> Requirement | None:
    """Return the first requirement that only the person can tell about."""
    wanted = set(answerable)
    return next((each for each in match.missing if each.status is Status.UNKNOWN and each.name in wanted), None)


def _line(turn: Turn, requirement: Requirement) -> Html:
    tr, values = turn.tr, requirement.values
    kind, _, name = requirement.name.partition(":")
    match kind:
        case "language":
            spoken, unspoken = tr("{language}: the ad asks for {asks}, you have {has}."), tr("{language}: the ad asks for {asks}, you do not speak it yet.")
            return Html.of(
                spoken if "has" in values else unspoken, language=capital(language_name(tr, name)), asks=values.get("asks", ""), has=values.get("has", "")
            )
        case "permit":
            permit = turn.services.board.taxonomy.permits.get(name)
            how = f"{tr(TAKES[permit.takes])} {tr(TIMING[permit.timing])}" if permit else ""
            return Html.of("{name}: {how}", name=capital(label(turn, name)), how=how) if how else Html.text(capital(label(turn, name)))
        case "experience":
            return Html.of(tr("Work experience in years: the ad asks for {asks}, you have {has}."), asks=values.get("asks", ""), has=values.get("has", "0"))
        case "education":
            return Html.of(tr("Education: the ad asks for {level}."), level=education_name(turn, values.get("asks", "")))
        case _:
            return Html("")
