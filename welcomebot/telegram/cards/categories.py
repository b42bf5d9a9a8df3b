"""The names of the categories."""

from welcomebot.locales.i18n import Translator


def category_name(tr: Translator, category: str) -> str:
    """Return a category's name; one that the office added later is shown by its id."""
    names = {
        "welcome": tr("Welcome and settling in"),
        "residence": tr("Permits and registration"),
        "work": tr("Work and taxes"),
        "study": tr("Languages, school and study"),
        "family": tr("Family and children"),
        "health": tr("Health"),
        "housing": tr("Home"),
        "money": tr("Money and benefits"),
        "everyday": tr("Everyday life"),
        "safety": tr("Safety and rights"),
    }
    return names.get(category, category)
