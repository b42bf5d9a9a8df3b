"""Reading the taxonomy of a folder, all or nothing."""

from pathlib import Path

from welcomebot.domain.skills import Taxonomy
from welcomebot.services.read_knowledge import raise_findings
from welcomebot.services.skill_files import load_skills


def read_skills(folder: Path) -> Taxonomy:
    """Return the taxonomy of a knowledge folder; a file that cannot be understood ends it with its name, line and rule."""
    files = load_skills(folder)
    raise_findings(folder, files.findings)
    return files.taxonomy
