# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with an answer, in the language of the interface; and titles with and without their number."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aikompas.instruments.questionnaires import FieldError

FINDINGS: dict[str, Promise] = {
    "required": _("This question has not been answered yet."),
    "option": _("Choose one of the options."),
    "list": _("Choose one or more of the options."),
    "text": _("Write an answer."),
    "date": _("Fill in a date as day, month and year."),
    "image": _("Choose an image."),
    "unknown": _("This questionnaire has no such question."),
}


def finding(error: FieldError) -> str:
    """Return in words what is wrong with an answer."""
    return str(FINDINGS[error.code])


def with_number(number: str, title: str) -> str:
    """Return a title with its number, unless it begins with one."""
    return f"{number} {title}" if number and not re.match(r"\d", title) else title


def without_number(title: str) -> str:
    """Return a title without the number with which it may begin, for where numbers are shown already."""
    return re.sub(r"^\d+(\.\d+)*\.?\s+", "", title)
