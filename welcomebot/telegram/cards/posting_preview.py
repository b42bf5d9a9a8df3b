"""An ad before it is published: as the seeker will see it, what it asks for, and how many people meet that."""

from collections.abc import Iterable, Iterator

from welcomebot.domain.vacancies import Asked, Vacancy
from welcomebot.services.count_supply import Supply
from welcomebot.telegram.cards.vacancy_facts import asked_name, capital, facts, label, last_day, listed, titles
from welcomebot.telegram.cards.work_words import language_name
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

MAX_TEXT = 1_500  # characters of the description in a card; the whole message has to fit


def ad_html(turn: Turn, vacancy: Vacancy) -> Html:
    """Return an ad with everything that it says."""
    text = vacancy.description if len(vacancy.description) <= MAX_TEXT else f"{vacancy.description[:MAX_TEXT]}…"
    return Html.join(
        [
            titles(turn, vacancy),
            facts(turn, vacancy, (vacancy.municipality,)),
            Html.of("<blockquote>{text}</blockquote>", text=text) if text else Html(""),
            Html.join(asks(turn, vacancy), "\n"),
            last_day(turn, vacancy),
            _ways_to_apply(turn, vacancy),
        ]
    )


def asks(turn: Turn, vacancy: Vacancy) -> Iterator[Html]:
    """Yield a line for the musts, and one for the wishes."""
    tr = turn.tr
    languages = [f"{language_name(tr, code)} {level.name}" for code, level in vacancy.languages.items()]
    must = dict.fromkeys([*_skills(turn, vacancy.required), *languages, *(label(turn, permit) for permit in vacancy.permits)])
    wish = [name for name in dict.fromkeys(_skills(turn, vacancy.wished)) if name not in must]
    if must:
        yield Html.of(tr("<b>Musts:</b> {skills}"), skills=listed(turn, must))
    if wish:
        yield Html.of(tr("<b>Wishes:</b> {skills}"), skills=listed(turn, wish))


def supply_html(turn: Turn, vacancy: Vacancy, supply: Supply) -> Html:
    """Return how many people meet every must, and what one must less would change. Numbers are rounded, so that nobody can be found out."""
    tr = turn.tr
    if supply.meets_all is None:
        first = tr("<b>Fewer than 5 people meet every must.</b>")
    else:
        first = tr("<b>About {n} people meet every must.</b>").format(n=supply.meets_all)
    if supply.relaxed is None:
        return Html.of(first)
    second = tr("Making this a wish gives about {n}: {requirement}.")
    return Html.join([Html.of(first), Html.of(second, requirement=requirement_name(turn, vacancy, supply.must), n=supply.relaxed)], "\n")


def requirement_name(turn: Turn, vacancy: Vacancy, name: str) -> str:
    """Return what a requirement is called."""
    tr = turn.tr
    kind, _, value = name.partition(":")
    match kind:
        case "language":
            level = vacancy.languages.get(value)
            return capital(f"{language_name(tr, value)} {level.name}" if level else language_name(tr, value))
        case "permit" | "skill":
            return capital(label(turn, value))
        case "experience":
            return tr("Experience")
        case "education":
            return tr("Education")
        case _:
            return value


def _skills(turn: Turn, asked: Iterable[Asked]) -> list[str]:
    return [asked_name(turn, skill) for skill in asked]


def _ways_to_apply(turn: Turn, vacancy: Vacancy) -> Html:
    ways = " · ".join(way for way in (vacancy.phone, vacancy.email, vacancy.apply_url) if way)
    return Html.of(turn.tr("<b>How to apply:</b> {ways}"), ways=ways) if ways else Html("")
