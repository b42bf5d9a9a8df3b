"""A wish for a person instead of the bot is heard in every language that newcomers write in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.human_wish import wants_human
from welcomebot.domain.language import CODES, UNDERSTOOD
from welcomebot.search.rule_files import load_rules

RULES = load_rules().human_wish


def test_every_language_has_rules() -> None:
    assert {one.language for one in RULES} == {*CODES, *UNDERSTOOD}


@pytest.mark.parametrize(
    "text",
    [
        "I want to talk to a human",
        "can I speak with a real person please",
        "human please",
        "I don't want to talk to a bot",
        "haluan puhua oikealle ihmiselle",
        "saisko ihmisen",
        "voiko joku soittaa minulle",
        "jag vill prata med en människa",
        "kan jag få prata med en riktig person",
        "хочу поговорити з людиною",
        "зв'яжіть мене з оператором",
        "хочу говорить с живым человеком",
        "позовите оператора",
        "بدي احكي مع شخص حقيقي",
        "أريد التحدث مع موظف",
        "quiero hablar con una persona",
        "je veux parler à un humain",
        "我要转人工",
        "ฉันอยากคุยกับเจ้าหน้าที่",
        "gerçek bir insanla konuşmak istiyorum",
        "ma soovin inimesega rääkida",
        "tôi muốn nói chuyện với nhân viên",
        "میخواهم با یک آدم واقعی صحبت کنم",
        "waxaan rabaa inaan la hadlo qof",
        "gusto kong makausap ang totoong tao",
    ],
)
def test_a_wish_for_a_person_is_heard(text: str) -> None:
    assert wants_human(text, RULES)


@pytest.mark.parametrize(
    "text",
    [
        "are you a human",
        "ootko sä ihminen",
        "ти людина чи бот",
        "how do I talk to a human at kela",
        "I need someone to talk to, I feel lonely",
        "haluan puhua suomea ihmisten kanssa",
        "is there a person who speaks ukrainian",
        "where can I meet people",
        "can my husband talk to a doctor",
        "kan jag prata svenska med någon",
        "مين انت",
        "",
    ],
)
def test_a_wish_for_somebody_else_is_none(text: str) -> None:
    assert not wants_human(text, RULES)


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    assert wants_human(text, RULES) in {True, False}
