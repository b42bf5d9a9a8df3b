"""What kinds of work, working times, bases of pay, levels and languages are called in a person's language."""

from babel import Locale

from welcomebot.domain.folding import words
from welcomebot.domain.seekers import Band
from welcomebot.domain.vacancies import Employment, PayBasis, WorkTime
from welcomebot.locales.i18n import Translator, later

WORK_TIMES = {
    WorkTime.FULL_TIME: later("Full-time"),
    WorkTime.PART_TIME: later("Part-time"),
    WorkTime.SHIFT: later("Shift work"),
    WorkTime.EVENING: later("Evenings"),
    WorkTime.NIGHT: later("Nights"),
    WorkTime.WEEKEND: later("Weekends"),
    WorkTime.ON_CALL: later("Called when needed"),
}
EMPLOYMENTS = {
    Employment.PERMANENT: later("Permanent work"),
    Employment.FIXED_TERM: later("Work for a fixed time"),
    Employment.SEASONAL: later("Seasonal work"),
    Employment.SUMMER: later("Summer work"),
    Employment.TRAINEE: later("Trainee place"),
    Employment.APPRENTICESHIP: later("Apprenticeship"),
    Employment.WORK_TRIAL: later("Work trial"),
    Employment.PAY_SUBSIDISED: later("Pay-subsidised work"),
    Employment.ADAPTED: later("Adapted work"),
}
PAY = {
    PayBasis.HOUR: later("Pay by the hour"),
    PayBasis.MONTH: later("Pay by the month"),
    PayBasis.PIECE: later("Pay by the piece"),
    PayBasis.COMMISSION: later("Pay by commission"),
    PayBasis.AGREEMENT: later("Pay by the collective agreement"),
}
# As ads in the region's languages write it, in common spelling.
STARTS = {
    "by agreement": later("By agreement"),
    "to be agreed": later("By agreement"),
    "sopimuksen mukaan": later("By agreement"),
    "enligt överenskommelse": later("By agreement"),
    "asap": later("As soon as possible"),
    "as soon as possible": later("As soon as possible"),
    "heti": later("As soon as possible"),
    "mahdollisimman pian": later("As soon as possible"),
    "genast": later("As soon as possible"),
    "så snart som möjligt": later("As soon as possible"),
}
BANDS = {
    Band.STRONG: later("Fits you very well"),
    Band.GOOD: later("Fits you well"),
    Band.POSSIBLE: later("May fit you"),
    Band.WEAK: later("Fits you little"),
}


def work_time(tr: Translator, time: WorkTime) -> str:
    """Return what a working time is called."""
    return tr(WORK_TIMES[time])


def employment(tr: Translator, kind: Employment) -> str:
    """Return what a kind of work is called."""
    return tr(EMPLOYMENTS[kind])


def pay_basis(tr: Translator, basis: PayBasis) -> str:
    """Return what the pay is counted by."""
    return tr(PAY[basis])


def start_words(tr: Translator, start: str) -> str:
    """Return the usual words about a start in a person's language; empty for others."""
    known = STARTS.get(" ".join(words(start)))
    return tr(known) if known else ""


def band(tr: Translator, level: Band) -> str:
    """Return how well a vacancy fits, in words."""
    return tr(BANDS[level])


def language_name(tr: Translator, code: str) -> str:
    """Return what a language is called; the code where that is not known."""
    return str(Locale(tr.language).languages.get(code, code))
