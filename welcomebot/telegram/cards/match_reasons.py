"""Why a vacancy fits: the scorer's own lines as sentences, a few of them or all with the points that add up to the score."""

from welcomebot.domain.matches import LineKind, Match
from welcomebot.locales.match_lines import MatchWords
from welcomebot.telegram.cards.work_words import band
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

MOST = 6
BOUNDS = frozenset({LineKind.SCALED, LineKind.CAP, LineKind.FLOOR})  # they say how the points are counted, not why
MINUS = "\u2212"


def reasons(turn: Turn, match: Match) -> list[Html]:
    """Return what speaks for a vacancy, the weightiest first; what is missing is told apart."""
    words = _words(turn)
    gives = sorted((line for line in match.lines if line.points > 0 and line.kind not in BOUNDS), key=lambda line: -line.points)
    # What an ad asks for twice, or as a must and as a wish, is one reason.
    musts = {line.concept for line in gives if line.kind is LineKind.REQUIRED}
    told = dict.fromkeys(words.sentence(line) for line in gives if line.kind is not LineKind.WISHED or line.concept not in musts)
    return [Html.of("✓ {reason}", reason=reason) for reason in list(told)[:MOST]]


def all_points(turn: Turn, match: Match) -> Html:
    """Return every line with its points, and their sum."""
    words = _words(turn)
    lines = [Html.of("<b>{points}</b> {reason}", points=signed(line.points), reason=words.sentence(line)) for line in match.lines]
    total = Html.of(turn.tr("<b>Together: {score} of 100.</b> {band}."), score=match.score, band=band(turn.tr, match.band))
    return Html.join([*lines, Html.join([Html(""), total])], "\n")


def signed(points: int) -> str:
    """Return points with their sign."""
    return f"+{points}" if points > 0 else f"{MINUS}{-points}"


def _words(turn: Turn) -> MatchWords:
    board = turn.services.board
    return MatchWords(turn.tr, board.taxonomy, board.places)
