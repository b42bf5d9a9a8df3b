"""`bot.py jobs match` as somebody uses it: files in, JSON lines out, and a clear word on every line that cannot be read."""

import json
from pathlib import Path
from typing import Any

import pytest

from welcomebot.cli import DONE, FINDING, USAGE, main

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
TODAY = "2026-11-24"
WELDER_AD = {
    "id": "v1", "language": "fi", "title": "Hitsaaja", "employer": "konepaja", "municipality": "Kokkola", "work_time": "full-time",
    "required_skills": ["hitsaus", "piirustusten luku"], "nice_skills": ["trukin ajo"], "required_languages": {"fi": "B1"},
    "required_permits": ["hot-work-card"], "experience_years": 2, "apply_by": "2026-12-24",
}  # fmt: skip
COOK_AD = {
    "id": "v2",
    "language": "sv",
    "title": "Kock",
    "employer": "restaurang",
    "municipality": "Karleby",
    "required_skills": ["matlagning"],
    "apply_by": "2026-11-24",
}
WELDER = {
    "id": "s1", "language": "uk", "text": "зварник, читаю креслення", "languages": {"uk": "C2", "fi": "A2"}, "permits": [],
    "municipality": "Коккола", "work_time": ["full-time"], "experience_years": 5,
}  # fmt: skip


