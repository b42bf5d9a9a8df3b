"""Between people who ask and the office: who is told at once of a question that waits, and how replies come back."""

from dataclasses import replace

from welcomebot.domain.staff import Right, StaffTopic
from welcomebot.services.answer_handover import ReplyStep, Taken, Taking, begin
from welcomebot.services.office_ports import Handover, HandoverKind
from welcomebot.services.read_inbox import Office, View, new_view, view_of
from welcomebot.services.reply_to_asker import reply_to_asker, send_article
from welcomebot.services.translate_text import proposed
from welcomebot.telegram.acting import acting
from welcomebot.telegram.addressing import addressed, tell_staff
from welcomebot.telegram.cards.handover import handover_card, title_of
from welcomebot.telegram.cards.inbox_place import InboxPlace
from welcomebot.telegram.cards.machine import offer_card
from welcomebot.telegram.cards.reply import article_reply_card, not_possible_card, reply_card, sent_reply_card
from welcomebot.telegram.turn import Turn


async def office_of(turn: Turn) -> Office:
    """Return who looks at the inbox."""
    return Office(await acting(turn), turn.work, turn.services.clock, turn.services.administrators)


async def tell_office(turn: Turn, number: int | None) -> None:
    """Show a handover to the office's people at once: an emergency with sound, a wish for a human silently while the office is closed.

    What nobody asked for comes to the staff group only; without a group it waits in the inbox.
    """
    view = await new_view(number, work=turn.work) if number else None
    if view is None:
        return
    services, kind = turn.services, view.handover.kind
    is_urgent = kind is HandoverKind.EMERGENCY
    await tell_staff(
        turn,
        lambda reader: handover_card(reader, view),
        right=Right.REPLY,
        topic=StaffTopic.EMERGENCIES if is_urgent else StaffTopic.QUESTIONS,
        is_silent=not is_urgent and not services.calendar.is_open(services.library.contacts, services.clock()),
        is_for_room=kind in (HandoverKind.UNANSWERED, HandoverKind.THUMB_DOWN),
    )


async def asker_of(turn: Turn, handover: Handover) -> Turn | None:
    """Return a turn that writes to whoever asked, in the language of their question; None where nobody can be reached."""
    if handover.user_id is None:
        return None
    reader = await addressed(turn, handover.user_id)
    return reader.speaking(handover.language)


async def offer_translation(turn: Turn, number: int, text: str) -> bool:
    """Offer a machine's translation of a reply that is not in the asker's language; False where there is none to offer."""
    engine, view = turn.services.engine, await view_of(number, await office_of(turn)) if turn.services.engine.is_there else None
    source = await language_of(turn, text)
    if view is None or source == view.handover.language:
        return False
    translated = await proposed(text, source=source, target=view.handover.language, engine=engine)
    if translated is None:
        return False
    await begin(ReplyStep.SURE, number, by=await acting(turn), work=turn.work, clock=turn.services.clock, text=text, translated=translated)
    turn.say(*offer_card(turn, view.handover, translated))
    return True


async def in_own_language(turn: Turn, view: View | None) -> View | None:
    """Return a handover with its words in the reader's language, where a machine translates. To be asked before anything is written."""
    if view is None or view.handover.language == turn.language:
        return view
    words = view.handover
    return replace(view, translated=await proposed(words.text, source=words.language, target=turn.language, engine=turn.services.engine))


async def language_of(turn: Turn, text: str) -> str:
    """Return the language that somebody of the office wrote in."""
    return (await turn.services.answerer.decide(text, language=turn.language)).language


async def send_reply(turn: Turn, number: int, text: str, *, translated: str | None = None) -> None:
    """Send words of somebody of the office to whoever asked, with a machine's translation if one is given, and say what became of them."""
    by, work, clock = await acting(turn), turn.work, turn.services.clock
    if translated is None:
        answered = await reply_to_asker(number, text, await language_of(turn, text), by=by, work=work, clock=clock)
    else:
        view = await view_of(number, await office_of(turn))
        language = view.handover.language if view else turn.language
        answered = await reply_to_asker(number, translated, language, by=by, work=work, clock=clock, original=text)
    if (reader := await _reader(turn, answered)) and answered.handover:
        reader.say(*reply_card(reader, answered.handover, text, translated))
    await _told(turn, answered, None)


async def send_chosen_article(turn: Turn, number: int, article_id: str, place: InboxPlace | None) -> None:
    """Send an article to whoever asked, and say what became of it."""
    title = title_of(turn, article_id)
    answered = await send_article(number, article_id, title, turn.language, by=await acting(turn), work=turn.work, clock=turn.services.clock)
    if (reader := await _reader(turn, answered)) and answered.handover:
        reader.say(*article_reply_card(reader, answered.handover, article_id))
    await _told(turn, answered, place)


async def not_possible(turn: Turn, result: Taking, number: int, place: InboxPlace | None) -> None:
    """Say why somebody of the office cannot answer a handover; in the group the card stays as it is, for whoever can."""
    tell = turn.say if turn.is_in_staff_room else turn.show
    tell(*not_possible_card(turn, result, await view_of(number, await office_of(turn)), place))


async def _reader(turn: Turn, answered: Taken) -> Turn | None:
    if answered.result is not Taking.DONE or answered.handover is None:
        return None
    return await asker_of(turn, answered.handover)


async def _told(turn: Turn, answered: Taken, place: InboxPlace | None) -> None:
    if answered.result is Taking.DONE and answered.handover is not None:
        turn.show(*sent_reply_card(turn, answered.handover, place))
    else:
        await not_possible(turn, answered.result, answered.handover.number if answered.handover else 0, place)
