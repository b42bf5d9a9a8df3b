"""The taxonomy's files: ours with their linter, and a folder in ESCO's form."""

import json
from pathlib import Path

import pytest

from tests import shipped
from welcomebot.cli import main
from welcomebot.domain.skills import Kind
from welcomebot.errors import KnowledgeError
from welcomebot.services.check_skills import check_skills
from welcomebot.services.esco_files import read_esco
from welcomebot.services.read_skills import read_skills
from welcomebot.services.skill_files import load_skills

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
LABELS = "    fi: [a, b, c, d]\n    sv: [a, b, c, d]\n    en: [{en}, b, c, d]\n    uk: [a, b, c]\n    ru: [a, b, c]\n    ar: [ا, ب, ت]\n"


def folder_with(tmp_path: Path, occupations: str, skills: str = "") -> Path:
    for name, content in (("occupations", occupations), ("skills", skills)):
        (tmp_path / "skills" / name).mkdir(parents=True)
        if content:
            (tmp_path / "skills" / name / "metals.yaml").write_text(content, encoding="utf-8")
    return tmp_path


def test_our_taxonomy_reads_and_has_no_finding() -> None:
    assert list(check_skills(load_skills(KNOWLEDGE), shipped.knowledge().contacts)) == []
    kinds = [concept.kind for concept in shipped.taxonomy().concepts.values()]
    assert kinds.count(Kind.OCCUPATION) > 50
    assert kinds.count(Kind.SKILL) > 100


@pytest.mark.parametrize(
    ("occupation", "rule", "line"),
    [
        ('welder:\n  group: "7212"\n  skills: [flying]\n  labels:\n' + LABELS.format(en="x"), "unknown-concept", 1),
        ('welder:\n  group: "7212"\n  labels:\n' + LABELS.format(en="x"), "no-skills", 1),
        ("welder:\n  group: metal\n  skills: [welding]\n  labels:\n" + LABELS.format(en="x"), "bad-value", 2),
        ('welder:\n  group: "7212"\n  skills: [welding]\n  colour: red\n  labels:\n' + LABELS.format(en="x"), "unknown-key", 4),
        ('welder:\n  group: "7212"\n  skills: [welding]\n  labels:\n    fi: [a]\n', "few-labels", 1),
        ('welder:\n  group: "7212"\n  skills: [welding]\n  labels:\n' + LABELS.format(en="weld (arc)"), "bad-label", 1),
        ('welder:\n  group: "7212"\n  skills: [welding]\n  broader: welder\n  labels:\n' + LABELS.format(en="x"), "circle", 1),
        ("welder: [", "yaml", 2),
    ],
)
def test_mistake_is_named_with_file_line_and_rule(tmp_path: Path, occupation: str, rule: str, line: int) -> None:
    folder = folder_with(tmp_path, occupation, "welding:\n  labels:\n" + LABELS.format(en="y"))
    found = [(finding.path, finding.rule, finding.line) for finding in check_skills(load_skills(folder))]
    assert ("skills/occupations/metals.yaml", rule, line) in found


def test_a_name_that_two_skills_claim_is_found(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "", "welding:\n  labels:\n" + LABELS.format(en="y") + "cutting:\n  labels:\n" + LABELS.format(en="Y"))
    assert any(finding.rule == "shared-label" and "'y'" in finding.message for finding in check_skills(load_skills(folder)))


def test_file_that_is_no_yaml_ends_reading_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"metals\.yaml:2: yaml"):
        read_skills(folder_with(tmp_path, "welder: ["))


def esco(folder: Path, occupations: str) -> Path:
    (folder / "occupations_en.csv").write_text(occupations, encoding="utf-8-sig")
    (folder / "skills_fi.csv").write_text("conceptUri,preferredLabel,altLabels\nhttp://s/1,hitsata,\n", encoding="utf-8")
    (folder / "occupationSkillRelations.csv").write_text(
        "occupationUri,relationType,skillType,skillUri\nhttp://o/1,essential,x,http://s/1\nhttp://o/1,optional,x,http://s/9\n", encoding="utf-8"
    )
    return folder


def test_esco_folder_becomes_concepts(tmp_path: Path) -> None:
    concepts = read_esco(esco(tmp_path, 'conceptUri,iscoGroup,preferredLabel,altLabels\nhttp://o/1,7212,welder,"weldor\narc welder"\n')).concepts
    welder = concepts["http://o/1"]
    assert (welder.labels, welder.group, welder.skills, welder.optional) == ({"en": ("welder", "weldor", "arc welder")}, "7212", ("http://s/1",), ())
    assert concepts["http://s/1"].kind is Kind.SKILL


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("name\nx\n", r"occupations_en\.csv:1: the column 'conceptUri' is missing"),
        ("conceptUri,preferredLabel\nhttp://o/1\n", r"occupations_en\.csv:2: the line has too few columns"),
    ],
)
def test_broken_esco_file_is_named_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        read_esco(esco(tmp_path, content))


def test_folder_without_esco_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"occupations_en\.csv"):
        read_esco(tmp_path)


def test_links_are_printed_as_json_lines(tmp_path: Path, search_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DATA_DIR", str(search_folder))
    folder = str(esco(tmp_path, "conceptUri,iscoGroup,preferredLabel,altLabels\nhttp://o/1,7212,welder,weldor\n"))
    assert main(["skills", "link", "--taxonomy", folder, "--json", "weldor"]) == 0
    assert main(["skills", "link", "--taxonomy", folder, "--by", "label", "--top", "1", "--json", "weldor"]) == 0
    concepts, labels = map(json.loads, capsys.readouterr().out.splitlines())
    assert (concepts["concepts"][0]["uri"], concepts["concepts"][0]["reason"]) == ("http://o/1", "alias")
    assert [label["label"] for label in labels["labels"]] == ["weldor"]
    assert main(["skills", "link"]) == 2
    assert main(["skills", "link", "--top", "0", "x"]) == 2
