"""Telling about one's work, as a state machine."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.claims import Claim, Claims, Doubt
from welcomebot.domain.job_profile import Effect, step
from welcomebot.domain.profile_chips import MAX_CHIPS, Chip, Heard, heard
from welcomebot.domain.profile_screens import PAGE, STEPS, Offer, Step, first_open
from welcomebot.domain.profile_state import Dated, Event, Move, Named, ProfileDialogue, Tapped, Turned
from welcomebot.domain.seekers import Pace, Seeker
from welcomebot.domain.skills import Concept, Kind, Taxonomy
from welcomebot.domain.vacancies import REMOTE, Cefr, Employment, WorkTime
from welcomebot.domain.written_days import written_day
from welcomebot.services.profile_json import data_of, state_of

TODAY = date(2026, 11, 25)
OFFER = Offer(today=TODAY, languages=("fi", "sv", "en", "uk"), permits=tuple(f"card-{n}" for n in range(12)), places=("kokkola", "pietarsaari", "kannus"))
START = ProfileDialogue(offer=OFFER, seeker=Seeker(id="7")).at(Step.WORK)

WELDER, COOK, MIG = Chip("welder", Kind.OCCUPATION, "welder"), Chip("cook", Kind.OCCUPATION, "cook"), Chip("mig-welding", Kind.SKILL, "mig")
KITCHEN = replace(COOK, concept_id="kitchen-assistant", text="in a kitchen", is_on=False, is_sure=False)
NO_WELDER = replace(WELDER, is_on=False, is_denied=True)

chips = st.builds(
    Chip,
    st.sampled_from(["welder", "cook", "cleaner", "mig-welding", "baking"]),
    st.sampled_from([Kind.OCCUPATION, Kind.SKILL]),
    st.sampled_from(["a", "b", ""]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
tellings = st.builds(
    Heard,
    chips=st.lists(chips, max_size=12).map(tuple),
    permits=st.frozensets(st.sampled_from(["card-1", "card-9", "card-x"])),
    no_permits=st.frozensets(st.sampled_from(["card-1", "card-9", "card-x"])),
    languages=st.dictionaries(st.sampled_from(["fi", "uk", "de"]), st.sampled_from(list(Cefr))),
    no_languages=st.frozensets(st.sampled_from(["fi", "sv"])),
    named_languages=st.lists(st.sampled_from(["de", "pl"])).map(tuple),
    years=st.none() | st.integers(0, 60),
    unlinked=st.lists(st.sampled_from(["flurb", "glorp", "zim"])).map(tuple),
    is_cv=st.booleans(),
)
events = st.one_of(
    st.builds(Tapped, st.integers(-2, 14), st.booleans()),
    st.builds(Turned, st.integers(-3, 9)),
    st.builds(Named, st.sampled_from(["kokkola", "Rovaniemi", ""])),
    st.builds(Dated, st.dates(date(2020, 1, 1), date(2030, 1, 1))),
    st.sampled_from(list(Move)),
    tellings,
)


def after(*history: Event, state: ProfileDialogue = START) -> ProfileDialogue:
    for event in history:
        state, _ = step(state, event)
    return state


def at(wanted: Step, *, state: ProfileDialogue = START) -> ProfileDialogue:
    while state.step is not wanted or state.focus:
        state = after(Move.NEXT, state=state)
    return state


def without_edition(state: ProfileDialogue) -> ProfileDialogue:
    return replace(state, edition=0)


@given(st.lists(events, max_size=40))
def test_every_event_is_allowed_in_every_state(history: list[Event]) -> None:
    state = START
    for event in history:
        before, (state, effects) = state, step(state, event)
        assert state.edition >= before.edition
        assert (Effect.FINISH in effects) == state.is_over
        assert not state.seeker.permits & state.seeker.no_permits
        assert not set(state.seeker.languages) & state.seeker.no_languages
        assert len(state.chips) <= MAX_CHIPS
        assert 0 <= state.page <= max(0, state.size - 1) // PAGE or not state.size


@given(st.lists(events, max_size=25))
def test_state_is_the_same_after_it_was_stored(history: list[Event]) -> None:
    state = after(*history)
    if not state.is_over:
        assert state_of(state.step, data_of(state), state.seeker, state.wishes, OFFER) == state


@given(st.lists(events, max_size=25), events)
def test_back_and_the_same_answer_lead_to_the_same_state(history: list[Event], answer: Event) -> None:
    before = after(*history)
    forward = after(answer, state=before)
    is_answer_on = not forward.is_over and answer is not Move.BACK and _position(forward) > _position(before) and not before.focus.isalpha()
    if is_answer_on:
        returned = after(Move.BACK, state=forward)
        assert (returned.step, returned.focus) == (before.step, before.focus)
        # Switches of a place that is gone from the screen, and pages, are not answers.
        if not before.pages_seen:
            assert without_edition(after(answer, state=returned)) == without_edition(forward)


def _position(state: ProfileDialogue) -> tuple[int, bool]:
    return STEPS.index(state.step), bool(state.focus)


def test_skipping_everything_ends_with_an_empty_profile_and_without_alerts() -> None:
    state = after(*[Move.NEXT] * len(STEPS))
    assert state.is_over
    assert state.seeker == START.seeker
    assert state.wishes == START.wishes


def test_whole_profile_is_told_step_by_step() -> None:
    state = after(
        Heard(chips=(WELDER, MIG), languages={"fi": Cefr.A2}, years=6),
        Move.NEXT,
        Tapped(3), Tapped(5),  # Ukrainian, as the own language
        Move.NEXT,
        Tapped(1), Tapped(2), Tapped(2, is_on=False), Move.NO_OTHERS,
        Move.NEXT,  # the years are known from the text
        Tapped(0), Tapped(2), Tapped(4), Named("Rovaniemi"), Move.NEXT,
        Tapped(0), Tapped(2), Move.NEXT,
        Tapped(0), Move.NEXT,
        Tapped(1),
        Tapped(1),
    )  # fmt: skip
    assert state.is_over
    seeker = state.seeker
    assert (seeker.occupations, seeker.skills, seeker.experience_years) == (("welder",), ("mig-welding",), 6)
    assert dict(seeker.languages) == {"fi": Cefr.A2, "uk": Cefr.C2}
    assert seeker.permits == {"card-1"}
    assert seeker.no_permits == {f"card-{n}" for n in range(PAGE)} - {"card-1"}  # the second page was not shown
    assert (seeker.municipality, seeker.commute_km, seeker.municipalities_ok) == ("kokkola", 40, (REMOTE, "Rovaniemi"))
    assert seeker.work_times == {WorkTime.FULL_TIME, WorkTime.SHIFT}
    assert seeker.employments == {Employment.PERMANENT}
    assert seeker.start == "2026-12-25"
    assert state.wishes.pace is Pace.DAILY


def test_guess_is_off_until_it_is_confirmed_and_dropped_with_its_words_for_the_office() -> None:
    state = after(Heard(chips=(WELDER, KITCHEN)))
    assert state.seeker.occupations == ("welder",)
    confirmed = after(Tapped(1), Move.NEXT, state=state)
    assert confirmed.seeker.occupations == ("welder", "kitchen-assistant")
    assert confirmed.unlinked == ()
    dropped, effects = step(state, Move.NEXT)
    assert dropped.seeker.occupations == ("welder",)
    assert dropped.unlinked == ("in a kitchen",)
    assert Effect.NOTE_WORDS in effects


def test_later_answer_wins() -> None:
    assert after(Heard(chips=(WELDER,)), Heard(chips=(NO_WELDER,))).seeker.occupations == ()
    assert after(Heard(chips=(NO_WELDER,)), Heard(chips=(WELDER,))).seeker.occupations == ("welder",)
    told = after(Heard(permits=frozenset({"card-1"}), languages={"fi": Cefr.B1}), Heard(no_permits=frozenset({"card-1"}), no_languages=frozenset({"fi"})))
    assert (told.seeker.permits, told.seeker.no_permits) == (frozenset(), {"card-1"})
    assert (dict(told.seeker.languages), told.seeker.no_languages) == ({}, {"fi"})


def test_work_to_try_is_a_wish_and_never_work_done() -> None:
    state = after(Heard(chips=(WELDER,)), Move.FURTHER, Heard(chips=(COOK, MIG, WELDER)))
    assert (state.seeker.occupations, state.seeker.wishes, state.seeker.skills) == (("welder",), ("cook",), ())


def test_double_tap_switches_once() -> None:
    state = after(Heard(chips=(WELDER, MIG)), Tapped(1, is_on=False), Tapped(1, is_on=False))
    assert state.seeker.skills == ()


def test_button_of_an_older_screen_is_known_by_its_edition() -> None:
    listed = after(Heard(chips=(WELDER, MIG)))
    assert after(Tapped(0, is_on=False), state=listed).edition == listed.edition  # the same screen: quick taps all count
    assert after(Heard(chips=(COOK,)), state=listed).edition > listed.edition
    assert after(Move.NEXT, state=listed).edition > listed.edition


def test_cv_is_checked_first_wherever_the_person_is() -> None:
    state = after(Heard(chips=(COOK,), is_cv=True), state=at(Step.TIMES))
    assert state.step is Step.WORK
    assert state.seeker.occupations == ("cook",)


def test_change_of_one_step_ends_with_it() -> None:
    state = replace(START, is_change=True).at(Step.EXPERIENCE)
    state = after(Tapped(2), state=state)
    assert state.is_over
    assert state.seeker.experience_years == 3


def test_language_without_a_level_is_asked() -> None:
    state = after(Heard(chips=(COOK,), named_languages=("de",)), Move.NEXT)
    assert state.options == ("fi", "sv", "en", "uk", "de")
    assert dict(state.seeker.languages) == {}


def test_who_was_interrupted_goes_on_at_the_first_step_without_an_answer() -> None:
    assert first_open(Seeker(id="7")) is Step.WORK
    assert first_open(Seeker(id="7", occupations=("cook",), languages={"fi": Cefr.A1}, no_permits=frozenset({"x"}))) is Step.EXPERIENCE


def test_what_a_newer_or_older_release_stored_begins_anew_at_the_first_open_step() -> None:
    for step_name, data in (("work", {}), ("dance", data_of(START)), ("work", {**data_of(START), "chips": [["a"]]})):
        state = state_of(step_name, data, Seeker(id="7", occupations=("cook",)), START.wishes, OFFER)
        assert state.step is Step.LANGUAGES
        assert [chip.concept_id for chip in state.chips] == ["cook"]


TAXONOMY = Taxonomy({c.id: c for c in (Concept("cook", Kind.OCCUPATION, {}), Concept("baking", Kind.SKILL, {}), Concept("forklift", Kind.PERMIT, {}))})


def test_claims_become_chips_and_permits() -> None:
    claims = Claims(
        sure=(Claim("cook", "cook", 1.0, years=4), Claim("forklift", "no forklift", 1.0, is_denied=True), Claim("gone", "x", 1.0)),
        doubts=(Doubt("cakes", tuple(Claim("baking", "cakes", 0.5, is_sure=False) for _ in range(5))),),
        languages={"fi": Cefr.B1, "de": None},
        unlinked=("flurb", "…"),
    )
    told = heard(claims, TAXONOMY)
    assert [(chip.concept_id, chip.is_on) for chip in told.chips] == [("cook", True), *[("baking", False)] * 3]
    assert (told.no_permits, told.years, told.unlinked) == ({"forklift"}, 4, ("flurb",))
    assert (dict(told.languages), told.named_languages) == ({"fi": Cefr.B1}, ("de",))
    assert heard(claims, TAXONOMY, is_cv=True).unlinked == ()  # names and addresses stay where they are


DAYS = [
    ("1.3.2027", date(2027, 3, 1)),
    (" 1. 3. 2027 ", date(2027, 3, 1)),
    ("2027-03-01", date(2027, 3, 1)),
    ("1/3/2027", date(2027, 3, 1)),
    ("24.12.", date(2026, 12, 24)),  # the next one
    ("1.3", date(2027, 3, 1)),
    ("29.2.", date(2028, 2, 29)),
    ("١.٣.٢٠٢٧", date(2027, 3, 1)),  # Arabic digits
    ("31.2.2027", None),
    ("next week", None),
    ("1.3.2027 and 2.3.2027", None),
]


def test_days_are_read_as_people_here_write_them() -> None:
    assert [(text, written_day(text, TODAY)) for text, _ in DAYS] == DAYS


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_of_days(text: str) -> None:
    day = written_day(text, TODAY)
    assert day is None or isinstance(day, date)
