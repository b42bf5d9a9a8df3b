"""Where in the inbox somebody is, in a button and back."""

from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.language import CODES
from welcomebot.domain.short_mark import mark_of
from welcomebot.services.office_ports import HandoverKind
from welcomebot.services.read_inbox import AGES_H, Chosen
from welcomebot.telegram.callback_codec import decode
from welcomebot.telegram.cards.handover import handover_tap
from welcomebot.telegram.cards.inbox_place import NOWHERE, InboxPlace

chosen = st.builds(
    Chosen, kind=st.none() | st.sampled_from(HandoverKind), language=st.none() | st.sampled_from(CODES), hours=st.just(0) | st.sampled_from(AGES_H)
)
places = st.builds(InboxPlace, chosen, st.none() | st.integers(0, 10_000))


@given(places)
def test_a_place_comes_back_from_its_button(place: InboxPlace) -> None:
    tap = decode(place.tap.encode())
    assert tap is not None
    assert InboxPlace.of(tap.args[0]) == place


@given(places, st.integers(1, 999_999_999))
def test_the_longest_button_fits(place: InboxPlace, number: int) -> None:
    assert decode(handover_tap("unword", number, place, mark_of("x")).encode()) is not None


@given(st.text())
def test_a_broken_place_is_a_place_too(data: str) -> None:
    place = InboxPlace.of(data)
    assert (place is None) == (data == NOWHERE)
