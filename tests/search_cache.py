"""Dictionaries that stay in pytest's cache from run to run; a run without them builds them once."""

import fcntl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from welcomebot.domain.language import CODES
from welcomebot.search import lemmas


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Let one worker of pytest-xdist fill a folder while the others wait, instead of all of them computing the same."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def build_dictionaries(folder: Path) -> None:
    """Build the lemma tries that are missing, in a process of its own as the bot does: it takes a lot of memory."""
    if missing := lemmas.missing(folder / "lemmas", CODES):
        subprocess.run([sys.executable, "-m", lemmas.__name__, str(folder / "lemmas"), *missing], check=True)
