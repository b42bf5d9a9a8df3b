"""How a CV is read without harm: in a process of its own that has no secrets and little memory, and is killed when it takes too long."""

import asyncio
import contextlib
import json
import resource
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from welcomebot.services.cv_problems import CvError, CvProblem
from welcomebot.services.read_cv import MAX_BYTES, READABLE_NAMES, read_cv

PROCESSOR_S = 20
# A busy machine gives a process less than the whole processor.
WALL_S = 30.0
# With the wait for a free reader. Together with the download it stays below what an update may take.
LONGEST_WAIT_S = 35.0
MEMORY_BYTES = 512 * 1024 * 1024
PARALLEL = 2
PACKAGE_ROOT = Path(__file__).parents[2]

_readers = ThreadPoolExecutor(PARALLEL, thread_name_prefix="cv-reader")


async def read_cv_apart(content: bytes, filename: str) -> str:
    """Return the text of a CV; raises CvError, TOO_SLOW among the causes. Nothing of the file is kept."""
    if len(content) > MAX_BYTES:
        raise CvError(CvProblem.TOO_LARGE)
    try:
        async with asyncio.timeout(LONGEST_WAIT_S):
            return await asyncio.get_running_loop().run_in_executor(_readers, _read, content, filename)
    except TimeoutError as error:
        raise CvError(CvProblem.TOO_SLOW) from error


def _read(content: bytes, filename: str) -> str:
    # A list of processes must not show a person's name, and of the file's name only its end matters. Without an environment there are no secrets.
    ending = next((ending for ending in READABLE_NAMES if filename.lower().endswith(ending)), "")
    command = [sys.executable, "-B", "-m", __name__, ending, str(PROCESSOR_S)]
    try:
        done = subprocess.run(  # noqa: S603 - the command is ours
            command, input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=WALL_S, check=False, cwd=PACKAGE_ROOT, env={}
        )
    except subprocess.TimeoutExpired as error:
        raise CvError(CvProblem.TOO_SLOW) from error
    if done.returncode == -signal.SIGXCPU:
        raise CvError(CvProblem.TOO_SLOW)
    if done.returncode:
        raise CvError(CvProblem.BROKEN)
    answer: dict[str, str] = json.loads(done.stdout)
    if "problem" in answer:
        raise CvError(CvProblem(answer["problem"]))
    return answer["text"]


def _limit_this_process(processor_s: int) -> None:
    # One second after the first limit of the processor comes the second, which no process survives.
    for kind, limits in (
        (resource.RLIMIT_CPU, (processor_s, processor_s + 1)),
        (resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES)),
        # Nothing is written, not even what would be left of a crash.
        (resource.RLIMIT_FSIZE, (0, 0)),
        (resource.RLIMIT_CORE, (0, 0)),
    ):
        # A system that does not know a limit (macOS and memory) still has the others.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, limits)


def main() -> None:
    """Read the file on the standard input and write its text, or the problem, as JSON."""
    ending, processor_s = sys.argv[1:]
    _limit_this_process(int(processor_s))
    content = sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        answer = {"text": read_cv(content, f"cv{ending}")}
    except CvError as error:
        answer = {"problem": error.problem}
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main()
