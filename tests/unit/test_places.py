"""Places have one mark under all their names, and distances by road; an unknown place has none."""

from pathlib import Path

import pytest

from tests import shipped
from welcomebot.domain.language import CODES
from welcomebot.domain.places import Place, Places
from welcomebot.errors import KnowledgeError
from welcomebot.services.read_places import read_places

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
PLACES = shipped.places()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Karleby", "Kokkola"),
        ("Jakobstad", "Pietarsaari"),
        ("Larsmo", "Luoto"),
        ("Kronoby", "Kruunupyy"),
        ("Kaustby", "Kaustinen"),
        ("Kelviå", "KÄLVIÄ"),
        ("Коккола", "كوكولا"),
        ("272", "kokkola"),
    ],
)
def test_a_place_is_the_same_under_all_its_names(one: str, other: str) -> None:
    assert PLACES.id_of(one) == PLACES.id_of(other)
    assert PLACES.distance(one, other) == 0


@pytest.mark.parametrize(
    ("start", "end", "least", "most"),
    [("Kokkola", "Kälviä", 15, 22), ("Kokkola", "Pietarsaari", 28, 40), ("Kokkola", "Kaustinen", 42, 52), ("Kokkola", "Vaasa", 110, 135)],
)
def test_the_way_by_road_is_about_right(start: str, end: str, least: float, most: float) -> None:
    distance = PLACES.distance(start, end)
    assert distance is not None
    assert least <= distance <= most
    assert distance == pytest.approx(PLACES.distance(end, start))


@pytest.mark.parametrize("unknown", ["", "Atlantis", "🏝", "x" * 4_000])
def test_an_unknown_place_has_no_distance_and_stays_as_it_is_written(unknown: str) -> None:
    assert PLACES.distance("Kokkola", unknown) is None
    assert PLACES.name_of(unknown) == unknown
    assert PLACES.find(unknown) is None


def test_remote_work_is_nowhere_far() -> None:
    assert PLACES.distance("Remote", "Oulu") == 0
    assert PLACES.distance("Atlantis", "remote") == 0


def test_a_name_is_shown_in_the_language_of_the_reader() -> None:
    assert [PLACES.name_of("Larsmo", (code,)) for code in ("fi", "sv", "uk")] == ["Luoto", "Larsmo", "Луото"]


def test_every_place_has_a_name_in_each_language_but_english_and_no_two_share_one() -> None:
    for place in PLACES.places.values():
        assert set(place.names) == set(CODES) - {"en"}, place.id
        for names in place.names.values():
            assert all(PLACES.id_of(name) == place.id for name in names), place.id


def test_a_folder_without_places_knows_none(tmp_path: Path) -> None:
    assert read_places(tmp_path) == Places()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kokkola: {at: [63.8], names: {fi: [Kokkola]}}", "latitude and longitude"),
        ("kokkola: {at: [63.8, north], names: {fi: [Kokkola]}}", "does not belong into 'at'"),
        ("kokkola: {at: [63.8, 23.1]}", "'names' is needed"),
        ("kokkola: {at: [63.8, 23.1], names: {fi: [Kokkola]}, mayor: x}", "'mayor' is not known here"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "skills").mkdir()
    (tmp_path / "skills/places.yaml").write_text(text + "\n", "utf-8")
    with pytest.raises(KnowledgeError, match=r"places\.yaml:1") as raised:
        read_places(tmp_path)
    assert told in str(raised.value)


def test_a_place_without_a_name_in_the_language_shows_any() -> None:
    assert Place("x", {"fi": ("Kylä",)}, 0, 0).name(("ar",)) == "Kylä"
