"""The Finnish business id (Y-tunnus, FO-nummer): seven digits, a hyphen and a check digit."""

import re

FORM = re.compile(r"(?:FI)?\s*(\d{6,7})\s*[-–—]?\s*(\d)", re.IGNORECASE)
# The Finnish Tax Administration's rule: weighted sum modulo 11; a remainder of 1 is never given out.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
MODULUS, NEVER_GIVEN = 11, 1


def business_id(text: str) -> str | None:
    """Return the id in its official form, `1234567-1`, or None where the check digit does not fit."""
    found = FORM.fullmatch(text.strip())
    if found is None:
        return None
    # By their value, for people also write Arabic digits; an old id has six.
    digits, check = str(int(found[1])).zfill(len(WEIGHTS)), int(found[2])
    remainder = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % MODULUS
    if remainder == NEVER_GIVEN or check != (MODULUS - remainder) % MODULUS:
        return None
    return f"{digits}-{check}"
