"""The check digit of a Finnish business id."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.business_id import MODULUS, WEIGHTS, business_id


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("1234567-1", "1234567-1"),  # as it is written officially
        (" 1234567-1\n", "1234567-1"),  # copied with what stood around it
        ("1234567–1", "1234567-1"),  # with the dash of a phone's keyboard
        ("12345671", "1234567-1"),  # without a hyphen
        ("FI12345671", "1234567-1"),  # as a VAT number
        ("fi 1234567 - 1", "1234567-1"),
        ("123456-0", None),  # an old one of six digits, with a wrong check digit
        ("1234567-2", None),  # one digit off
        ("1234576-1", None),  # two digits swapped
        ("1234567", None),  # no check digit
        ("", None),
        ("Testipaja Oy", None),
        ("01234567-1", None),  # a digit too many
        ("١٢٣٤٥٦٧-١", "1234567-1"),  # Arabic digits
    ],
)
def test_business_id_is_read_in_every_form(written: str, official: str | None) -> None:
    assert business_id(written) == official


@given(st.integers(0, 9_999_999))
def test_at_most_one_check_digit_fits(number: int) -> None:
    fitting = [digit for digit in range(10) if business_id(f"{number:07}-{digit}")]
    remainder = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, f"{number:07}", strict=True)) % MODULUS
    assert fitting == ([] if remainder == 1 else [(MODULUS - remainder) % MODULUS])


@given(st.text())
def test_any_text_is_an_official_id_or_none(text: str) -> None:
    official = business_id(text)
    assert official is None or business_id(official) == official
