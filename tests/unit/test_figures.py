"""The office's figures: shares only of enough, languages that are left behind, and never a small number."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.figures import ENOUGH, Asked, Figures, LanguageFigures, SkillFigures, figures
from welcomebot.telegram.cards.figures import figures_csv

ZONE = ZoneInfo("Europe/Helsinki")
DAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 10, tzinfo=UTC)


def made(asked: list[Asked], waits: list[tuple[datetime, datetime]] | None = None) -> Figures:
    return figures(asked, waits or [], since=DAY, until=DAY, zone=ZONE)


def questions(language: str, answered: int, refused: int) -> list[Asked]:
    return [Asked(NOON, language, "answer", ("tax-card",))] * answered + [Asked(NOON, language, "no_answer")] * refused


def test_day_is_the_one_on_the_office_wall() -> None:
    late = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)  # half past midnight in Kokkola
    assert made([Asked(late, "fi", "answer")]).by_day == {date(2026, 11, 25): {"fi": 1}}


def test_greetings_and_dangers_are_no_questions() -> None:
    found = made([Asked(NOON, "fi", outcome) for outcome in ("small_talk", "emergency", "own_case")])
    assert found.all.asked == 0


def test_language_that_finds_less_is_named_with_its_distance() -> None:
    found = made([*questions("fi", 18, 2), *questions("en", 18, 2), *questions("ar", 14, 6)])
    assert found.left_behind() == {"ar": 20}


def test_ten_points_count_and_nine_do_not() -> None:
    assert made([*questions("fi", 80, 20), *questions("ar", 70, 30)]).left_behind() == {"ar": 10}
    assert made([*questions("fi", 80, 20), *questions("ar", 71, 29)]).left_behind() == {}


def test_too_few_questions_raise_no_alarm() -> None:
    assert made([*questions("fi", 20, 0), *questions("ar", 0, ENOUGH - 1)]).left_behind() == {}


def test_waits_are_told_by_half_and_nine_tenths() -> None:
    waits = [(NOON, NOON + timedelta(hours=hours)) for hours in range(1, 22)]
    assert made([], waits).waits_h == (11.0, 19.0)
    assert made([], waits[: ENOUGH - 1]).waits_h is None


def test_most_shown_articles_come_first_and_equals_by_name() -> None:
    asked = [Asked(NOON, "fi", "answer", (article,)) for article in ("b", "a", "c", "c")]
    assert made(asked).top_articles == (("c", 2), ("a", 1), ("b", 1))


COUNTS = st.integers(0, 60)


@given(st.dictionaries(st.sampled_from(["fi", "sv", "uk", "ar"]), st.builds(LanguageFigures, COUNTS, COUNTS, COUNTS, COUNTS)), COUNTS, COUNTS)
def test_table_never_tells_a_count_of_people_under_five(languages: dict[str, LanguageFigures], known: int, emergencies: int) -> None:
    found = Figures(DAY, DAY, {DAY: {"fi": known}}, languages, emergencies=emergencies, skills=(SkillFigures("welder", 1, known),))
    rows = list(csv.DictReader(StringIO(figures_csv(found))))
    about_people = [row["number"] for row in rows if row["figure"] != "skill in open vacancies"]
    assert all(number == "" or (int(number) >= 5 and int(number) % 5 == 0) for number in about_people)
