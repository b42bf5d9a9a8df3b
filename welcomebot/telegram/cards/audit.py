"""The audit log as administrators read it: when, who by role and number, what, and the thing before and after."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from babel.dates import format_datetime

from welcomebot.domain.act_changes import Change, changes
from welcomebot.domain.staff import Role
from welcomebot.locales.i18n import later
from welcomebot.services.office_ports import Act
from welcomebot.services.staff_names import StaffName
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.staff_names import written_name
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

Card = tuple[Html, Keyboard]

ACTS_A_PAGE = 8
BUTTONS_A_ROW = 4
MOST_CHANGES = 20
LONGEST_VALUE = 160

ACTIONS: Mapping[str, str] = {
    "take": later("took a question"),
    "give-back": later("gave a question back"),
    "reply": later("replied to a question"),
    "send-article": later("sent an answer to a question"),
    "close": later("closed a question without a reply"),
    "reply-to-all": later("replied to everybody who asked the same"),
    "send-article-to-all": later("sent an answer to everybody who asked the same"),
    "close-all": later("closed all questions that ask the same"),
    "answer-news": later("an asker was told of the new answer"),
    "published": later("published an answer"),
    "undone": later("took a change back"),
    "removed": later("removed an answer"),
    "brought-back": later("brought an earlier version back"),
    "add-wording": later("added a wording to an answer"),
    "take-wording-back": later("took a wording back"),
    "still-correct": later("confirmed that it is still correct"),
    "fact-changed": later("changed a fact"),
    "handed-over": later("gave work to a colleague"),
    "announcement-begun": later("began an announcement"),
    "announcement-changed": later("changed an announcement"),
    "announcement-scheduled": later("set the time of an announcement"),
    "announcement-unscheduled": later("took the time of an announcement back"),
    "announcement-cancelled": later("cancelled an announcement"),
    "staff-invited": later("invited somebody"),
    "staff-joined": later("joined the office"),
    "staff-revoked": later("took a role away"),
    "staff-role-changed": later("changed a role"),
    "staff-left": later("left and deleted their data"),
    "employer-approved": later("approved an employer"),
    "employer-refused": later("refused an employer"),
    "vacancy-approved": later("approved a vacancy"),
    "vacancy-sent-back": later("sent a vacancy back"),
    "skill-named": later("said what a word means"),
    "skill-name-undone": later("took a word's meaning back"),
    "word-dropped": later("put a word aside"),
}
KINDS: Mapping[str, str] = {
    "article": later("Answer: {name}"),
    "contact": later("Fact: {name}"),
    "handover": later("Question {name}"),
    "announcement": later("Announcement {name}"),
    "cluster": later("Questions that ask the same as {name}"),
    "work": later("Work on {name}"),
    "vacancy": later("Vacancy {name}"),
    "employer": later("Employer {name}"),
    "skill": later("Skill: {name}"),
    "word": later("Word {name}"),
    "invitation": later("Invitation {name}"),
    "staff": later("{name}"),
}
FIELDS: Mapping[str, str] = {
    "role": later("role"),
    "number": later("number"),
    "state": later("state"),
    "expires_at": later("valid until"),
}


def audit_card(turn: Turn, acts: Sequence[Act], names: Mapping[int, StaffName], *, has_more: bool) -> Card:
    """Return a page of acts, each with a button that shows it whole."""
    tr = turn.tr
    if not acts:
        return Html.of(tr("Nothing is written down yet.")), ()
    lines = [Html.of(tr("{place}. {act}"), place=place, act=_line(turn, act, names)) for place, act in enumerate(acts, start=1)]
    first = str(acts[0].number + 1)
    buttons = [Button(str(place), tap=Callback("audit", ("act", str(act.number), first))) for place, act in enumerate(acts, start=1)]
    rows = [tuple(buttons[i : i + BUTTONS_A_ROW]) for i in range(0, len(buttons), BUTTONS_A_ROW)]
    older = ((Button(tr("Older"), tap=Callback("audit", ("page", str(acts[-1].number)))),),) if has_more else ()
    return Html.join([Html.of(tr("<b>What the office did</b>")), Html.join(lines, "\n")]), (*rows, *older)


def act_card(turn: Turn, act: Act, names: Mapping[int, StaffName], page: str) -> Card:
    """Return one act with what it changed."""
    tr = turn.tr
    found = changes(act.before, act.after)
    parts = [_line(turn, act, names), Html.join([_change(turn, change) for change in found[:MOST_CHANGES]], "\n")]
    if len(found) > MOST_CHANGES:
        hidden = len(found) - MOST_CHANGES
        parts.append(Html.text(tr.plural("{n} more field changed.", "{n} more fields changed.", hidden)))
    if not found:
        parts.append(Html.of(tr("No field changed.")))
    return Html.join(parts), ((Button(tr("Back"), tap=Callback("audit", ("page", page))),),)


def _line(turn: Turn, act: Act, names: Mapping[int, StaffName]) -> Html:
    tr = turn.tr
    who = tr("Nobody of the office") if act.user_id is None else written_name(tr, names.get(act.user_id))
    values = {"when": _moment(turn, act.at), "who": who, "what": tr(ACTIONS.get(act.action, act.action)), "thing": _thing(turn, act.subject)}
    return Html.of(tr("{when} – <b>{who}</b>: {what}. {thing}"), **values)


def _thing(turn: Turn, subject: str) -> str:
    kind, _, name = subject.partition(":")
    tr = turn.tr
    if kind == "work":
        name = _thing(turn, name)
    elif kind == "staff":
        name = _staff_of(turn, name)
    elif kind == "article" and name in turn.services.library.articles:
        texts = turn.services.library.articles[name].texts
        name = texts[turn.language].title if turn.language in texts else name
    return tr(KINDS[kind]).format(name=name) if kind in KINDS else subject


def _staff_of(turn: Turn, key: str) -> str:
    role, _, number = key.rpartition("-")
    return written_name(turn.tr, StaffName(Role(role), int(number))) if role in set(Role) and number.isdecimal() else key


def _change(turn: Turn, change: Change) -> Html:
    tr = turn.tr
    field = tr(FIELDS[change.field]) if change.field in FIELDS else change.field
    before, after = _short(change.before), _short(change.after)
    if change.before is None:
        return Html.of(tr("<i>{field}</i>: {after}"), field=field, after=after)
    if change.after is None:
        return Html.of(tr("<i>{field}</i>: <s>{before}</s>"), field=field, before=before)
    return Html.of(tr("<i>{field}</i>: <s>{before}</s> → {after}"), field=field, before=before, after=after)


def _short(value: str | None) -> str:
    flat = " ".join((value or "").split())
    return flat if len(flat) <= LONGEST_VALUE else f"{flat[:LONGEST_VALUE]}…"


def _moment(turn: Turn, at: datetime) -> str:
    return str(format_datetime(at, "d MMMM y HH:mm", tzinfo=turn.services.zone, locale=turn.language))
