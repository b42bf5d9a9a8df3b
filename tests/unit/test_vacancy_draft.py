"""The questions of posting a vacancy, whatever the employer does."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.draft_events import (
    ApplyTold,
    CardTapped,
    ChipTapped,
    Described,
    Event,
    KindTapped,
    LevelTapped,
    MustTapped,
    PayTold,
    Placed,
    TimeTapped,
    advance,
)
from welcomebot.domain.draft_forms import applied, data_of, draft_from, draft_of
from welcomebot.domain.draft_moves import WentBack, WentOn, WentTo
from welcomebot.domain.posting_answers import Applying, NotADayError, Paid, read_applying, read_pay, title_and_text
from welcomebot.domain.vacancies import Cefr, Employment, PayBasis, Vacancy, WorkTime
from welcomebot.domain.vacancy_draft import ORDER, Chip, Draft, Question, Weight

TODAY = date(2026, 11, 25)
BLANK = Vacancy("a1", "Testipaja Oy", "")
CHIPS = (Chip("welder", ("welder",), is_occupation=True), Chip("tig", ("tig-welding",)), Chip("pannuhommat", weight=Weight.DROPPED))

texts, codes, permits = st.text(max_size=20), st.sampled_from(["fi", "sv", "uk"]), st.sampled_from(["forklift", "hot-work-card"])
events: st.SearchStrategy[Event] = st.one_of(
    st.builds(Described, texts, texts, codes, st.just(CHIPS), st.dictionaries(codes, st.sampled_from(Cefr)), st.tuples(permits)),
    st.builds(ChipTapped, st.integers(-1, 4)),
    st.builds(Placed, texts),
    st.builds(TimeTapped, st.sampled_from(WorkTime)),
    st.builds(KindTapped, st.sampled_from(Employment)),
    st.builds(LevelTapped, codes),
    st.builds(CardTapped, permits),
    st.builds(MustTapped, codes),
    st.builds(PayTold, st.builds(Paid, texts, st.none() | st.sampled_from(PayBasis), st.none() | st.just((20.0, 30.0)))),
    st.builds(ApplyTold, st.builds(Applying, st.none() | st.dates(), texts, texts, texts)),
    st.builds(WentOn, st.sampled_from(Question)),
    st.builds(WentBack, st.sampled_from(Question)),
    st.builds(WentTo, st.sampled_from(Question)),
)


def written(*given: Event) -> Draft:
    draft = Draft(applying=Applying(date(2026, 12, 25)))
    for event in given:
        draft = advance(draft, event)
    return draft


@given(st.lists(events, max_size=40))
def test_a_draft_holds_together_whatever_happens(happened: list[Event]) -> None:
    draft = Draft()
    for event in happened:
        draft = advance(draft, event)
        assert draft.title or draft.question is Question.WORK
        assert draft.question is not Question.PREVIEW or draft.is_whole
        assert draft.hard <= {f"language:{code}" for code in draft.languages} | {f"permit:{permit}" for permit in draft.permits}
        assert draft_from(json.loads(json.dumps(data_of(draft)))) == draft


@given(st.lists(events, max_size=40), st.sampled_from([question for question in ORDER if question is not Question.PREVIEW]))
def test_an_event_of_another_question_changes_nothing(happened: list[Event], at: Question) -> None:
    for event in happened:
        draft = Draft(question=at, title="Welder", chips=CHIPS)
        if event.question not in (None, at):
            assert advance(draft, event) == draft


def test_defaults_lead_from_the_title_to_the_preview() -> None:
    draft = written(Described("Welder", "Steel.", "en", CHIPS), *(WentOn(question) for question in ORDER[1:6]), ApplyTold(Applying(email="jobs@example.org")))
    vacancy = applied(draft, BLANK)
    assert draft.question is Question.PREVIEW
    assert (vacancy.work_times, vacancy.employment, vacancy.pay_basis) == ((WorkTime.FULL_TIME,), Employment.PERMANENT, PayBasis.AGREEMENT)
    assert (vacancy.occupations, [asked.text for asked in vacancy.required], vacancy.wished) == (("welder",), ["tig"], ())
    assert vacancy.apply_by == date(2026, 12, 25)


def test_back_leads_through_the_questions_and_from_a_change_to_the_preview() -> None:
    draft = written(Described("Welder", "", "en"), WentOn(Question.SKILLS), WentBack(Question.PLACE), WentBack(Question.SKILLS), WentBack(Question.WORK))
    assert draft.question is Question.WORK
    whole = draft_of(Vacancy("a1", "Testipaja Oy", "Welder", email="jobs@example.org"), number=7)
    assert advance(advance(whole, WentTo(Question.PAY)), WentBack(Question.PAY)) == whole


def test_nothing_found_in_the_text_is_a_must_before_the_employer_marks_it() -> None:
    draft = written(Described("Welder", "", "en", (), {"fi": Cefr.B1}, ("forklift",)))
    assert (dict(draft.languages), draft.permits, draft.hard) == ({"fi": Cefr.B1}, ("forklift",), frozenset())


def test_a_level_goes_round_and_a_card_has_three_states() -> None:
    draft = Draft(question=Question.LANGUAGES, title="Welder")
    seen = []
    for _ in range(6):
        draft = advance(draft, LevelTapped("fi"))
        seen.append(draft.languages.get("fi"))
    assert seen == [Cefr.A1, Cefr.A2, Cefr.B1, Cefr.B2, Cefr.C1, None]
    cards = []
    for _ in range(3):
        draft = advance(draft, CardTapped("forklift"))
        cards.append((draft.permits, draft.hard))
    assert cards == [(("forklift",), {"permit:forklift"}), (("forklift",), frozenset()), ((), frozenset())]


def test_a_change_keeps_what_no_question_asks_for() -> None:
    old = Vacancy("a1", "Testipaja Oy", "Welder", email="a@example.org", positions=3, start="2027-01-07", experience_years=2, hard=frozenset({"experience"}))
    new = applied(advance(advance(draft_of(old, number=7), WentTo(Question.PLACE)), Placed("Kannus")), old)
    assert (new.municipality, new.positions, new.start, new.hard) == ("Kannus", 3, "2027-01-07", {"experience"})


@pytest.mark.parametrize(
    ("text", "pay", "basis", "hours"),
    [
        ("16,20 €/h, 38 h", "16,20 €/h", PayBasis.HOUR, (38.0, 38.0)),
        ("15 € / h", "15 € / h", PayBasis.HOUR, None),  # pay by the hour is no number of hours
        ("TES, 20-30 tuntia viikossa", "TES", PayBasis.AGREEMENT, (20.0, 30.0)),
        ("2 600 €/kk, 37,5 h/vk", "2 600 €/kk", PayBasis.MONTH, (37.5, 37.5)),
        ("2800 euro i månaden", "2800 euro i månaden", PayBasis.MONTH, None),
        ("38 timmar i veckan", "", None, (38.0, 38.0)),
        ("200 h", "200 h", None, None),  # a week has 168 hours
        ("sopimuksen mukaan", "sopimuksen mukaan", None, None),
    ],
)
def test_pay_and_hours_are_told_apart(text: str, pay: str, basis: PayBasis | None, hours: tuple[float, float] | None) -> None:
    read = read_pay(text)
    assert (read.text, read.basis, read.hours_a_week) == (pay, basis, hours)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jobs@example.org", Applying(email="jobs@example.org")),
        ("Soita 040 000 0000, viimeistään 20.12.", Applying(date(2026, 12, 20), phone="040 000 0000")),
        ("https://example.org/jobs/12 31.12.2026", Applying(date(2026, 12, 31), url="https://example.org/jobs/12")),
        ("www.example.org, +358 40 000 0000", Applying(url="https://www.example.org", phone="+358 40 000 0000")),
        ("15.1.", Applying(date(2027, 1, 15))),  # the next one, for this year's is over
        ("2026-12-01", Applying(date(2026, 12, 1))),
        ("هاتف ٠٤٠ ٠٠٠ ٠٠٠٠", Applying(phone="040 000 0000")),
        ("come by", Applying()),
    ],
)
def test_ways_to_apply_and_the_last_day_are_found(text: str, expected: Applying) -> None:
    assert read_applying(text, today=TODAY) == expected


@pytest.mark.parametrize("text", ["31.2.2027", "24.11.2026", "1.1.2031", "29.2."])
def test_a_day_that_nobody_can_mean_is_refused(text: str) -> None:
    with pytest.raises(NotADayError):
        read_applying(text, today=TODAY)


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("Welder\nSteel parts.", "Welder", "Steel parts."),
        ("Welder", "Welder", ""),
        ("We look for a welder for our workshop. You weld steel parts, and more.", "We look for a welder for our workshop", "You weld steel parts, and more."),
        ("word " * 40, " ".join(["word"] * 24), " ".join(["word"] * 16)),
    ],
)
def test_title_is_the_first_line_or_sentence(text: str, title: str, rest: str) -> None:
    assert title_and_text(text) == (title, rest)


@given(st.text(max_size=300))
def test_answers_never_break(text: str) -> None:
    title, _ = title_and_text(text)
    assert len(title) <= 120
    pay = read_pay(text)
    assert pay.hours_a_week is None or 0 < pay.hours_a_week[0] <= pay.hours_a_week[1] <= 168
    try:
        found = read_applying(text, today=TODAY)
    except NotADayError:
        return
    assert found.last_day is None or found.last_day >= TODAY
