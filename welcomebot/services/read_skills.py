"""Reading the taxonomy of a folder, all or nothing, with an imported one behind it."""

from pathlib import Path

from welcomebot.domain.skills import Taxonomy
from welcomebot.services.import_esco import merge, read_import
from welcomebot.services.read_knowledge import raise_findings
from welcomebot.services.skill_files import load_skills


def read_skills(folder: Path, data_dir: Path | None = None) -> Taxonomy:
    """Return the taxonomy of a knowledge folder, and of the download imported into a data folder.

    A file that cannot be understood ends it with its name, line and rule.
    """
    files = load_skills(folder)
    raise_findings(folder, files.findings)
    imported = read_import(data_dir) if data_dir else ()
    return merge(files.taxonomy, imported) if imported else files.taxonomy
