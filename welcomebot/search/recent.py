"""What was decided lately: the same question again, from the example buttons or from a neighbour, costs nothing."""

import hashlib
from collections import OrderedDict

from welcomebot.domain.answering import Decision

KEPT = 1_000  # decisions, about 4 kB each


class RecentDecisions:
    """The decisions on the last different questions; the questions themselves are not kept, only their hashes."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._decisions: OrderedDict[bytes, Decision] = OrderedDict()

    def get(self, text: str, language: str | None, after: str | None) -> Decision | None:
        """Return what the same question led to, after the same answer."""
        key = _key(text, language, after)
        if key in self._decisions:
            self._decisions.move_to_end(key)
        return self._decisions.get(key)

    def keep(self, text: str, language: str | None, after: str | None, decision: Decision) -> None:
        """Remember a decision and let go of the one that was not asked for longest."""
        self._decisions[_key(text, language, after)] = decision
        if len(self._decisions) > self._kept:
            self._decisions.popitem(last=False)

    def clear(self) -> None:
        """Forget all, because the articles changed."""
        self._decisions.clear()


def _key(text: str, language: str | None, after: str | None) -> bytes:
    return hashlib.sha256(f"{language}\0{after}\0{text}".encode("utf-8", "surrogatepass")).digest()
