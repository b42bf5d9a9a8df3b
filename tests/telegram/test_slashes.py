"""Which strokes would become commands in Telegram."""

import pytest

from welcomebot.telegram.html import Html
from welcomebot.telegram.slashes import without_false_commands


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("18,50 €/h", "18,50 €/\u2060h"),
        ("18 &euro;/h", "18 &euro;/\u2060h"),
        ("25\u200f/11\u200f/2026", "25\u200f/\u206011\u200f/\u20602026"),  # an Arabic date
        ("/jobs", "/jobs"),
        ("<b>Go on</b>: /jobs", "<b>Go on</b>: /jobs"),
        ("(/jobs)", "(/jobs)"),
        ("\u200f/jobs", "\u200f/jobs"),
        ("km/h", "km/h"),  # after a letter no command begins
        ("https://example.org/%D0/x", "https://example.org/%D0/x"),
        ('<a href="https://example.org/!/x">x</a>', '<a href="https://example.org/!/x">x</a>'),
    ],
)
def test_only_strokes_that_look_like_commands_are_changed(text: str, shown: str) -> None:
    assert str(without_false_commands(Html(text))) == shown