@pytest.fixture
def match(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Give a function that writes the two files and runs the command: exit code, the lines that it printed, its messages."""
    monkeypatch.setenv("EMBEDDER", "none")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("KNOWLEDGE_DIR", str(tmp_path / "knowledge"))
    # A part of the taxonomy is enough, and is read sooner.
    for name in ("occupations/metals", "occupations/kitchens", "skills/metals", "skills/kitchens", "skills/engineering", "permits", "places"):
        link = tmp_path / f"knowledge/skills/{name}.yaml"
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(KNOWLEDGE / f"skills/{name}.yaml")

    def run(vacancies: list[Any], seekers: list[Any], *more: str) -> tuple[int, list[dict[str, Any]], str]:
        for name, rows in (("vacancies", vacancies), ("seekers", seekers)):
            lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
            (tmp_path / f"{name}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
        code = main(["jobs", "match", "--vacancies", str(tmp_path / "vacancies.jsonl"), "--seekers", str(tmp_path / "seekers.jsonl"), "--today", TODAY, *more])
        printed = capsys.readouterr()
        return code, [json.loads(line) for line in printed.out.splitlines()], printed.err

    return run


def test_a_seeker_gets_the_vacancies_that_fit_with_reasons_that_add_up(match: Any) -> None:
    code, [found], told = match([WELDER_AD, COOK_AD], [WELDER])
    assert (code, told, found["seeker"]) == (DONE, "", "s1")
    [best] = found["matches"]
    assert best["vacancy"] == "v1"
    assert best["band"] in {"strong", "good"}
    assert sum(line["points"] for line in best["lines"]) == best["score"]
    assert {line["kind"] for line in best["lines"]} >= {"occupation", "required", "preferences", "language", "card"}
    assert [(each["name"], each["status"]) for each in best["missing"]] == [("language:fi", "can-get"), ("permit:hot-work-card", "can-get")]
    assert best["blocked"] == []


def test_reasons_are_sentences_in_the_seeker_s_language(match: Any) -> None:
    _, [ukrainian, other], _ = match([WELDER_AD], [WELDER, {**WELDER, "id": "s2", "language": "fa", "text": "welder"}])
    said = {line["kind"]: line["text"] for line in ukrainian["matches"][0]["lines"]}
    assert said["occupation"] == "Ви знаєте цю роботу: зварник."
    assert said["language"].startswith("Фінська: ")
    # There are no texts in Persian: those are English.
    assert {line["kind"]: line["text"] for line in other["matches"][0]["lines"]}["occupation"] == "You know this work: welder."


def test_an_ad_on_its_last_day_counts_and_one_day_later_it_is_left_out_and_named(match: Any) -> None:
    cook = {"id": "s1", "language": "en", "text": "cook"}
    _, [found], told = match([COOK_AD], [cook])
    assert [each["vacancy"] for each in found["matches"]] == ["v2"]
    assert told == ""
    _, [found], told = match([COOK_AD], [cook], "--today", "2026-11-25")
    assert found["matches"] == []
    assert "before 2026-11-25: v2" in told


def test_top_bounds_the_vacancies(match: Any) -> None:
    ads = [{**WELDER_AD, "id": f"v{number}"} for number in range(5)]
    _, [found], _ = match(ads, [WELDER], "--top", "3")
    assert [each["vacancy"] for each in found["matches"]] == ["v0", "v1", "v2"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2: expected a JSON object"),
        ("[]", "line 2: expected a JSON object"),
        ({**WELDER_AD, "id": "v1"}, "line 2: id: 'v1' stands in an earlier line"),
        ({**WELDER_AD, "id": "v9", "apply_by": "soon"}, "line 2: apply_by: This should be a date like 2026-11-24, not 'soon'."),
        ({**WELDER_AD, "id": "v9", "required_languages": {"fi": "B7"}}, "line 2: required_languages: 'B7' is none of these: A1"),
        ({"id": "v9"}, "line 2: title: This is needed. employer: This is needed."),
        ({**WELDER_AD, "id": "v9", "title": ["a"], "work_time": "always"}, "line 2: title: This should be a text"),
    ],
)
def test_a_bad_line_is_named_and_the_good_ones_are_matched(match: Any, line: Any, told: str) -> None:
    code, [found], messages = match([WELDER_AD, line], [WELDER])
    assert code == FINDING
    assert f"vacancies.jsonl, {told}" in messages
    assert [each["vacancy"] for each in found["matches"]] == ["v1"]


@pytest.mark.parametrize(
    "seeker",
    [
        {"id": "s1"},
        {"id": "s1", "text": ""},
        {"id": "s1", "text": "я" * 4_000, "language": "xx"},
        {"id": "s1", "text": "👩‍🍳🔥", "languages": {"tlh": "C2"}, "municipality": "Atlantis", "commute_km": 0},
    ],
)
def test_a_profile_that_says_nothing_matches_nothing(match: Any, seeker: dict[str, Any]) -> None:
    code, [found], told = match([WELDER_AD], [seeker])
    assert (code, found, told) == (DONE, {"seeker": "s1", "matches": []}, "")


@pytest.mark.parametrize(
    ("seeker", "told"),
    [
        ({"text": "welder"}, "id: This is needed."),
        ({"id": "s1", "language": "Ukrainian!"}, "language: 'ukrainian!' is not a language code like fi"),
        ({"id": "s1", "text": "x" * 30_000}, "text: This has 30000 characters"),
        ({"id": "s1", "experience_years": "many"}, "experience_years: This should be a number from 0 to 70, not 'many'."),
    ],
)
def test_a_bad_seeker_is_named(match: Any, seeker: dict[str, Any], told: str) -> None:
    code, found, messages = match([WELDER_AD], [WELDER, seeker])
    assert (code, len(found)) == (FINDING, 1)
    assert "seekers.jsonl, line 2: " + told in messages


def test_a_permit_that_somebody_both_has_and_lacks_is_asked(match: Any) -> None:
    _, [found], _ = match([WELDER_AD], [{**WELDER, "permits": ["hot-work-card"], "no_permits": ["hot-work-card"]}])
    assert ("permit:hot-work-card", "unknown") in {(each["name"], each["status"]) for each in found["matches"][0]["missing"]}


def test_permits_that_were_not_asked_about_are_unknown(match: Any) -> None:
    _, [found], _ = match([WELDER_AD], [{key: value for key, value in WELDER.items() if key != "permits"}])
    assert ("permit:hot-work-card", "unknown") in {(each["name"], each["status"]) for each in found["matches"][0]["missing"]}


def test_a_missing_file_and_a_wrong_number_are_wrong_usage(match: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["jobs", "match", "--vacancies", str(tmp_path / "none"), "--seekers", str(tmp_path / "none")]) == USAGE
    assert "none: No such file" in capsys.readouterr().err
    assert match([], [], "--top", "0")[0] == USAGE


def test_fields_of_the_national_interface_are_understood(match: Any) -> None:
    ad = {
        "externalId": "e1", "title": {"sv": "Svetsare"}, "employerName": "verkstad", "municipalityCode": "272", "continuity": "02",
        "workTime": "01", "languageSkills": [{"language": "sv", "level": "L1"}], "drivingLicenceClasses": ["C1ECE"], "educationLevel": "32",
        "skills": ["svetsning"], "applicationPeriodEnd": "2026-12-01T23:59:00+02:00",
    }  # fmt: skip
    code, [found], told = match([ad], [WELDER])
    assert (code, told, found["matches"][0]["vacancy"]) == (DONE, "", "e1")
    assert {each["name"] for each in found["matches"][0]["blocked"]} == {"permit:driving-licence-CE"}
