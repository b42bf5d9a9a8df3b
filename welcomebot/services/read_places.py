"""Reading the places of a knowledge folder, all or nothing."""

from pathlib import Path

from welcomebot.domain.finding import Finding
from welcomebot.domain.places import Place, Places
from welcomebot.services.knowledge_fields import Fields
from welcomebot.services.knowledge_files import read_table
from welcomebot.services.read_knowledge import raise_findings

PLACES_FILE = "skills/places.yaml"
CODE = r"[0-9]{3}"
DEGREES = r"-?[0-9]{1,3}(?:\.[0-9]+)?"


def read_places(knowledge: Path) -> Places:
    """Return the places of a knowledge folder, none where it has no file of them; a mistake ends it with its line and rule."""
    findings: list[Finding] = []
    path = knowledge / PLACES_FILE
    content = read_table(path, PLACES_FILE, findings) if path.exists() else None
    places: dict[str, Place] = {}
    file = Fields(content, PLACES_FILE, findings) if content else None
    for place_id in file.names() if file else ():
        fields = file.inner(place_id) if file else None
        if fields is not None:
            places[place_id] = _place(place_id, fields)
            fields.report_unknown()
    raise_findings(knowledge, findings)
    return Places(places)


def _place(place_id: str, fields: Fields) -> Place:
    names = fields.inner("names")
    found = {language: tuple(text for text, _ in names.texts(language)) for language in names.names()} if names else {}
    if not found:
        fields.report("names", "missing-key", "'names' is needed: in each language, the usual one first")
    degrees = [float(text) for text, _ in fields.texts("at", pattern=DEGREES)]
    if len(degrees) != len(("latitude", "longitude")):
        fields.report("at", "bad-value", "'at' holds latitude and longitude: [63.838, 23.130]")
        degrees = [0.0, 0.0]
    latitude, longitude = degrees
    return Place(place_id, found, latitude, longitude, code=fields.text("code", pattern=CODE, default=""))
