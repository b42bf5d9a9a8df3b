"""Narrowing a list of vacancies: by place, time, kind of work, and to what goes without Finnish."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from welcomebot.domain.places import Places
from welcomebot.domain.vacancies import REMOTE
from welcomebot.services.find_vacancies import Found, Looking, looking
from welcomebot.services.not_for_me import LETTERS
from welcomebot.services.vacancy_filters import Filters, goes_without_finnish
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.trail import KINDS, Trail, mark
from welcomebot.telegram.cards.vacancy_facts import place_name
from welcomebot.telegram.cards.vacancy_view import results_of
from welcomebot.telegram.cards.work_words import employment, work_time
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

ON, OFF = "☑", "☐"
MAX_PLACES = 6
TIME, KIND, PLACE, FINNISH, LANGUAGES = "t", "k", "p", "f", "l"
Row = tuple[Button, ...]


async def filter_page(turn: Turn, trail: Trail) -> tuple[Html, Keyboard]:
    """Return the filters with how many vacancies each leaves, and the way to the narrowed list."""
    tr, filters = turn.tr, trail.filters
    person = await looking(turn.person.user_id, work=turn.work)
    now = await results_of(turn, trail, person)
    everything = await results_of(turn, Trail(Filters(with_hidden=filters.with_hidden, with_weak=filters.with_weak), trail.phrase), person)
    title = tr("<b>Narrow the search: {phrase}</b>") if trail.phrase else tr("<b>Narrow the list</b>")
    text = Html.join([Html.of(title, phrase=trail.phrase), Html.of(tr("This counts for this list only. Your settings stay as they are."))])
    show = Button(tr.plural("Show {n} vacancy", "Show {n} vacancies", len(now.shown)), tap=Callback("matches", ("0", trail.packed)))
    rows = _rows([*_chips(turn, trail, everything.shown)])
    keep = _keep(turn, person, trail)
    clear = (Button(tr("Clear all filters"), tap=Callback("v-list", (Trail(phrase=trail.phrase).packed,))),) if filters.are_set else ()
    return text, tuple(row for row in (*rows, keep, clear, (show,)) if row)


def narrowed(trail: Trail, choice: str, places: Places) -> Trail:
    """Return the trail with one filter switched."""
    filters, kind, name = trail.filters, choice[:1], choice[1:]
    match kind:
        case "t":
            chosen = frozenset(time for time, letter in LETTERS.items() if letter == name)
            filters = replace(filters, times=filters.times ^ chosen)
        case "k" if name.isdecimal() and int(name) < len(KINDS):
            filters = replace(filters, kinds=filters.kinds ^ {KINDS[int(name)]})
        case "p":
            place = next((known for known in places.places if mark(known) == name), "")
            filters = replace(filters, place="" if place == filters.place else place)
        case "f":
            filters = replace(filters, no_finnish=not filters.no_finnish)
        case "l":
            filters = replace(filters, speaks_enough=not filters.speaks_enough)
    return Trail(filters, trail.phrase)


def _chips(turn: Turn, trail: Trail, found: tuple[Found, ...]) -> Iterator[Button]:
    tr, filters, places = turn.tr, trail.filters, turn.services.board.places
    ads = [each.stored.vacancy for each in found]

    def chip(choice: str, name: str, count: int, *, is_on: bool) -> Button:
        return Button(f"{ON if is_on else OFF} {name} ({count})", tap=Callback("v-pick", (choice, trail.packed)))

    if without := sum(map(goes_without_finnish, ads)):
        yield chip(FINNISH, tr("No Finnish needed"), without, is_on=filters.no_finnish)
    by_place = Counter(places.id_of(name) for each in found for name in each.places if name != REMOTE and places.find(name))
    for place, count in by_place.most_common(MAX_PLACES):
        yield chip(PLACE + mark(place), place_name(turn, place), count, is_on=filters.place == place)
    by_time = Counter(time for ad in ads for time in ad.work_times)
    for time in (time for time in LETTERS if by_time[time]):
        yield chip(TIME + LETTERS[time], work_time(tr, time), by_time[time], is_on=time in filters.times)
    by_kind = Counter(ad.employment for ad in ads)
    for n, kind in ((n, kind) for n, kind in enumerate(KINDS) if by_kind[kind]):
        yield chip(KIND + str(n), employment(tr, kind), by_kind[kind], is_on=kind in filters.kinds)


def _keep(turn: Turn, person: Looking, trail: Trail) -> Row:
    """Offer to make "no Finnish needed" a setting."""
    if not trail.filters.no_finnish or person.profile is None or person.profile.wishes.no_finnish_needed:
        return ()
    return (Button(turn.tr("Keep “no Finnish needed” as my setting"), tap=Callback("v-keep", (trail.packed,))),)


def _rows(buttons: list[Button]) -> list[Row]:
    return [tuple(buttons[n : n + 2]) for n in range(0, len(buttons), 2)]


def kept_card(turn: Turn, trail: Trail) -> tuple[Html, Keyboard]:
    """Return the receipt for the setting, and the way back to the list."""
    tr = turn.tr
    text = Html.of(tr("<b>Setting changed:</b> work that needs Finnish is hidden from now on. You find this under Settings in /jobs."))
    return text, ((Button(tr("Show the vacancies"), tap=Callback("matches", ("0", trail.packed))),),)
