"""Writing to the office as a state machine."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.dialogue import WRITING_LASTS, OfficeDialogue, OfficeEffect, OfficeEvent, OfficeStep, advance

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def test_next_text_goes_to_the_office_once() -> None:
    state, effect = advance(OfficeDialogue(), OfficeEvent.WANTS_TO_WRITE, NOW)
    assert effect is OfficeEffect.ASK_FOR_TEXT
    state, effect = advance(state, OfficeEvent.WROTE, NOW + timedelta(minutes=5))
    assert effect is OfficeEffect.SEND_TO_OFFICE
    assert advance(state, OfficeEvent.WROTE, NOW) == (OfficeDialogue(), OfficeEffect.NOTHING)


def test_wish_to_write_is_forgotten_after_an_hour() -> None:
    state, _ = advance(OfficeDialogue(), OfficeEvent.WANTS_TO_WRITE, NOW)
    assert advance(state, OfficeEvent.WROTE, NOW + WRITING_LASTS)[1] is OfficeEffect.NOTHING


@given(st.lists(st.tuples(st.sampled_from(list(OfficeEvent)), st.timedeltas(timedelta(0), timedelta(hours=3)))))
def test_text_reaches_the_office_only_after_a_wish_that_still_holds(history: list[tuple[OfficeEvent, timedelta]]) -> None:
    state, now, wished_at = OfficeDialogue(), NOW, None
    for event, pause in history:
        now += pause
        state, effect = advance(state, event, now)
        if effect is OfficeEffect.SEND_TO_OFFICE:
            assert wished_at is not None
            assert now - wished_at < WRITING_LASTS
        wished_at = now if event is OfficeEvent.WANTS_TO_WRITE else None
        assert (state.step is OfficeStep.WRITING) == (event is OfficeEvent.WANTS_TO_WRITE)
