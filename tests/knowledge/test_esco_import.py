"""An ESCO download beside our own taxonomy: taken in whole or not at all, merged by URI, and taken out again."""

from pathlib import Path

import pytest

from welcomebot.cli import main
from welcomebot.domain.skills import Concept, Kind, Taxonomy
from welcomebot.errors import KnowledgeError
from welcomebot.search.labels import LabelIndex
from welcomebot.search.linking import Linker
from welcomebot.services.import_esco import FILE, import_esco, merge, read_import, remove_import
from welcomebot.services.read_skills import read_skills

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
OCCUPATIONS = 'conceptUri,iscoGroup,preferredLabel,altLabels\nhttp://o/AB-1,7212,welder,"weldor\nArc Welder"\nhttp://o/2,7213,sheet maker,\n'
SKILLS = "conceptUri,preferredLabel,altLabels\nhttp://s/1,weld metal,\n"
RELATIONS = "occupationUri,relationType,skillType,skillUri\nhttp://o/2,essential,x,http://s/1\n"
OWN = Taxonomy(
    {
        "welder": Concept("welder", Kind.OCCUPATION, {"en": ("welder", "arc welder"), "fi": ("hitsaaja",)}, "7212", "http://o/AB-1", skills=("welding",)),
        "welding": Concept("welding", Kind.SKILL, {"en": ("welding",)}, uri="http://s/1"),
    }
)


@pytest.fixture
def download(tmp_path: Path) -> Path:
    folder = tmp_path / "esco"
    folder.mkdir()
    for name, content in (("occupations_en", OCCUPATIONS), ("skills_en", SKILLS), ("occupationSkillRelations", RELATIONS)):
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    return folder


def test_concepts_come_back_as_they_were_stored(download: Path, tmp_path: Path) -> None:
    assert import_esco(download, tmp_path / "data") == 3
    by_uri = {concept.uri: concept for concept in read_import(tmp_path / "data")}
    assert by_uri["http://o/AB-1"].labels == {"en": ("welder", "weldor", "Arc Welder")}
    assert (by_uri["http://o/2"].skills, by_uri["http://o/2"].group) == (("http://s/1",), "7213")


def test_our_concept_stays_and_gets_further_names(download: Path, tmp_path: Path) -> None:
    import_esco(download, tmp_path)
    merged = merge(OWN, read_import(tmp_path)).concepts
    assert list(merged) == ["welder", "welding", "esco-2"]
    assert merged["welder"].labels == {"en": ("welder", "arc welder", "weldor"), "fi": ("hitsaaja",)}  # no name twice
    assert merged["esco-2"].skills == ("welding",)  # an imported occupation needs our skill


def test_ours_goes_first_where_both_have_the_name() -> None:
    other = Concept("http://o/9", Kind.OCCUPATION, {"en": ("welder", "torch man", "one more name")}, uri="http://o/9")
    found = Linker(LabelIndex.of(merge(OWN, [other]).concepts.values())).link("welder")
    assert [link.concept.id for link in found[:2]] == ["welder", "esco-9"]


def test_broken_download_leaves_what_was_there(download: Path, tmp_path: Path) -> None:
    import_esco(download, tmp_path)
    before = (tmp_path / FILE).read_bytes()
    (download / "skills_en.csv").write_text("conceptUri,preferredLabel,altLabels\nhttp://s/1\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"skills_en\.csv:2: the line has too few columns"):
        import_esco(download, tmp_path)
    assert (tmp_path / FILE).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [FILE]  # nothing half-written


@pytest.mark.parametrize("content", [b"no gzip", b""])
def test_damaged_import_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    if content:
        with pytest.raises(KnowledgeError, match=r"esco\.jsonl\.gz:1: the import is damaged"):
            read_import(tmp_path)
    else:
        assert read_import(tmp_path) == ()


def test_import_is_merged_and_can_be_taken_out(download: Path, tmp_path: Path) -> None:
    own = len(read_skills(KNOWLEDGE, tmp_path).concepts)
    import_esco(download, tmp_path)
    assert len(read_skills(KNOWLEDGE, tmp_path).concepts) == own + 3
    assert (remove_import(tmp_path), remove_import(tmp_path)) == (True, False)
    assert len(read_skills(KNOWLEDGE, tmp_path).concepts) == own


def test_command_imports_links_and_removes(download: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("EMBEDDER", "none")
    assert main(["skills", "import", str(download)]) == 0
    assert main(["skills", "import", "--remove"]) == 0
    assert capsys.readouterr().out.splitlines() == ["3 concepts are in; the bot takes them at its next start.", "The imported concepts are out."]
    assert main(["skills", "import"]) == 2
    assert main(["skills", "import", str(tmp_path / "nothing")]) != 0
    assert "occupations_en.csv" in capsys.readouterr().err
