# SPDX-License-Identifier: EUPL-1.2
"""The way back after a decision lapsed: who has to do what, and how far that is."""

from __future__ import annotations

from django.utils.translation import gettext as _

from aikompas.core.actor import Actor
from aikompas.organisations.roles import Role
from aikompas.register.choices import State
from aikompas.register.gates import profile_of
from aikompas.register.models import Application
from aikompas.review.places import page_url
from aikompas.review.rules import may_advise, may_conclude, may_decide
from aikompas.review.selectors import Judgements

WITH_THE_OWNER = frozenset({State.TRIAGED, State.CLASSIFIED})


def way_back(actor: Actor, application: Application, found: Judgements) -> list[dict[str, str]]:
    """Return the steps from a lapsed decision back to use, with who takes each; a link for who can take it now."""
    profile = profile_of(application)
    maker = profile.decisions.about(application.risk_class)
    owner = str(application.owner or _("The owner"))
    done = [
        application.state not in WITH_THE_OWNER,
        bool(found.current_advices) or found.conclusion is not None,
        found.conclusion is not None,
        found.decision is not None,
        application.state == State.IN_USE,
    ]
    about = application.get_absolute_url()
    steps = [
        (_("Check the dossier"), owner, about),
        (
            _("Advise again"),
            profile.bodies.advisory,
            page_url("advise", application) if may_advise(actor, application) else "",
        ),
        (
            _("Conclude the advice"),
            str(Role.COMMITTEE_SECRETARY.label),
            page_url("conclude", application) if may_conclude(actor, application) else "",
        ),
        (
            _("Decide again"),
            maker.body,
            page_url("decide", application) if may_decide(actor, application) else "",
        ),
        (_("Take into use again"), owner, about),
    ]
    current = done.index(False) if False in done else len(done)
    return [
        {
            "label": label,
            "text": who,
            "state": "done" if place < current else "current" if place == current else "todo",
            "url": url if place == current else "",
        }
        for place, (label, who, url) in enumerate(steps)
    ]
