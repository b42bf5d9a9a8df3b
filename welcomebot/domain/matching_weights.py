"""Every number of the score. Who changes one raises VERSION, so that a stored explanation can be told from a new one.

Points are counted in whole hundred-thousandths: sums of whole numbers are the same in every order and on every computer.
"""

from collections.abc import Mapping

from welcomebot.domain.seekers import Band
from welcomebot.domain.skills import WORTH, Relation

VERSION = 1

POINT = 100_000  # hundred-thousandths
FULL = 100 * POINT

# The parts of a score; what an ad does not state is left out and the rest scaled.
OCCUPATION, REQUIRED, WISHED, PREFERENCES = 35 * POINT, 40 * POINT, 10 * POINT, 15 * POINT
WORK_TIME, EMPLOYMENT = 10 * POINT, 5 * POINT  # the two halves of PREFERENCES
LIKENESS = 20 * POINT  # where nothing that a person wrote names a concept, and its meaning is like the ad's

# What having something is worth for what is asked, in hundredths.
SHARE = 100
WORTHS: Mapping[Relation, int] = {relation: round(worth * SHARE) for relation, worth in WORTH.items()}
SAME_WORDS = 80  # an ad and a person use the same words, which name no concept
NEW_FIELD = 70  # an occupation that somebody wants to do and has not done
NEAR_WORK: Mapping[int, int] = {3: 20, 2: 10}  # work of the same ISCO-08 minor or sub-major group, by the first digits of the unit group
COVERED, LEAST_COVERED = 50, 10  # all essential skills of an occupation that somebody did not work in; less than a fifth of them is chance
SHARED = 50  # a required skill that is worth at least this is shared; a neighbour of it is not

# How much a skill counts by how few ads ask for it, in hundredths.
RAREST, COMMONEST = 200, 50
NOT_LINKED = 50  # words that name no concept tell little of anybody

# Deductions.
LANGUAGE_STEP, LANGUAGE_MOST = 6 * POINT, 24 * POINT
CARD = 4 * POINT  # one that is learned in days or weeks
LONG_CARD = 10 * POINT  # one that takes months or years and must come first
EDUCATION = 8 * POINT
DISTANCE = 10 * POINT
EXPERIENCE_YEAR, EXPERIENCE_MOST = 3 * POINT, 9 * POINT

# Bounds of the score.
SAYS_TOO_LITTLE = 69 * POINT  # an ad without its occupation or its skills, or no required skill shared: never strong
BARRIER = 49 * POINT  # a language gap of BARRIER_STEPS or a card that takes months: never good
BARRIER_STEPS = 2
LEAST = 5 * POINT  # for a shared required skill, whatever is missing

BANDS: Mapping[Band, int] = {Band.STRONG: 70, Band.GOOD: 50, Band.POSSIBLE: 35, Band.WEAK: 0}  # from this score on
