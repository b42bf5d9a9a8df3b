"""What an act changed."""

from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.act_changes import Change, changes

THINGS = st.none() | st.dictionaries(
    st.text("abc", min_size=1),
    st.recursive(st.none() | st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text("xyz", min_size=1), inner)),
)


def test_only_fields_that_differ_are_named_by_their_path() -> None:
    before = {"title": "Tax card", "texts": {"en": {"body": "old"}, "fi": {"body": "same"}}, "related": ["rent"]}
    after = {"title": "Tax card", "texts": {"en": {"body": "new"}, "fi": {"body": "same"}}, "related": ["rent", "kela"]}
    assert changes(before, after) == (Change("texts.en.body", "old", "new"), Change("related", "rent", "rent, kela"))


def test_beginning_and_end_of_a_thing() -> None:
    assert changes(None, {"role": "curator", "note": None}) == (Change("role", None, "curator"),)
    assert changes({"role": "curator"}, None) == (Change("role", "curator", None),)
    assert changes(None, None) == ()


def test_list_of_things_is_told_thing_by_thing() -> None:
    assert changes({"sources": [{"url": "a"}]}, {"sources": [{"url": "b"}]}) == (Change("sources.1.url", "a", "b"),)


@given(THINGS, THINGS)
def test_the_way_back_is_the_same_way(before: dict | None, after: dict | None) -> None:
    back = {Change(change.field, change.after, change.before) for change in changes(after, before)}
    assert set(changes(before, after)) == back
    assert changes(before, before) == ()
