"""The office's figures as pictures.

Importing matplotlib takes half a second and 40 MB, so this module is imported by whoever draws, when they draw. Its fonts do not join Arabic
letters: labels are language codes and numbers, and words stand in the caption, which Telegram draws.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from welcomebot.domain.figures import Figures
from welcomebot.domain.language import CODES
from welcomebot.domain.rounded_counts import rounded

WIDTH_IN, DPI = 8, 130
# Told apart also by somebody who does not see red and green apart (Okabe and Ito, 2008).
COLOURS = {"fi": "#0072B2", "sv": "#E69F00", "en": "#009E73", "uk": "#F0E442", "ru": "#CC79A7", "ar": "#56B4E9"}
OTHER = "#999999"
FOUND, CHOICES, REFUSED = "#0072B2", "#56B4E9", "#D55E00"


@dataclass(frozen=True)
class Words:
    """The words of the pictures; in Arabic the caption says them and the picture goes without."""

    questions: str = ""
    answered: str = ""
    choices: str = ""
    refused: str = ""
    wanted: str = ""
    known: str = ""


def questions_by_day(figures: Figures, words: Words) -> bytes:
    """Return a picture of the questions of each day by language; a count under five is left out."""
    figure, axes = _page(4.0)
    days = sorted(figures.by_day)
    bottom = [0] * len(days)
    for code in _codes(figures.languages):
        heights = [rounded(figures.by_day[day].get(code, 0)) or 0 for day in days]
        axes.bar([day.strftime("%d.%m.") for day in days], heights, bottom=bottom, color=COLOURS.get(code, OTHER), label=code, edgecolor="white")
        bottom = [low + height for low, height in zip(bottom, heights, strict=True)]
    axes.set_ylabel(words.questions)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    _legend(axes)
    if len(days) > 10:  # noqa: PLR2004 - more dates than this do not fit beside each other
        axes.set_xticks(axes.get_xticks()[:: len(days) // 8])
    return _png(figure)


def outcomes_by_language(figures: Figures, words: Words) -> bytes:
    """Return a picture of what came of the questions of each language, in percent; languages with too few questions are left out."""
    shown = [code for code in _codes(figures.languages) if figures.languages[code].share_found is not None][::-1]
    figure, axes = _page(1.2 + 0.5 * max(1, len(shown)))
    left = [0.0] * len(shown)
    for name, label, colour in (("answered", words.answered, FOUND), ("choices", words.choices, CHOICES), ("refused", words.refused, REFUSED)):
        shares = [100 * getattr(figures.languages[code], name) / figures.languages[code].asked for code in shown]
        bars = axes.barh(shown, shares, left=left, color=colour, label=label or name, edgecolor="white")
        axes.bar_label(bars, labels=[f"{share:.0f} %" if share >= 8 else "" for share in shares], label_type="center", color="white")  # noqa: PLR2004
        left = [start + share for start, share in zip(left, shares, strict=True)]
    axes.set_xlim(0, 100)
    _legend(axes)
    return _png(figure)


def supply_and_demand(figures: Figures, names: Sequence[str], words: Words) -> bytes:
    """Return a picture of what open ads ask for beside how many seekers know it; `names` are those of the skills, in their order."""
    skills = list(zip(figures.skills, names, strict=True))[::-1]
    figure, axes = _page(1.4 + 0.55 * max(1, len(skills)))
    places = range(len(skills))
    height = 0.4
    axes.barh([place + height / 2 for place in places], [skill.wanted for skill, _ in skills], height, color=REFUSED, label=words.wanted or "+")
    axes.barh([place - height / 2 for place in places], [rounded(skill.known) or 0 for skill, _ in skills], height, color=FOUND, label=words.known or "−")
    axes.set_yticks(list(places), [name for _, name in skills])
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    _legend(axes)
    return _png(figure)


def _codes(languages: Mapping[str, object]) -> list[str]:
    return [code for code in CODES if code in languages] + sorted(code for code in languages if code not in CODES)


def _page(height_in: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(WIDTH_IN, height_in), dpi=DPI, layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(length=0)
    return figure, axes


def _legend(axes: Axes) -> None:
    if axes.get_legend_handles_labels()[0]:
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=6, frameon=False)


def _png(figure: Figure) -> bytes:
    made = BytesIO()
    figure.savefig(made, format="png")
    return made.getvalue()
