"""What is stored about the people whose updates are taken for work: read for many at once, and not a second time by each handler."""

from collections.abc import Sequence

from sqlalchemy import BindParameter, Connection, bindparam, select

from welcomebot.services.ports import Known
from welcomebot.storage.dialogues import dialogue_of
from welcomebot.storage.people import person_of
from welcomebot.storage.tables import DialogueRow, PersonRow

_NUMBERS: BindParameter[int] = bindparam("numbers", expanding=True)
PEOPLE = select(*PersonRow.__table__.columns).where(PersonRow.user_id.in_(_NUMBERS))
DIALOGUES = select(*DialogueRow.__table__.columns).where(DialogueRow.user_id.in_(_NUMBERS))


def known_people(connection: Connection, numbers: Sequence[int]) -> dict[int, Known]:
    """Return what is known of each person, also of those of whom nothing is."""
    if not numbers:
        return {}
    people = {row.user_id: person_of(row) for row in connection.execute(PEOPLE, {"numbers": numbers})}
    dialogues = {row.user_id: dialogue_of(row) for row in connection.execute(DIALOGUES, {"numbers": numbers})}
    return {number: Known(number, people.get(number), dialogues.get(number)) for number in numbers}
