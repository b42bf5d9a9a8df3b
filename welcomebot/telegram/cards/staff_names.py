"""How the people of the office are written: "Curator 2"."""

from welcomebot.domain.staff import Role
from welcomebot.locales.i18n import Translator, later
from welcomebot.services.staff_names import StaffName

NAMES = {
    Role.ADMINISTRATOR: later("Administrator {number}"),
    Role.CURATOR: later("Curator {number}"),
    Role.JOB_DESK: later("Job desk {number}"),
}
ROLES = {
    Role.ADMINISTRATOR: later("Administrator"),
    Role.CURATOR: later("Curator"),
    Role.JOB_DESK: later("Job desk"),
}


def written_name(tr: Translator, name: StaffName | None) -> str:
    """Return what somebody of the office is called; None is somebody who was forgotten."""
    return tr(NAMES[name.role]).format(number=name.number) if name else tr("Somebody who left")


def written_role(tr: Translator, role: Role) -> str:
    """Return the name of a role."""
    return tr(ROLES[role])
