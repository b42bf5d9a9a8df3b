"""The lines of a match as whole sentences in a person's language: what gives points, what takes them, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale

from welcomebot.domain.haves import LANGUAGE
from welcomebot.domain.language import fallback_order
from welcomebot.domain.matches import Line, LineKind
from welcomebot.domain.places import Places
from welcomebot.domain.skills import Relation, Taxonomy
from welcomebot.locales.i18n import Translator, later

OCCUPATION: Mapping[Relation | None, str] = {
    Relation.SAME: later("You know this work: {asked}."),
    Relation.NARROWER: later("You know a special part of this work: {asked}. Your work: {yours}."),
    Relation.BROADER: later("Your work is more general than this one: {asked}. Your work: {yours}."),
    Relation.SIBLING: later("Your work is like this one: {asked}. Your work: {yours}."),
    None: later("Your work is of the same field: {asked}. Your work: {yours}."),
}
WANTED = later("You want to do this work, or work like it: {asked}.")
COVERED = later("You have skills that this work needs: {asked}.")
ASKED: Mapping[LineKind, str] = {
    LineKind.REQUIRED: later("The ad asks for this skill: {asked}."),
    LineKind.WISHED: later("A plus for the employer: {asked}."),
}
HELD: Mapping[Relation | None, str] = {
    Relation.SAME: later("You have it."),
    Relation.NARROWER: later("You have a special part of it: {yours}."),
    Relation.IMPLIED: later("It belongs to your work: {yours}."),
    Relation.BROADER: later("You have something more general: {yours}."),
    Relation.SIBLING: later("You have something like it: {yours}."),
    Relation.PERHAPS: later("It is often a part of your work: {yours}."),
    None: later("You used the same words."),
}
SPOKEN = later("You speak this language.")
SPOKEN_A_LITTLE = later("{language}: the ad asks for {asks}, you have {has}.")
NOT_SPOKEN = later("{language}: the ad asks for {asks}, you do not speak it yet.")
BOUNDS: Mapping[str, str] = {
    "": later("Something is not said, in the ad or by you. The rest counts more."),
    "ad": later("The ad says too little about the work, so this cannot be a very good match."),
    "skills": later("You did not name any skill that the ad asks for, so this cannot be a very good match."),
    "language": later("The ad asks for much more of a language than you have, so this is a possible match at most."),
    "card": later("You need a permit that takes months to get, so this is a possible match at most."),
    "shared": later("You have a skill that the ad asks for, so it always counts a little."),
    "zero": later("The points do not go below zero."),
}


@dataclass(frozen=True)
class MatchWords:
    """Says the lines of matches in one language."""

    tr: Translator
    taxonomy: Taxonomy
    places: Places

    def sentence(self, line: Line) -> str:
        """Return what a line gives or takes points for."""
        match line.kind:
            case LineKind.OCCUPATION:
                return self._occupation(line)
            case LineKind.REQUIRED | LineKind.WISHED:
                return self._skill(line)
            case LineKind.PREFERENCES:
                return self.tr("The working time suits you.") if "work_times" in line.values else self.tr("The kind of work suits you.")
            case LineKind.LIKENESS:
                return self.tr("Your words are like the words of this ad.")
            case LineKind.SCALED | LineKind.CAP | LineKind.FLOOR:
                return self.tr(BOUNDS[line.values.get("reason", "")])
            case _:
                return self._gap(line)

    def _occupation(self, line: Line) -> str:
        if "wanted" in line.values:
            return self.tr(WANTED).format(asked=self._name(line.concept))
        told = OCCUPATION[line.relation] if line.through else COVERED
        return self.tr(told).format(asked=self._name(line.concept), yours=self._name(line.through))

    def _skill(self, line: Line) -> str:
        asked = self._name(line.concept) if line.concept in self.taxonomy.concepts or line.concept.startswith(LANGUAGE) else line.values["text"]
        held = SPOKEN if line.concept.startswith(LANGUAGE) else HELD[line.relation]
        # Two whole sentences, each of which stands alone.
        return f"{self.tr(ASKED[line.kind]).format(asked=asked)} {self.tr(held).format(yours=self._name(line.through))}"

    def _gap(self, line: Line) -> str:
        tr, values = self.tr, line.values
        match line.kind:
            case LineKind.LANGUAGE:
                told = SPOKEN_A_LITTLE if "has" in values else NOT_SPOKEN
                return tr(told).format(language=_capital(self._language(values["language"])), asks=values["asks"], has=values.get("has", ""))
            case LineKind.CARD:
                return tr("You do not have this permit yet: {card}.").format(card=self._name(line.concept))
            case LineKind.EXPERIENCE:
                return tr("Work experience in years: the ad asks for {asks}, you have {has}.").format(asks=values["asks"], has=values["has"])
            case LineKind.DISTANCE if "km" in values:
                return tr("It is farther than you want to travel, about {km} km: {place}.").format(km=values["km"], place=self._place(values["place"]))
            case LineKind.DISTANCE:
                return tr("It is none of the places that you named: {place}.").format(place=self._place(values["place"]))
            case _:
                return tr("The ad asks for more education than you have.")

    def _name(self, concept: str) -> str:
        if concept.startswith(LANGUAGE):
            return self._language(concept.removeprefix(LANGUAGE))
        known = self.taxonomy.concepts.get(concept)
        return known.label(fallback_order(self.tr.language)) if known else concept

    def _language(self, code: str) -> str:
        return str(Locale(self.tr.language).languages.get(code, code))

    def _place(self, name: str) -> str:
        return self.places.name_of(name, fallback_order(self.tr.language))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
