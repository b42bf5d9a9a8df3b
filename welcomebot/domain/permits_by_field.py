"""Which permits and cards the work of a field usually needs: they are asked about first. It decides an order, nothing else."""

from collections.abc import Iterable, Mapping

KITCHEN = ("hygiene-passport",)
SERVING = ("hygiene-passport", "alcohol-passport", "age-limit-passport")
BUILDING = ("occupational-safety-card", "tax-number", "hot-work-card", "lifting-platform-card", "driving-licence-B")
METAL = ("hot-work-card", "occupational-safety-card", "welding-qualification", "tax-number")
CARE = ("valvira-licence", "medication-permit", "hygiene-passport", "first-aid", "criminal-record-extract", "driving-licence-B")
CHILDREN = ("criminal-record-extract", "qualification-recognition", "hygiene-passport", "first-aid")
INDUSTRY = ("occupational-safety-card", "hot-work-card", "forklift", "first-aid")
STORE = ("forklift", "occupational-safety-card", "driving-licence-B")
FARM = ("driving-licence-T", "plant-protection-certificate", "driving-licence-B")

# By the beginning of the ISCO-08 group; the longest that fits counts.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "22": CARE,
    "23": ("qualification-recognition", "criminal-record-extract"),
    "234": CHILDREN,
    "311": INDUSTRY,
    "313": INDUSTRY,
    "32": CARE,
    "3412": ("criminal-record-extract", "driving-licence-B"),
    "432": STORE,
    "512": KITCHEN,
    "513": SERVING,
    "515": ("occupational-safety-card", "driving-licence-B"),
    "516": ("driving-licence-B",),
    "52": ("hygiene-passport", "age-limit-passport"),
    "531": CHILDREN,
    "532": CARE,
    "541": ("security-guard-card", "steward-card", "first-aid", "driving-licence-B"),
    "6": FARM,
    "71": (*BUILDING, "asbestos-work-qualification"),
    "712": BUILDING,
    "72": (*METAL, "driving-licence-B"),
    "74": ("electrical-safety-card", "occupational-safety-card", "tax-number", "hot-work-card", "driving-licence-B"),
    "751": KITCHEN,
    "81": INDUSTRY,
    "82": INDUSTRY,
    "83": ("driving-licence-B", "driving-licence-C", "driving-licence-CE", "professional-driver-competence", "road-safety-card", "adr-licence"),
    "8322": ("driving-licence-B", "taxi-licence"),
    "8331": ("driving-licence-D", "driving-licence-B", "professional-driver-competence"),
    "834": ("road-safety-card", "occupational-safety-card", "driving-licence-T"),
    "8343": ("crane-card", "occupational-safety-card"),
    "8344": STORE,
    "911": ("occupational-safety-card", "driving-licence-B"),
    "92": FARM,
    "931": BUILDING,
    "932": INDUSTRY,
    "933": STORE,
    "941": KITCHEN,
}


def permits_for(groups: Iterable[str]) -> tuple[str, ...]:
    """Return the permits of the fields of some ISCO groups, those of the first group first."""
    found = [FIELDS[fitting] for group in groups if (fitting := next((group[:length] for length in range(4, 0, -1) if group[:length] in FIELDS), ""))]
    return tuple(dict.fromkeys(permit for permits in found for permit in permits))
