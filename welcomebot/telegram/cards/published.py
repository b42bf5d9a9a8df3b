"""What the office's people see of something that was published, and of its history."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from babel.dates import format_datetime

from welcomebot.domain.knowledge import Article
from welcomebot.domain.language import CODES, endonym
from welcomebot.domain.short_mark import mark_of
from welcomebot.domain.text_diff import Change, Piece
from welcomebot.locales.i18n import later
from welcomebot.services.office_ports import Act, NewsKind
from welcomebot.services.publish_text import PUBLISH, REMOVE, UNDO, Obstacle, Published
from welcomebot.services.revisions import BROUGHT_BACK, Part, Revision, Side, TextChange
from welcomebot.services.staff_names import StaffName
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.draft import history_button
from welcomebot.telegram.cards.handover import handover_tap
from welcomebot.telegram.cards.staff_names import written_name
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

Card = tuple[Html, Keyboard]
Names = Mapping[int, StaffName]

OBSTACLES = {
    Obstacle.GONE: later("This draft is gone. Perhaps a colleague published it or threw it away."),
    Obstacle.DONE: later("This was taken back already."),
    Obstacle.CHANGED: later("A colleague changed this answer meanwhile. Nothing was overwritten. Look at the history."),
    Obstacle.UNREADY: later("This cannot be published yet. Look at the warnings of the draft."),
    Obstacle.LATE: later("The ten minutes for taking it back are over. In the history you can bring back how it was before."),
}
ACTIONS = {
    PUBLISH: later("published a text"),
    UNDO: later("took a publishing back"),
    REMOVE: later("removed the answer"),
    BROUGHT_BACK: later("brought an older version back"),
    "still-correct": later("said that it is still correct"),
    "add-wording": later("added a question"),
    "take-wording-back": later("took a question back"),
}
PARTS = {Part.TITLE: later("Title"), Part.BODY: later("Text"), Part.QUESTIONS: later("Questions")}
WAYS = {Side.AFTER: later("Bring this back"), Side.BEFORE: later("Bring back how it was before")}


def published_card(turn: Turn, published: Published) -> Card:
    """Return that a text is live, what is still missing, and the ways back."""
    tr, article = turn.tr, published.article
    title = article.texts[published.language].title
    head = tr("<b>Published: {title}</b>") if published.is_fresh else tr("<b>Published already: {title}</b>")
    parts = [Html.of(head, title=title), Html.of(tr("It answers people in a few seconds. Language: {language}."), language=endonym(published.language))]
    if missing := [endonym(code) for code in CODES if code not in article.texts]:
        parts.append(Html.of(tr("Still missing, and on the list of work (/work): {languages}."), languages=", ".join(missing)))
    news = (_told(turn, tell=True, kind=published.news) if published.news else _told(turn, tell=False)) if published.is_fresh else Html("")
    buttons = published_buttons(turn, published.act, article.id, tells=published.news is not None, is_fresh=published.is_fresh)
    if published.waiting is None:
        return Html.join([*parts, news]), buttons
    waits = Html.of(tr("<b>Whoever asked is still waiting for a reply.</b>"))
    send = Button(tr("Send them this answer"), tap=handover_tap("send", published.waiting, None, mark_of(article.id)))
    return Html.join([*parts, news, waits]), ((send,), *buttons)


def published_buttons(turn: Turn, act: int, article_id: str, *, tells: bool, is_fresh: bool = True) -> Keyboard:
    """Return the ways on from something that was published."""
    tr, number = turn.tr, str(act)
    label = tr("Tell nobody: a small fix") if tells else tr("Tell people about it")
    switch = ((Button(label, tap=Callback("pubnews", (number, "off" if tells else "on"))),),) if is_fresh else ()
    return ((Button(tr("Undo (10 minutes)"), tap=Callback("pubundo", (number,))), history_button(turn, article_id)), *switch)


def news_card(turn: Turn, act: Act, *, tell: bool) -> Card:
    """Return the decision whether people hear of it."""
    article_id = act.subject.partition(":")[2]
    return _told(turn, tell=tell), published_buttons(turn, act.number, article_id, tells=tell)


def undone_card(turn: Turn, article: Article | None, article_id: str) -> Card:
    """Return that a publishing was taken back."""
    tr = turn.tr
    text = tr("<b>Taken back.</b> The answer is as it was before.") if article else tr("<b>Taken back.</b> The answer is gone again, and nobody is told of it.")
    return Html.of(text), ((history_button(turn, article_id),),)


def obstacle_card(turn: Turn, obstacle: Obstacle, article_id: str = "") -> Card:
    """Return why something was not done."""
    return Html.of(turn.tr(OBSTACLES[obstacle])), ((history_button(turn, article_id),),) if article_id else ()


def history_card(turn: Turn, article_id: str, title: str, acts: Sequence[Act], names: Names) -> Card:
    """Return who did what to an article, each with the way to see it."""
    tr = turn.tr
    head = Html.of(tr("<b>History of: {title}</b>"), title=title or article_id)
    if not acts:
        return Html.join([head, Html.of(tr("Nobody has changed it in the chat yet."))]), ()
    lines = [_line(turn, act, names) for act in acts]
    rows = tuple((Button(_when(act.at, turn), tap=Callback("revision", (str(act.number),))),) for act in acts)
    return Html.join([head, Html.join(lines, "\n"), Html.of(tr("Tap a date to see what changed."))]), rows


def found_card(turn: Turn, found: Sequence[tuple[str, str]]) -> Card:
    """Return the articles that fit some words, by id and title."""
    if not found:
        return Html.of(turn.tr("No answer fits these words. Write /history and a few words of its title.")), ()
    return Html.of(turn.tr("<b>Which answer do you mean?</b>")), tuple((Button(title, tap=Callback("history", (article_id,))),) for article_id, title in found)


def revision_card(turn: Turn, revision: Revision, names: Names) -> Card:
    """Return what one act changed: what went struck through, what came underlined."""
    tr, act = turn.tr, revision.act
    blocks = [_change(turn, change) for change in revision.changes] or [Html.of(tr("No word changed."))]
    rows = [(Button(tr(WAYS[side]), tap=Callback("bringback", (str(act.number), side, str(revision.latest)))),) for side in revision.ways]
    return Html.join([_line(turn, act, names), *blocks]), (*rows, (history_button(turn, revision.article_id),))


def brought_back_card(turn: Turn, article: Article) -> Card:
    """Return that a former version is the answer again."""
    text = turn.tr("<b>Brought back.</b> The older version answers people in a few seconds. This can be taken back in the history.")
    return Html.of(text), ((history_button(turn, article.id),),)


def changed_meanwhile_card(turn: Turn, revision: Revision, names: Names) -> Card:
    """Return the newest act, which whoever wanted to bring something back had not seen."""
    notice = Html.of(turn.tr("A colleague changed this answer meanwhile. Nothing was overwritten. This is what they did:"))
    html, keyboard = revision_card(turn, revision, names)
    return Html.join([notice, html]), keyboard


def _told(turn: Turn, *, tell: bool, kind: NewsKind | None = None) -> Html:
    tr = turn.tr
    if not tell:
        return Html.of(tr("Nobody is told of this change."))
    if kind is NewsKind.CORRECTION:
        return Html.of(tr("It says something else than before: in ten minutes, people who got the old answer and wanted to hear of changes are told."))
    return Html.of(tr("In ten minutes, people who wait for this answer are told."))


def _line(turn: Turn, act: Act, names: Names) -> Html:
    name = written_name(turn.tr, names.get(act.user_id) if act.user_id is not None else None)
    done = turn.tr(ACTIONS[act.action]) if act.action in ACTIONS else act.action
    return Html.of("{when}: {name}: {done}", when=_when(act.at, turn), name=name, done=done)


def _when(at: datetime, turn: Turn) -> str:
    return str(format_datetime(at.astimezone(turn.services.zone), "d MMMM y HH:mm", locale=turn.language))


def _change(turn: Turn, change: TextChange) -> Html:
    head = Html.of("<b>{language}: {part}</b>", language=endonym(change.language), part=turn.tr(PARTS[change.part]))
    return Html.join([head, Html.join([_piece(piece) for piece in change.pieces], "")], "\n")


def _piece(piece: Piece) -> Html:
    templates: dict[Change, str] = {Change.REMOVED: "<s>{text}</s>", Change.ADDED: "<b><u>{text}</u></b>"}
    return Html.of(templates.get(piece.change, "{text}"), text=piece.text)
