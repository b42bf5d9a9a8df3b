"""How long a message waits for the rest of the question."""

from welcomebot.services.ports import Answerer

# People send a longer question in pieces: a greeting, a word, another word. From this length on, a message stands for itself.
WORDS_OF_A_QUESTION = 4
QUESTION_MARKS = ("?", "؟")


def hold_s(text: str, *, answerer: Answerer, pause_s: float) -> float:
    """Return the seconds to wait after a message: none after a whole question or a call for help."""
    is_whole = len(text.split()) >= WORDS_OF_A_QUESTION or text.rstrip().endswith(QUESTION_MARKS)
    return 0.0 if is_whole or answerer.is_emergency(text) else pause_s
