"""Words from two alphabets that look alike are read as they look."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.one_script import in_one_script


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("верокортi", "верокорті"),  # a Latin i
        ("Kеla", "Kela"),  # a Cyrillic е
        ("ＴＡＸ card", "TAX card"),
        ("ta\u200bx ca\u202erd", "tax card"),
        ("Vero-карта", "Vero-карта"),
        ("c++ и C#", "c++ и C#"),
        ("بطاقة", "بطاقة"),
        ("", ""),
    ],
)
def test_a_text_is_read_as_it_looks(typed: str, read: str) -> None:
    assert in_one_script(typed) == read


@given(st.text())
def test_reading_twice_changes_nothing(text: str) -> None:
    once = in_one_script(text)

    assert in_one_script(once) == once
