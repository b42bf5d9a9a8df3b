"""Where the municipalities of the region lie, what they are called, and how far it is from one to another by road."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import asin, cos, radians, sin, sqrt

from welcomebot.domain.folding import words
from welcomebot.domain.vacancies import REMOTE

EARTH_RADIUS = 6_371.0  # km
ROAD_FACTOR = 1.15  # roads against the straight line: the land is flat, only bays and rivers make them bend


@dataclass(frozen=True)
class Place:
    """A municipality, or a former one that people still name. `names` hold the usual one first, by language."""

    id: str
    names: Mapping[str, tuple[str, ...]]
    latitude: float
    longitude: float
    code: str = ""  # its number at Statistics Finland

    def name(self, languages: Iterable[str]) -> str:
        """Return the name in the first of the languages that has one, else in any."""
        found = next((self.names[code] for code in languages if self.names.get(code)), None)
        return (found or next(iter(self.names.values()), (self.id,)))[0]


@dataclass(frozen=True)
class Places:
    """All known places. One that is not known is nowhere: no distance, and nothing that it could block."""

    places: Mapping[str, Place] = field(default_factory=dict)

    def find(self, name: str) -> Place | None:
        """Return the place that goes by a name in any language, or by its number."""
        return self._by_name.get(_folded(name))

    def id_of(self, name: str) -> str:
        """Return a mark that is equal for all names of one place; an unknown name stands for itself."""
        place = self.find(name)
        return place.id if place else _folded(name)

    def name_of(self, name: str, languages: Iterable[str] = ("fi",)) -> str:
        """Return a place's name in the first of the languages that has one; an unknown name stays as it is."""
        place = self.find(name)
        return place.name(languages) if place else name

    def distance(self, one: str, other: str) -> float | None:
        """Return the way by road in km; None where a place is not known. Nowhere is far from remote work."""
        if REMOTE in (_folded(one), _folded(other)):
            return 0.0
        start, end = self.find(one), self.find(other)
        return None if start is None or end is None else ROAD_FACTOR * straight(start.latitude, start.longitude, end.latitude, end.longitude)

    @cached_property
    def _by_name(self) -> Mapping[str, Place]:
        named = {_folded(name): place for place in self.places.values() for names in place.names.values() for name in names}
        return {**named, **{place.code: place for place in self.places.values() if place.code}, **{_folded(key): place for key, place in self.places.items()}}


@lru_cache(maxsize=4_096)
def _folded(name: str) -> str:
    # The same few names come again with every pair of a seeker and an ad.
    return " ".join(words(name))


@lru_cache(maxsize=4_096)
def straight(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Return the great circle between two points in km, by the haversine formula."""
    north = sin(radians(other_latitude - latitude) / 2) ** 2
    east = cos(radians(latitude)) * cos(radians(other_latitude)) * sin(radians(other_longitude - longitude) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(min(1.0, sqrt(north + east)))
