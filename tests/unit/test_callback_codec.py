"""What a button carries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.telegram.callback_codec import MAX_BYTES, Callback, decode

WORDS = st.from_regex(r"[A-Za-z0-9_.-]{0,12}", fullmatch=True)
ACTIONS = st.from_regex(r"[a-z]{1,8}", fullmatch=True)


@given(ACTIONS, st.lists(WORDS, max_size=3).map(tuple))
def test_tap_survives_the_way_to_telegram_and_back(action: str, args: tuple[str, ...]) -> None:
    callback = Callback(action, args)
    data = callback.encode()
    assert len(data.encode()) <= MAX_BYTES
    assert decode(data) == callback


@given(st.text())
def test_any_data_is_a_tap_or_nothing(data: str) -> None:
    tap = decode(data)
    assert tap is None or Callback(tap.action, tap.args) == tap


@pytest.mark.parametrize("data", ["", ":", "1", "1:", "0:rate:1", "2:rate", "1:räte", "1:rate:a b"])
def test_unknown_or_older_data_means_nothing(data: str) -> None:
    assert decode(data) is None


@pytest.mark.parametrize("callback", [Callback(""), Callback("a", ("x" * 64,)), Callback("a", ("ü",)), Callback("a", ("x:y",))])
def test_what_does_not_fit_is_refused(callback: Callback) -> None:
    with pytest.raises(ValueError, match="not a button"):
        callback.encode()
