# SPDX-License-Identifier: EUPL-1.2
"""The committee on the page of one application: who stays out, how many took part, agenda and procedure."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from aikompas.core.actor import Actor
from aikompas.organisations.permissions import may
from aikompas.register.models import Application
from aikompas.register.selectors import names_of
from aikompas.review.missing_advice import in_words
from aikompas.review.selectors.committee import declared_recusals, quorum_of, recusal_of, recused_from
from aikompas.review.selectors.judgements import is_open_for_advice
from aikompas.review.selectors.meetings import open_procedure, planned_item


def committee_box(actor: Actor, application: Application) -> dict[str, Any] | None:
    """Return what the page shows of the committee; nothing when the application waits for no advice."""
    if not is_open_for_advice(application):
        return None
    quorum = quorum_of(application)
    recused = recused_from(application)
    manages = may(actor, "review.conclude", application)
    declared = {recusal.member_id: recusal for recusal in declared_recusals(application)}
    names = names_of(actor, {str(person) for person in recused})
    procedure = open_procedure(application)
    takes_part = bool(actor.expertises) and not recusal_of(actor, application)
    return {
        "quorum": quorum,
        "took_part": in_words(quorum),
        "recused": [
            {
                "name": names.get(str(person), "–"),
                "reason": reason,
                "recusal": declared.get(person) if manages or person == actor.id else None,
            }
            for person, reason in recused.items()
        ],
        "procedure": procedure,
        "item": planned_item(application),
        "may_manage": manages,
        "may_start": manages and procedure is None,
        "may_recuse": manages or takes_part,
        "recuse_label": _("A member stays out") if manages else _("Stay out of this advice"),
    }
