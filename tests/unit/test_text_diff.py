"""What changed between two texts, and whether it changes what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.knowledge import ArticleText
from welcomebot.domain.substance import is_substantial
from welcomebot.domain.text_diff import Change, Piece, diff, shortened

SAME, REMOVED, ADDED = Change.SAME, Change.REMOVED, Change.ADDED


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("a b c", "a b c", [(SAME, "a b c")]),
        ("a b c", "a x c", [(SAME, "a "), (REMOVED, "b"), (ADDED, "x"), (SAME, " c")]),
        ("a b c", "x y c", [(REMOVED, "a b"), (ADDED, "x y"), (SAME, " c")]),  # two changes with a space between are one
        ("", "a", [(ADDED, "a")]),
        ("a", "", [(REMOVED, "a")]),
        ("اتصل يوم الاثنين", "اتصل يوم الثلاثاء", [(SAME, "اتصل يوم "), (REMOVED, "الاثنين"), (ADDED, "الثلاثاء")]),
        ("", "", []),
    ],
)
def test_the_pieces_in_reading_order(old: str, new: str, pieces: list[tuple[Change, str]]) -> None:
    assert [(piece.change, piece.text) for piece in diff(old, new)] == pieces


@given(st.text(alphabet="ab c\nو.", max_size=40), st.text(alphabet="ab c\nو.", max_size=40))
def test_both_texts_can_be_read_from_the_pieces(old: str, new: str) -> None:
    pieces = diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.change is not ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.change is not REMOVED) == new


@given(st.text(alphabet="ab c\nو.", max_size=200), st.text(alphabet="ab c\nو.", max_size=200))
def test_shortening_leaves_changes_alone(old: str, new: str) -> None:
    pieces = diff(old, new)
    assert [piece for piece in shortened(pieces) if piece.change is not SAME] == [piece for piece in pieces if piece.change is not SAME]


def test_a_long_unchanged_run_is_shortened_next_to_the_changes_only() -> None:
    run = " ".join(f"w{number}" for number in range(20))
    assert shortened(diff(f"a {run} b {run}", f"x {run} y {run}"), kept=2) == (
        Piece(REMOVED, "a"),
        Piece(ADDED, "x"),
        Piece(SAME, " w0 w1 … w18 w19 "),
        Piece(REMOVED, "b"),
        Piece(ADDED, "y"),
        Piece(SAME, " w0 w1 … "),
    )


LONG = "Take the card with you when you go to the office in the centre of the town and ask for a form that you can fill in at home."


@pytest.mark.parametrize(
    ("old", "new", "is_so"),
    [
        (LONG, LONG.replace("town", "city"), False),
        (LONG, LONG.replace("Take", "take") + " ", False),
        (LONG, "Something else altogether is said here now.", True),
        (LONG + " {phone:a}", LONG + " {phone:b}", True),
        (LONG + " {phone:a}", LONG + " {phone:a} {phone:a}", True),
        (LONG, LONG.replace("you can fill", "you cannot fill"), True),
        (LONG, LONG.replace("you can fill", "you don't fill"), True),
        (LONG + " It takes 3 days.", LONG + " It takes 4 days.", True),
        (LONG + " It takes three days.", LONG + " It takes four days.", True),
        (LONG + " Se kestää kolme päivää.", LONG + " Se kestää neljä päivää.", True),
        (LONG + " Можна.", LONG + " Не можна.", True),
        (LONG + " يمكنك ذلك.", LONG + " لا يمكنك ذلك.", True),
        (LONG + " den är öppen.", LONG + " den är inte öppen.", True),
    ],
)
def test_what_changes_what_a_text_says(old: str, new: str, is_so: bool) -> None:
    assert is_substantial(ArticleText("en", "Title", old), ArticleText("en", "Title", new)) is is_so
