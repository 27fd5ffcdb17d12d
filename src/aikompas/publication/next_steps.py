# SPDX-License-Identifier: EUPL-1.2
"""The next step of an application as far as the public register is concerned."""

from __future__ import annotations

from django.utils.translation import gettext as _

from aikompas.core.actor import Actor
from aikompas.organisations.permissions import may
from aikompas.publication.choices import PUBLISHABLE, TextState
from aikompas.publication.controls import reasons_outdated, text_page
from aikompas.publication.models import RegisterText
from aikompas.publication.selectors import open_text, published_text
from aikompas.register.choices import PUBLISH_WHEN, State
from aikompas.register.models import Application
from aikompas.register.next_steps import NextStep

SPEAKS_IN = frozenset({State.DECIDED, State.PILOT, State.IN_USE, State.RETIRED})


def publication_step(actor: Actor, application: Application) -> NextStep | None:
    """Return what should happen with the register text, when that is what should happen now."""
    if application.state not in SPEAKS_IN:
        return None
    published = published_text(application)
    if published is None and (
        application.risk_class not in PUBLISH_WHEN or application.state == State.RETIRED
    ):
        return None
    if published is not None and not reasons_outdated(application, published):
        return None
    draft = open_text(application, "nl")
    if draft is not None and draft.state == TextState.APPROVED:
        return _to_publish(actor, application, published)
    return _to_write(actor, application, published)


def _to_write(actor: Actor, application: Application, published: RegisterText | None) -> NextStep:
    if published is None:
        title = _("Write the text for the public register")
        text = _("This use must be in the public register. Most of the text is filled in from the dossier.")
    else:
        title = _("Bring the text in the public register up to date")
        text = " ".join(reasons_outdated(application, published))
    if not may(actor, "publication.edit_text", application):
        return NextStep(title, text, kind="waiting")
    return NextStep(title, text, text_page(application), _("To the text"))


def _to_publish(actor: Actor, application: Application, published: RegisterText | None) -> NextStep | None:
    """Say that the approved text can be shown; before the use begins, beginning it comes first."""
    if application.state == State.DECIDED and published is None:
        return None
    title = _("Publish the approved text")
    if application.state not in PUBLISHABLE or not may(actor, "publication.publish", application):
        return NextStep(title, _("The publisher shows it to residents."), kind="waiting")
    return NextStep(title, _("Residents see it from then on."), text_page(application), _("To the text"))
