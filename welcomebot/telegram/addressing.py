"""Writing to somebody else than the person of this turn: an employer, a seeker, the office's people."""

from collections.abc import Callable
from dataclasses import replace

from welcomebot.domain.staff import Right, StaffTopic
from welcomebot.services.know_person import find_person
from welcomebot.services.ports import Person
from welcomebot.services.staff_rights import staff_with
from welcomebot.telegram.effects import Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.staff_room import REGION, StaffRoom, staff_room
from welcomebot.telegram.turn import Turn


async def addressed(turn: Turn, user_id: int) -> Turn:
    """Return a turn that writes to another person, in their own language."""
    person = await find_person(user_id, work=turn.work)
    return replace(
        turn,
        person=person,
        chat_id=user_id,
        thread_id=None,
        is_in_staff_room=False,
        language=person.language or REGION,
        text="",
        tapped_message_id=None,
        tap=None,
    )


async def tell_staff(
    turn: Turn,
    card: Callable[[Turn], tuple[Html, Keyboard]],
    *,
    right: Right,
    topic: StaffTopic = StaffTopic.QUESTIONS,
    is_silent: bool = False,
    is_for_room: bool = False,
) -> None:
    """Send a card to the topic of the staff group, or to each of the office's people who have a right, in their own language.

    An emergency goes to both: nobody may miss it because the group is quiet on their phone. What is for the room only waits elsewhere where there is none.
    """
    room = await staff_room(turn.services, turn.work)
    if room is not None:
        reader = in_room(turn, room, topic)
        reader.say(*card(reader), is_silent=is_silent)
    if not is_for_room and (room is None or topic is StaffTopic.EMERGENCIES):
        for user_id in await staff_with(right, turn.services.administrators, work=turn.work):
            reader = await addressed(turn, user_id)
            reader.say(*card(reader), is_silent=is_silent)


def in_room(turn: Turn, room: StaffRoom, topic: StaffTopic) -> Turn:
    """Return a turn that writes to a topic of the staff group."""
    return replace(
        turn,
        person=Person(0, language=REGION),
        chat_id=room.chat_id,
        thread_id=room.thread_of(topic),
        is_in_staff_room=True,
        language=REGION,
        text="",
        username="",
        tapped_message_id=None,
        tap=None,
    )
