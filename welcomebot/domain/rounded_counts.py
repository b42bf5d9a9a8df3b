"""How many people a count may tell of.

The rule: fewer than five are never told apart, and every other number is rounded to the nearest five. So no number tells of one
person, and neither does the difference of two: who changes one requirement and looks again learns nothing about a single seeker.
"""

LEAST = 5
STEP = 5


def rounded(count: int) -> int | None:
    """Return the number to show, or None for "fewer than 5"."""
    return None if count < LEAST else STEP * ((count + STEP // 2) // STEP)
