"""What the buttons of vacancies carry, and names that fit them."""

from collections.abc import Sequence

from welcomebot.services.job_ports import StoredVacancy
from welcomebot.telegram.bidi import apart
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.trail import Trail
from welcomebot.telegram.cards.vacancy_facts import own_title, place_names
from welcomebot.telegram.cards.vacancy_view import View
from welcomebot.telegram.turn import Turn

BETWEEN = " · "
MAX_LABEL = 40  # characters of a name in a button; longer ones do not fit a phone


def tap(action: str, view: View, *more: str) -> Callback:
    """Return the tap of an action on the view's vacancy."""
    return Callback(action, (str(view.number), view.trail.packed, *more))


def on(action: str, number: int, trail: Trail) -> Callback:
    """Return the tap of an action on any vacancy of a list."""
    return Callback(action, (str(number), trail.packed))


def names_apart(turn: Turn, ads: Sequence[StoredVacancy]) -> list[str]:
    """Return the names of some vacancies for their buttons; those of the same work also say the employer, or where that is the same, the place."""
    works = [own_title(turn, stored.vacancy) for stored in ads]
    more = [apart(stored.vacancy.employer, turn.language) for stored in ads]
    pairs = list(zip(works, more, strict=True))
    places = [place_names(turn, [stored.vacancy.municipality]) for stored in ads]
    said = [place if pairs.count(pair) > 1 and place else pair[1] for pair, place in zip(pairs, places, strict=True)]
    return [short(work) if works.count(work) == 1 or not other else _both(work, other) for work, other in zip(works, said, strict=True)]


def _both(work: str, other: str) -> str:
    """Return the work and what tells it apart; of both, the work is cut first."""
    room = max(MAX_LABEL - len(other) - len(BETWEEN), MAX_LABEL // 3)
    return short(f"{work if len(work) <= room else work[: room - 1] + '…'}{BETWEEN}{other}")


def short(name: str) -> str:
    """Return a name that fits a button."""
    return name if len(name) <= MAX_LABEL else f"{name[: MAX_LABEL - 1]}…"
