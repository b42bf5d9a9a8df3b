"""What a person told, in one line a step."""

from welcomebot.domain.profile_screens import Step
from welcomebot.domain.seekers import Seeker, Wishes
from welcomebot.domain.vacancies import Employment, WorkTime
from welcomebot.telegram.cards.profile_words import EXPERIENCE, PACES, distance, listed, start_day, years_range
from welcomebot.telegram.cards.vacancy_facts import label, place_name
from welcomebot.telegram.cards.work_words import employment, language_name, work_time
from welcomebot.telegram.turn import Turn

BETWEEN = " · "  # answers are labels that begin with a capital: they do not read as one sentence


def answer_to(turn: Turn, step: Step, seeker: Seeker, wishes: Wishes) -> str:
    """Return what was told at a step, in words; where nothing was told, that."""
    tr = turn.tr
    answers = {
        Step.WORK: _work,
        Step.LANGUAGES: _languages,
        Step.PERMITS: _permits,
        Step.EXPERIENCE: _experience,
        Step.PLACES: _places,
        Step.TIMES: _times,
        Step.KINDS: _kinds,
        Step.START: _start,
    }
    names = [tr(PACES[wishes.pace])] if step is Step.ALERTS else answers[step](turn, seeker)
    return listed(names, between=BETWEEN) or tr("not told yet")


def _work(turn: Turn, seeker: Seeker) -> list[str]:
    wishes = [turn.tr("I want to try: {work}").format(work=label(turn, concept)) for concept in seeker.wishes]
    return [*(label(turn, concept) for concept in (*seeker.occupations, *seeker.skills)), *wishes]


def _languages(turn: Turn, seeker: Seeker) -> list[str]:
    tr = turn.tr
    spoken = sorted(seeker.languages.items(), key=lambda item: (-item[1], item[0]))
    no = [tr("not: {thing}").format(thing=language_name(tr, code)) for code in sorted(seeker.no_languages)]
    return [*(f"{language_name(tr, code)} ({level.name})" for code, level in spoken), *no]


def _permits(turn: Turn, seeker: Seeker) -> list[str]:
    no = [turn.tr("not: {thing}").format(thing=label(turn, permit)) for permit in sorted(seeker.no_permits)]
    return [*(label(turn, permit) for permit in sorted(seeker.permits)), *no]


def _experience(turn: Turn, seeker: Seeker) -> list[str]:
    return [] if seeker.experience_years is None else [turn.tr(EXPERIENCE[years_range(seeker.experience_years)])]


def _places(turn: Turn, seeker: Seeker) -> list[str]:
    home = [place_name(turn, seeker.municipality)] if seeker.municipality else []
    reach = [distance(turn.tr, seeker.commute_km)] if seeker.commute_km is not None else []
    return [*home, *reach, *(place_name(turn, place) for place in seeker.municipalities_ok)]


def _times(turn: Turn, seeker: Seeker) -> list[str]:
    return [work_time(turn.tr, time) for time in WorkTime if time in seeker.work_times]


def _kinds(turn: Turn, seeker: Seeker) -> list[str]:
    return [employment(turn.tr, kind) for kind in Employment if kind in seeker.employments]


def _start(turn: Turn, seeker: Seeker) -> list[str]:
    return [start_day(turn.tr, seeker.start)]
