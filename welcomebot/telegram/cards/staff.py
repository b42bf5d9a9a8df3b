"""What administrators see of the office's people, and what somebody sees who joins."""

from collections.abc import Sequence

from welcomebot.domain.language import endonym
from welcomebot.domain.staff import Role
from welcomebot.locales.i18n import later
from welcomebot.services.invite_staff import PAYLOAD, Colleague, InvitationProblem
from welcomebot.services.staff_names import StaffName
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.facts import day
from welcomebot.telegram.cards.staff_names import written_name, written_role
from welcomebot.telegram.commands import staff_commands
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

Card = tuple[Html, Keyboard]

DUTIES = {
    Role.ADMINISTRATOR: later("may do everything, also invite people and let them go"),
    Role.CURATOR: later("answers newcomers and writes answers"),
    Role.JOB_DESK: later("approves employers and vacancies"),
}
PROBLEMS = {
    InvitationProblem.UNKNOWN: later("I do not know this invitation. Please ask your administrator for a new one."),
    InvitationProblem.USED: later("This invitation was used already. Each one works once. Please ask your administrator for a new one."),
    InvitationProblem.EXPIRED: later("This invitation is no longer valid. Please ask your administrator for a new one."),
    InvitationProblem.ALREADY_STAFF: later("You belong to the Welcome Office already. The invitation was not used; you can give it to somebody else."),
}


def invite_card(turn: Turn) -> Card:
    """Return the roles that somebody can be invited for."""
    tr = turn.tr
    lines = [Html.of(tr("{role}: {duty}"), role=written_role(tr, role), duty=tr(DUTIES[role])) for role in Role]
    rows = tuple((Button(written_role(tr, role), tap=Callback("invite", (role.value,))),) for role in Role)
    return Html.join([Html.of(tr("<b>Whom do you want to invite?</b>")), Html.join(lines, "\n")]), rows


def invited_card(turn: Turn, role: Role) -> Card:
    """Return what to do with the invitation that follows."""
    text = turn.tr("Forward the next message to the person. The link is valid for 24 hours and works once. Role: {role}.")
    return Html.of(text, role=written_role(turn.tr, role)), ((_back(turn),),)


def forwardable(turn: Turn, secret: str) -> Html:
    """Return the invitation as the invited person gets it."""
    link = f"https://t.me/{turn.bot_name}?start={PAYLOAD}{secret}"
    return Html.of(turn.tr("You are invited to work with the Welcome Office of Kokkola in Telegram. Open this link and press Start: {link}"), link=link)


def staff_card(turn: Turn, found: Sequence[Colleague]) -> Card:
    """Return everybody who belongs to the office, each with a button."""
    tr = turn.tr
    lines = Html.join([_line(turn, colleague) for colleague in found], "\n")
    rows = tuple((Button(written_name(tr, colleague.name), tap=_tap("show", colleague.name.key)),) for colleague in found if not colleague.is_first)
    return Html.join([Html.of(tr("<b>People of the Welcome Office</b>")), lines]), (*rows, (Button(tr("Invite somebody"), tap=Callback("invite", ("-",))),))


def colleague_card(turn: Turn, colleague: Colleague) -> Card:
    """Return one of the office's people with what can be done."""
    tr, key = turn.tr, colleague.name.key
    if colleague.is_first:
        return first_administrator_card(turn)
    roles = tuple(
        (Button(tr("Make this person: {role}").format(role=written_role(tr, role)), tap=_tap("role", key, role.value)),)
        for role in Role
        if role is not colleague.name.role
    )
    return _line(turn, colleague), (*roles, (Button(tr("Take the role away"), tap=_tap("revoke", key)),), (_back(turn),))


def revoke_card(turn: Turn, colleague: Colleague) -> Card:
    """Ask once before somebody loses their role."""
    tr, key = turn.tr, colleague.name.key
    is_me = colleague.user_id == turn.person.user_id
    warning = tr("<b>This is you.</b> You will not be able to come back without a new invitation.") if is_me else ""
    question = Html.of(tr("Take the role away from {name}? They lose every right at once. What they took waits again."), name=written_name(tr, colleague.name))
    rows = ((Button(tr("Yes, take it away"), tap=_tap("revoked", key)),), (Button(tr("No, keep it"), tap=_tap("show", key)),))
    return Html.join([Html.of(warning), question]), rows


def revoked_card(turn: Turn, colleague: Colleague) -> Card:
    """Return the news that somebody lost their role."""
    return Html.of(turn.tr("{name} no longer belongs to the Welcome Office."), name=written_name(turn.tr, colleague.name)), ((_back(turn),),)


def changed_role_card(turn: Turn, before: str, colleague: Colleague) -> Card:
    """Return the news of another role, and of the name that comes with it."""
    return Html.of(turn.tr("{before} is now {after}."), before=before, after=written_name(turn.tr, colleague.name)), ((_back(turn),),)


def first_administrator_card(turn: Turn) -> Card:
    """Return why this role cannot be changed here."""
    text = turn.tr("The first administrators are named in the settings of this service. Only there they can be changed, so that nobody locks the office out.")
    return Html.of(text), ((_back(turn),),)


def gone_card(turn: Turn) -> Card:
    """Return the reply to a button about somebody who is not there in this role any more."""
    return Html.of(turn.tr("This changed meanwhile. Perhaps a colleague was faster.")), ((_back(turn),),)


def joined_card(turn: Turn, name: StaffName) -> Card:
    """Greet a new member with what they can do."""
    tr = turn.tr
    head = Html.of(tr("<b>Welcome to the office!</b> You are {name} now. Newcomers see your role, never your name."), name=written_name(tr, name))
    return Html.join([head, commands_of_role(turn, name.role)]), ()


def told_role_card(turn: Turn, name: StaffName) -> Card:
    """Tell somebody that they have another role."""
    head = Html.of(turn.tr("Your role in the Welcome Office changed: you are {name} now."), name=written_name(turn.tr, name))
    return Html.join([head, commands_of_role(turn, name.role)]), ()


def told_revoked_card(turn: Turn) -> Card:
    """Tell somebody that they have no role any more."""
    return Html.of(turn.tr("Your role in the Welcome Office ended. You can use this bot as everybody else does.")), ()


def problem_card(turn: Turn, problem: InvitationProblem) -> Card:
    """Return why an invitation lets nobody in."""
    return Html.of(turn.tr(PROBLEMS[problem])), ()


def commands_of_role(turn: Turn, role: Role) -> Html:
    """Return the commands of a role, a line each."""
    return Html.join([Html.text(f"/{command} – {description}") for command, description in staff_commands(turn.tr, role)], "\n")


def _line(turn: Turn, colleague: Colleague) -> Html:
    tr, language = turn.tr, endonym(colleague.language) if colleague.language else "–"
    name = written_name(tr, colleague.name)
    if colleague.since is None:
        return Html.of(tr("{name}: named in the settings, {language}"), name=name, language=language)
    since = day(colleague.since.astimezone(turn.services.zone).date(), turn.language)
    return Html.of(tr("{name}: since {day}, {language}"), name=name, day=since, language=language)


def _tap(verb: str, *args: str) -> Callback:
    return Callback("colleague", (verb, *args))


def _back(turn: Turn) -> Button:
    return Button(turn.tr("People of the office"), tap=_tap("list"))
