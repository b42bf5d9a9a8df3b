"""The question about something that an ad asks for and of which nobody knows yet whether the person has it."""

from collections.abc import Iterator

from welcomebot.domain.matches import Requirement
from welcomebot.domain.vacancies import Cefr
from welcomebot.services.mark_vacancy import NONE, YES
from welcomebot.telegram.cards.trail import mark
from welcomebot.telegram.cards.vacancy_missing import EDUCATION, SKILLS, question_of, requirement_name
from welcomebot.telegram.cards.vacancy_taps import short, tap
from welcomebot.telegram.cards.vacancy_view import View
from welcomebot.telegram.cards.work_words import language_name
from welcomebot.telegram.effects import Button
from welcomebot.telegram.turn import Turn

Row = tuple[Button, ...]
MAX_NAME = 24  # letters of a name in half a row
LEVELS = (Cefr.A1, Cefr.A2, Cefr.B1, Cefr.B2, Cefr.C1)
YEARS, YEARS_OR_MORE = (1, 2, 3), (5, 10)


def question_rows(turn: Turn, view: View) -> Iterator[Row]:
    """Give the possible answers about the first unknown thing; the next one is asked after it."""
    if view.match is None or view.person.profile is None:
        return
    # Years in another field stay what they are; asking for them again would not help.
    is_settled = view.person.seeker.experience_years is not None
    names = [each.name for each in view.match.missing if not (is_settled and each.name == "experience")]
    # What decides more is asked first: cards and languages before single skills.
    plain = [name for name in names if not name.startswith(SKILLS)]
    requirement = question_of(view.match, plain) or question_of(view.match, names)
    if requirement is not None:
        yield from _answers(turn, view, requirement)


def _answers(turn: Turn, view: View, requirement: Requirement) -> Iterator[Row]:
    tr, named = turn.tr, mark(requirement.name)
    kind, _, name = requirement.name.partition(":")

    def answer(label: str, value: str) -> Button:
        return Button(label, tap=tap("v-have", view, named, value))

    match kind:
        case "permit":
            card = requirement_name(turn, requirement)
            # A long name would be cut off in half a row; the text above says it.
            have = tr("I have it: {card}").format(card=card) if len(card) <= MAX_NAME else tr("I have it")
            yield answer(have, YES), answer(tr("I do not have it"), NONE)
        case "language":
            yield (answer(tr("I do not speak this language: {language}").format(language=language_name(tr, name)), NONE),)
            yield tuple(answer(each.name, each.name) for each in LEVELS)
        case "experience":
            yield (answer(tr("I have no experience in this field"), "0"),)
            yield tuple(answer(tr.plural("{n} year", "{n} years", years), str(years)) for years in YEARS)
            yield tuple(answer(tr.plural("{n} year or more", "{n} years or more", years), str(years)) for years in YEARS_OR_MORE)
        case "education":
            for step, text in EDUCATION.items():
                yield (answer(tr("I have this: {education}").format(education=tr(text)), str(step)),)
            yield (answer(tr("I have none of these"), "0"),)
        case _:
            yield (answer(tr("I can do this too: {skill}").format(skill=short(requirement_name(turn, requirement))), YES),)
