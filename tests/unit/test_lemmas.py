"""Dictionary forms come from memory-mapped tries; a language without one has none."""

from pathlib import Path

import marisa_trie

from welcomebot.search.lemmas import Lemmas, TrieWords, build, missing
from welcomebot.search.normalise import terms


def trie(folder: Path, code: str, words: dict[str, str]) -> None:
    marisa_trie.BytesTrie((word, lemma.encode()) for word, lemma in words.items()).save(str(folder / f"{code}.dic"))


def test_a_word_gets_its_lemma_where_there_is_a_trie(tmp_path: Path) -> None:
    trie(tmp_path, "fi", {"verokorttia": "verokortti", "verokortin": "verokortti"})
    lemmas = Lemmas(tmp_path, ("fi", "sv"))

    assert lemmas.lemma("verokorttia", "fi") == "verokortti"
    assert lemmas.lemma("skattekortet", "sv") is None
    assert terms("Verokortin", ("fi",), lemmas) == ["verokortin", "verokortti"]


def test_a_trie_is_a_mapping(tmp_path: Path) -> None:
    trie(tmp_path, "fi", {"autot": "auto"})
    words = TrieWords(tmp_path / "fi.dic")

    assert (dict(words), len(words), words.get("x")) == ({"autot": "auto"}, 1, None)


def test_only_what_simplemma_knows_and_the_folder_lacks_is_missing(tmp_path: Path) -> None:
    trie(tmp_path, "fi", {"autot": "auto"})

    assert missing(tmp_path, ("fi", "sv", "so")) == ["sv"]


async def test_nothing_missing_nothing_built(tmp_path: Path) -> None:
    trie(tmp_path, "fi", {"autot": "auto"})

    assert await build(tmp_path, ("fi", "so")) is False
