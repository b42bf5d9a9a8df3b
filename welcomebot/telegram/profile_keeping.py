"""Whose profile a turn is about, with everything that the steps depend on."""

from functools import partial

from welcomebot.services.hear_work import Listener
from welcomebot.services.keep_profile import Keeping
from welcomebot.services.profile_offer import offer_for
from welcomebot.telegram.turn import Turn


def keeping_of(turn: Turn) -> Keeping:
    """Return the person's profile as the services keep it."""
    services = turn.services
    offers = partial(offer_for, board=services.board, language=turn.language, today=services.today)
    return Keeping(turn.person, turn.work, services.clock, offers, turn.language)


def listener_of(turn: Turn) -> Listener:
    """Return who hears what the person writes."""
    services = turn.services
    return Listener(turn.person, services.reader, services.answerer, services.board, turn.language)
