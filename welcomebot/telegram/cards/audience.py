"""Whom an announcement goes to: one button a language, a group and a topic, each chosen or not."""

from welcomebot.domain.language import CODES, endonym
from welcomebot.locales.i18n import later
from welcomebot.services.announce import Reach
from welcomebot.services.office_ports import Announcement, Audience
from welcomebot.telegram.cards.announcement import DONE, ann
from welcomebot.telegram.cards.categories import category_name
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

GROUPS = {"seekers": later("People who look for work"), "employers": later("Employers"), "staff": later("People of the office")}
PARTS = ("languages", "groups", "topics")


def audience_card(turn: Turn, one: Announcement, reach: Reach) -> tuple[Html, Keyboard]:
    """Return the choices; nothing chosen in a part means everybody."""
    tr, audience = turn.tr, one.audience
    people = tr.plural("It reaches {n} person now.", "It reaches {n} people now.", reach.total)
    text = tr("<b>Who gets it?</b>\nChoose languages, groups and topics that people follow. Where you choose nothing, everybody gets it.")
    languages = [_toggle(one.number, audience, "languages", code, endonym(code)) for code in CODES]
    groups = [(_toggle(one.number, audience, "groups", group, tr(name)),) for group, name in GROUPS.items()]
    topics = [_toggle(one.number, audience, "topics", topic, category_name(tr, topic)) for topic in turn.services.library.categories()]
    rows = (tuple(languages[:3]), tuple(languages[3:]), *groups, *((topic,) for topic in topics))
    return Html.join([Html.of(text), Html.text(people)]), (*rows, (Button(tr("Back to the announcement"), tap=ann("open", one.number)),))


def toggled(audience: Audience, part: str, value: str) -> Audience:
    """Return the audience with a value chosen that was not, or the other way round; an unknown part changes nothing."""
    if part not in PARTS:
        return audience
    chosen = {name: getattr(audience, name) for name in PARTS}
    return Audience(**{**chosen, part: chosen[part] ^ {value}})


def _toggle(number: int, audience: Audience, part: str, value: str, label: str) -> Button:
    is_chosen = value in getattr(audience, part)
    return Button(f"{DONE if is_chosen else ''}{label}", tap=ann("toggle", number, part, value))
