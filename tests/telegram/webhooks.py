"""A server for tests: it leaves signals to pytest."""

import contextlib
from collections.abc import Iterator

import uvicorn


class QuietServer(uvicorn.Server):
    """A server that touches no signal handler."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
