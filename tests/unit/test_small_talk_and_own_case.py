"""Chat and own cases are told apart from questions."""

import pytest

from welcomebot.domain.own_case import find_own_case
from welcomebot.domain.small_talk import find_small_talk
from welcomebot.search.rule_files import load_rules

RULES = load_rules()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hello!", "greeting"),
        ("moikka", "greeting"),
        ("God morgon", "greeting"),
        ("Добрий день", "greeting"),
        ("здравствуйте", "greeting"),
        ("السلام عليكم", "greeting"),
        ("thank you so much", "thanks"),
        ("kiitos paljon avusta", "thanks"),
        ("tusen tack", "thanks"),
        ("дуже дякую", "thanks"),
        ("большое спасибо за ответ", "thanks"),
        ("شكرا جزيلا", "thanks"),
        ("bye bye", "goodbye"),
        ("hei hei", "goodbye"),
        ("до побачення", "goodbye"),
        ("مع السلامة", "goodbye"),
        ("who are you", "identity"),
        ("ootko sä ihminen", "identity"),
        ("är du en robot", "identity"),
        ("ти людина чи бот", "identity"),
        ("как тебя зовут", "identity"),
        ("مين انت", "identity"),
        ("tell me a joke", "chat"),
        ("hyvää joulua", "chat"),
        ("sorry wrong chat", "chat"),
        ("😀", "chat"),
    ],
)
def test_chat_is_recognised(text: str, kind: str) -> None:
    found = find_small_talk(text, RULES.small_talk)

    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "hello, how do I get a tax card?",
        "thanks, and where is Kela?",
        "hei, missä on poliisiasema",
        "tack men var ansöker jag",
        "привіт, куди подавати на внж",
        "спасибо, а где садик",
        "مرحبا وين مكتب كيلا",
        "who pays my rent",
        "can you help me find a job",
    ],
)
def test_a_greeting_before_a_question_is_a_question(text: str) -> None:
    assert find_small_talk(text, RULES.small_talk) is None


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        ("has migri decided my application yet", "migri"),
        ("why was my housing benefit 120 euros less this month", "kela"),
        ("when will my tax refund be paid", "vero"),
        ("onko mun oleskelulupa jo käsitelty", "migri"),
        ("miksi mun asumistuki on pienempi", "kela"),
        ("har migri behandlat min ansökan", "migri"),
        ("varför fick jag mindre bostadsbidrag", "kela"),
        ("чи готова моя посвідка", "migri"),
        ("чому мені дали менше допомоги від Кела", "kela"),
        ("готово ли мое разрешение", "migri"),
        ("почему пособие пришло меньше", "kela"),
        ("شو صار بطلبي عند مايغري", "migri"),
        ("ليش معونتي من كيلا نقصت", "kela"),
    ],
)
def test_an_own_case_is_recognised(text: str, authority: str) -> None:
    found = find_own_case(text, RULES.own_case)

    assert found is not None
    assert found.authority == authority


@pytest.mark.parametrize(
    "text",
    [
        "how do I apply for a residence permit",
        "how long does migri take to decide",
        "my application was rejected, what can I do",
        "miten haen asumistukea",
        "kauanko oleskelulupa kestää",
        "hur ansöker jag om barnbidrag",
        "hur länge tar beslutet hos migri",
        "як подати на посвідку",
        "скільки чекати рішення мігрі",
        "как получить пособие на ребенка",
        "что делать если отказали в внж",
        "كيف اقدم على الاقامة",
        "كم تستغرق معاملة الاقامة",
    ],
)
def test_a_how_to_question_is_no_own_case(text: str) -> None:
    assert find_own_case(text, RULES.own_case) is None
