# SPDX-License-Identifier: EUPL-1.2
"""LARS codes: the numbers the national register gives, eight digits of which the last is a check digit."""

import re

_CODE = re.compile(r"[1-9]{7}[0-9]", re.ASCII)


def check_digit(digits: str) -> str:
    """Return the eighth digit that belongs to the first seven."""
    odd = sum(int(digit) for digit in digits[0:7:2])
    even = sum(int(digit) for digit in digits[1:7:2])
    return str((odd * 3 + even) % 10)


def is_valid_lars(code: str) -> bool:
    """Say whether this is a LARS code with the right check digit."""
    return bool(_CODE.fullmatch(code)) and check_digit(code[:7]) == code[7]
