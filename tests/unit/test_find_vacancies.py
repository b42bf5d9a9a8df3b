"""Which vacancies a person sees, in which order, and what the settings and filters leave out."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.language import CODES
from welcomebot.domain.places import Place, Places
from welcomebot.domain.seekers import NotForMe, Seeker, Wishes
from welcomebot.domain.skills import Concept, Kind, Permit, Takes, Taxonomy, Timing
from welcomebot.domain.vacancies import REMOTE, Asked, Cefr, Employment, Vacancy, VacancyState, WorkTime
from welcomebot.services.find_vacancies import Looking, ranked
from welcomebot.services.job_board import JobBoard
from welcomebot.services.job_ports import Marks, StoredSeeker, StoredVacancy
from welcomebot.services.library import Library
from welcomebot.services.mark_vacancy import told
from welcomebot.services.not_for_me import applied, change_for, undone
from welcomebot.services.ports import Person
from welcomebot.services.search_vacancies import Search
from welcomebot.services.vacancy_filters import Filters, Hidden, goes_without_finnish, hidden_by
from welcomebot.services.vacancy_gaps import openings_of
from welcomebot.telegram.callback_codec import MAX_BYTES, Callback
from welcomebot.telegram.cards.match_reasons import all_points
from welcomebot.telegram.cards.not_for_me import SETTINGS, change_of, packed
from welcomebot.telegram.cards.trail import KINDS, TIMES, Trail, shortened, trail_of
from welcomebot.telegram.services import Services
from welcomebot.telegram.turn import Turn

TODAY = date(2026, 11, 25)
NOON = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


def concept(name: str, kind: Kind, **more: object) -> Concept:
    return Concept(name, kind, {"en": (name,)}, **more)


TAXONOMY = Taxonomy(
    {
        each.id: each
        for each in (
            concept("welder", Kind.OCCUPATION, group="7212", skills=("welding",)),
            concept("plate-welder", Kind.OCCUPATION, group="7212", broader="welder"),
            concept("cook", Kind.OCCUPATION, group="5120"),
            concept("welding", Kind.SKILL),
            concept("grinding", Kind.SKILL),
            concept("hygiene-passport", Kind.PERMIT),
        )
    },
    {"hygiene-passport": Permit(Timing.AFTER_START, Takes.DAYS, {"en": "Pass a test."})},
)
PLACES = Places(
    {
        "kokkola": Place("kokkola", {"fi": ("Kokkola",), "sv": ("Karleby",)}, 63.838, 23.130),
        "kannus": Place("kannus", {"fi": ("Kannus",)}, 63.900, 23.915),
    }
)
WELDER = Vacancy(
    id="w-1",
    employer="Paja",
    title="Hitsaaja",
    municipality="Kokkola",
    occupations=("welder",),
    required=(Asked("hitsaus", ("welding",)),),
    languages=MappingProxyType({"fi": Cefr.B1}),
    apply_by=date(2026, 12, 18),
)
SEEKER = Seeker("1", occupations=("welder",), languages=MappingProxyType({"fi": Cefr.A2}), municipality="Kokkola", commute_km=60)


def board(*vacancies: Vacancy) -> JobBoard:
    filled = JobBoard(TAXONOMY, PLACES)
    filled.vacancies = {n: StoredVacancy(vacancy, "office", VacancyState.OPEN, number=n, opened_at=NOON) for n, vacancy in enumerate(vacancies, 1)}
    return filled


def person(seeker: Seeker = SEEKER, *, wishes: Wishes | None = None, marks: Marks | None = None) -> Looking:
    return Looking(1, StoredSeeker(1, seeker, wishes or Wishes(), is_complete=True), marks or Marks())


def numbers(who: Looking, *vacancies: Vacancy, filters: Filters | None = None, search: Search | None = None) -> list[int]:
    return [found.number for found in ranked(who, board(*vacancies), TODAY, filters=filters or Filters(), search=search).shown]


def test_what_fits_best_comes_first_then_what_ends_first() -> None:
    later_end, other_work = replace(WELDER, id="2", title="B", apply_by=None), replace(WELDER, id="3", title="C", occupations=("plate-welder",), required=())
    sooner = replace(WELDER, id="4", title="D", apply_by=date(2026, 11, 27))
    assert numbers(person(), WELDER, later_end, other_work, sooner) == [4, 1, 2, 3]


def test_order_does_not_depend_on_the_order_of_the_ads() -> None:
    ads = [replace(WELDER, id=str(n), title=f"Ad {n}", apply_by=date(2026, 12, 1 + n % 3)) for n in range(6)]
    forward = board(*ads)
    backward = JobBoard(TAXONOMY, PLACES)
    backward.vacancies = dict(reversed(forward.vacancies.items()))
    shown = [[found.number for found in ranked(person(), each, TODAY, filters=Filters()).shown] for each in (forward, backward)]
    assert shown[0] == shown[1]


def test_last_day_itself_still_counts() -> None:
    assert numbers(person(), replace(WELDER, apply_by=TODAY)) == [1]
    assert numbers(person(), replace(WELDER, apply_by=date(2026, 11, 24))) == []


def test_same_ad_elsewhere_is_shown_once_with_all_places() -> None:
    ads = board(WELDER, replace(WELDER, id="2", municipality="Kannus"), replace(WELDER, id="3", municipality="Kauas"))
    (found,) = ranked(person(), ads, TODAY, filters=Filters()).shown
    assert found.places == ("Kokkola", "Kannus", "Kauas")


@pytest.mark.parametrize(
    ("reason", "left"),
    [(NotForMe.FIELD, []), (NotForMe.TOO_FAR, [2])],  # too far is about the place: the same ad elsewhere stays
)
def test_set_aside_is_the_ad_and_not_only_its_number(reason: NotForMe, left: list[int]) -> None:
    assert numbers(person(marks=Marks(dismissed={1: reason})), WELDER, replace(WELDER, id="2", municipality="Kannus")) == left


@pytest.mark.parametrize(
    ("wishes", "hidden"),
    [
        (Wishes(hidden_occupations=frozenset({"welder"})), Hidden.OCCUPATION),
        (Wishes(hidden_employers=frozenset({"PAJA"})), Hidden.EMPLOYER),
        (Wishes(max_language_gap=0), Hidden.LANGUAGE),
        (Wishes(max_language_gap=1), None),
        (Wishes(no_finnish_needed=True), Hidden.FINNISH),
    ],
)
def test_settings_hide_and_what_they_hide_is_counted(wishes: Wishes, hidden: Hidden | None) -> None:
    assert hidden_by(WELDER, SEEKER, wishes) is hidden
    results = ranked(person(wishes=wishes), board(WELDER), TODAY, filters=Filters())
    assert (len(results.shown), len(results.hidden)) == ((0, 1) if hidden else (1, 0))
    assert len(ranked(person(wishes=wishes), board(WELDER), TODAY, filters=Filters(with_hidden=True)).shown) == 1


def test_unknown_language_is_no_gap() -> None:
    assert hidden_by(WELDER, replace(SEEKER, languages=MappingProxyType({})), Wishes(max_language_gap=0)) is None


@pytest.mark.parametrize(
    ("language", "asked", "goes"),
    [
        ("fi", {}, False),  # an ad in Finnish that says nothing
        ("en", {}, True),
        ("fi", {"en": Cefr.B1}, True),
        ("en", {"fi": Cefr.A1}, False),
    ],
)
def test_what_goes_without_finnish(language: str, asked: dict[str, Cefr], goes: bool) -> None:
    assert goes_without_finnish(replace(WELDER, language=language, languages=MappingProxyType(asked))) is goes


def test_filters_narrow_by_place_time_and_kind() -> None:
    ads = (
        replace(WELDER, id="1", title="A", municipality="Karleby", work_times=(WorkTime.NIGHT,)),
        replace(WELDER, id="2", title="B", municipality="Kannus", employment=Employment.SUMMER),
        replace(WELDER, id="3", title="C", municipality=REMOTE),
    )
    assert numbers(person(), *ads, filters=Filters(place="kokkola")) == [1, 3]
    assert numbers(person(), *ads, filters=Filters(times=frozenset({WorkTime.NIGHT, WorkTime.SHIFT}))) == [1]
    assert numbers(person(), *ads, filters=Filters(kinds=frozenset({Employment.SUMMER}))) == [2]
    assert numbers(person(), *ads, filters=Filters(speaks_enough=True)) == []


def test_search_finds_by_concept_and_by_title_and_leaves_the_rest_out() -> None:
    search = Search("welder", {"welder": 1.0, "plate-welder": 0.5, "welding": 0.6}, ("welder",))
    ads = (
        replace(WELDER, id="1", title="Kokki", occupations=("cook",), required=()),
        replace(WELDER, id="2", title="Levyhitsaaja", occupations=("plate-welder",)),
        replace(WELDER, id="3", title="Welderman", occupations=(), required=()),
        WELDER,
    )
    assert numbers(Looking(2), *ads, search=search) == [4, 3, 2]


def test_stranger_sees_no_score_hidden_or_weak_in_a_search() -> None:
    results = ranked(Looking(2), board(WELDER), TODAY, filters=Filters(), search=Search("hitsaaja", {}, ("hitsaaja",)))
    assert (len(results.shown), results.hidden, results.weak) == (1, (), ())


@pytest.mark.parametrize("reason", list(NotForMe))
def test_a_change_that_is_undone_leaves_no_trace(reason: NotForMe) -> None:
    vacancy = replace(WELDER, municipality="Kannus", work_times=(WorkTime.NIGHT,))
    profile = StoredSeeker(1, SEEKER, Wishes(max_language_gap=3))
    change = change_for(profile, vacancy, reason, PLACES)
    if change is None:
        assert reason in {NotForMe.HAVE_WORK, NotForMe.OTHER}
        return
    changed = applied(profile, change)
    assert changed != profile
    # The way that a button carries it.
    code = next(code for code, setting in SETTINGS.items() if setting is change.setting)
    carried = change_of(StoredVacancy(vacancy, "office", VacancyState.OPEN), code, packed(change.before))
    assert carried is not None
    assert undone(changed, carried) == profile


@pytest.mark.parametrize(
    ("seeker", "vacancy", "reason"),
    [
        (SEEKER, WELDER, NotForMe.TOO_FAR),  # it is in the own town
        (SEEKER, replace(WELDER, municipality="Kaukala"), NotForMe.TOO_FAR),  # nobody knows where that is
        (replace(SEEKER, commute_km=10), replace(WELDER, municipality="Kannus"), NotForMe.TOO_FAR),  # the setting says so already
        (replace(SEEKER, work_times=frozenset({WorkTime.NIGHT})), replace(WELDER, work_times=(WorkTime.NIGHT,)), NotForMe.HOURS),  # none left would be any
        (SEEKER, WELDER, NotForMe.HOURS),  # the ad says no time
        (replace(SEEKER, languages=MappingProxyType({"fi": Cefr.C1})), WELDER, NotForMe.LANGUAGE),
        (SEEKER, replace(WELDER, occupations=()), NotForMe.FIELD),
    ],
)
def test_reason_that_no_setting_knows_changes_none(seeker: Seeker, vacancy: Vacancy, reason: NotForMe) -> None:
    assert change_for(StoredSeeker(1, seeker), vacancy, reason, PLACES) is None


@pytest.mark.parametrize(
    ("requirement", "answer", "field", "value"),
    [
        ("permit:hygiene-passport", "yes", "permits", {"hygiene-passport"}),
        ("permit:hygiene-passport", "none", "no_permits", {"hygiene-passport"}),
        ("language:sv", "B2", "languages", {"fi": Cefr.A2, "sv": Cefr.B2}),
        ("language:fi", "none", "languages", {}),
        ("language:fi", "Z9", "languages", {"fi": Cefr.A2}),
        ("experience", "3", "experience_years", 3),
        ("experience", "999", "experience_years", None),
        ("education", "6", "education", 6),
        ("education", "5", "education", None),
        ("skill:welding", "yes", "skills", ("welding",)),
        ("word:Taltan teroitus", "yes", "words", ("taltan teroitus",)),
        ("nonsense", "yes", "skills", ()),
    ],
)
def test_answer_about_a_requirement_lands_in_the_profile(requirement: str, answer: str, field: str, value: object) -> None:
    assert getattr(told(SEEKER, requirement, answer), field) == value


def test_gaps_count_what_each_thing_alone_would_open() -> None:
    passport = {"permits": ("hygiene-passport",), "hard": frozenset({"permit:hygiene-passport"}), "languages": MappingProxyType({})}
    far_language = {"languages": MappingProxyType({"fi": Cefr.B1}), "hard": frozenset({"language:fi"})}
    ads = board(
        *(replace(WELDER, id=f"p{n}", title=f"P{n}", **passport) for n in range(3)),
        *(replace(WELDER, id=f"l{n}", title=f"L{n}", **far_language) for n in range(2)),
        replace(WELDER, id="both", title="Both", permits=("hygiene-passport",), hard=frozenset({"permit:hygiene-passport", "language:fi"})),
    )
    seeker = replace(SEEKER, no_permits=frozenset({"hygiene-passport"}))
    found = ranked(person(seeker), ads, TODAY, filters=Filters(with_weak=True)).shown
    opened = openings_of(seeker, found, ads, TODAY)
    # The last one needs both at once, so neither opens it.
    assert [(opening.requirement, opening.level, opening.count) for opening in opened] == [("permit:hygiene-passport", None, 3), ("language:fi", Cefr.B1, 2)]


LEVELS = st.dictionaries(st.sampled_from(["fi", "sv", "en"]), st.sampled_from(Cefr), max_size=3).map(MappingProxyType)
OCCUPATIONS = st.lists(st.sampled_from(["welder", "plate-welder", "cook"]), max_size=2, unique=True).map(tuple)
PERMITS = st.lists(st.sampled_from(["hygiene-passport", "unheard-of"]), max_size=2, unique=True)
SKILLS = st.lists(st.sampled_from(["welding", "grinding"]), max_size=2, unique=True)
TOWNS = st.sampled_from(["Kokkola", "Kannus", "Kaukala", ""])
YEARS = st.none() | st.integers(0, 12)
EDUCATIONS = st.none() | st.sampled_from([3, 6, 7, 8])
VACANCIES = st.builds(
    Vacancy,
    id=st.just("v"),
    employer=st.just("Paja"),
    title=st.just("Työ"),
    municipality=TOWNS,
    occupations=OCCUPATIONS,
    required=SKILLS.map(lambda names: tuple(Asked(name, (name,)) for name in names)) | st.just((Asked("sanoja"),)),
    wished=SKILLS.map(lambda names: tuple(Asked(name, (name,)) for name in names)),
    languages=LEVELS,
    permits=PERMITS.map(tuple),
    experience_years=YEARS,
    education=EDUCATIONS,
    employment=st.none() | st.sampled_from(Employment),
    work_times=st.lists(st.sampled_from(WorkTime), max_size=2, unique=True).map(tuple),
)
SEEKERS = st.builds(
    Seeker,
    id=st.just("s"),
    occupations=OCCUPATIONS,
    wishes=OCCUPATIONS,
    skills=SKILLS.map(tuple),
    languages=LEVELS,
    permits=PERMITS.map(frozenset),
    no_permits=PERMITS.map(frozenset),
    municipality=TOWNS,
    commute_km=st.none() | st.integers(0, 100),
    experience_years=YEARS,
    education=EDUCATIONS,
    work_times=st.frozensets(st.sampled_from(WorkTime), max_size=3),
    employments=st.frozensets(st.sampled_from(Employment), max_size=3),
)


@given(SEEKERS, VACANCIES, st.sampled_from(CODES))
def test_points_that_are_shown_add_up_to_the_score_that_is_shown(seeker: Seeker, vacancy: Vacancy, language: str) -> None:
    services = Services(None, Library(), lambda: NOON, ZoneInfo("Europe/Helsinki"), board=board(vacancy))  # type: ignore[arg-type]
    turn = Turn(Person(1), 1, language, services, None, [])  # type: ignore[arg-type]
    match = services.board.matcher.match(seeker, vacancy, TODAY)
    shown = all_points(turn, match).visible
    *lines, last = [line for line in shown.splitlines() if line]
    points = [int(found[0].replace("\u2212", "-")) for line in lines if (found := re.match(r"[+\u2212]\d+", line))]
    assert len(points) == len(lines)
    assert sum(points) == match.score
    assert str(match.score) in re.findall(r"\d+", last)


FILTERS = st.builds(
    Filters,
    times=st.frozensets(st.sampled_from(TIMES)),
    kinds=st.frozensets(st.sampled_from(KINDS)),
    place=st.sampled_from(["", *PLACES.places]),
    no_finnish=st.booleans(),
    speaks_enough=st.booleans(),
    with_hidden=st.booleans(),
    with_weak=st.booleans(),
)


@given(FILTERS, st.text(max_size=60))
def test_a_button_carries_its_list_and_fits(filters: Filters, phrase: str) -> None:
    trail = Trail(filters, shortened(phrase))
    assert trail_of(trail.packed, PLACES) == trail
    for action, more in (("v-have", ("abc", "none")), ("v-undo", ("t", "7f")), ("v-why", ("lang", "f")), ("v-said", ("y",))):
        assert len(Callback(action, ("999999", trail.packed, *more)).encode()) <= MAX_BYTES


@given(st.text(max_size=60))
def test_any_button_is_read(packed: str) -> None:
    assert isinstance(trail_of(packed, PLACES), Trail)


@pytest.mark.parametrize("phrase", ["welder", "електрозварювальник", "طباخ في مطعم", "lähihoitaja yöt"])
def test_usual_searches_fit_whole(phrase: str) -> None:
    assert shortened(phrase) == phrase
