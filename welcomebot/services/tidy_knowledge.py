"""Bringing files that people wrote into the one form that export writes, so that later differences are real ones."""

from pathlib import Path

from welcomebot.services.export_knowledge import write_files, write_if_changed
from welcomebot.services.read_knowledge import read_knowledge


def tidy_knowledge(folder: Path) -> tuple[str, ...]:
    """Rewrite the files that are not in the tidy form; return their paths. Comments in them are lost, content never."""
    files = write_files(read_knowledge(folder))
    return tuple(path for path, text in files.items() if write_if_changed(folder / path, text))
