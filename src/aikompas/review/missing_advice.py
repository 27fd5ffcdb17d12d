# SPDX-License-Identifier: EUPL-1.2
"""What is missing before the advice on an application can be concluded, each with the page where advice stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aikompas.core.errors import Reason
from aikompas.organisations.roles import Expertise
from aikompas.register.models import Application
from aikompas.review.places import page_url
from aikompas.review.selectors.committee import Quorum, quorum_of

QUORATE = "review.advice_quorate"


def missing_advice(application: Application, quorum: Quorum | None = None) -> list[Reason]:
    """Return one reason for each expertise that has not advised, and one when too few members took part."""
    return list(_reasons(application, quorum or quorum_of(application)))


def not_ready(application: Application, refused: Sequence[Reason]) -> list[Reason]:
    """Return why a conclusion is refused; of each advice that is missing that it is."""
    others = [reason for reason in refused if reason.control != QUORATE]
    return list(refused) if len(others) == len(refused) else [*missing_advice(application), *others]


def _reasons(application: Application, quorum: Quorum) -> Iterator[Reason]:
    page = page_url("application", application)
    for code in quorum.missing:
        text = _("There is no advice yet from: %(expertise)s.") % {"expertise": Expertise(code).label}
        yield Reason(text, page, QUORATE)
    if not quorum.is_reached:
        yield Reason(in_words(quorum), page, QUORATE)


def in_words(quorum: Quorum) -> str:
    """Say how many members took part, and how many it takes."""
    text = ngettext(
        "%(count)s member took part; the quorum is %(needed)s.",
        "%(count)s members took part; the quorum is %(needed)s.",
        len(quorum.took_part),
    )
    return text % {"count": len(quorum.took_part), "needed": quorum.needed}
