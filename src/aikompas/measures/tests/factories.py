# SPDX-License-Identifier: EUPL-1.2
"""Classified applications with work and risks, made through the services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aikompas.classification.tests.factories import answers_to, classified, owner_of
from aikompas.core.actor import Actor
from aikompas.measures import services
from aikompas.measures.models import Risk, WorkItem
from aikompas.measures.selectors.work import items_of
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import actor
from aikompas.register.models import Application
from aikompas.register.tests.factories import ApplicationFactory


@dataclass
class Scene:
    """A classified application with the people around it."""

    application: Application
    owner: Actor

    def item(self, urn: str) -> WorkItem:
        """Return the row of a requirement or measure of our own set, by the end of its URN."""
        return items_of(self.application).get(urn__endswith=f":{urn}")

    def someone(self, role: str = Role.PRIVACY_ADVISER) -> Actor:
        """Return a new colleague."""
        return actor(role, self.application.organisation)

    def risk(self, **facts: Any) -> Risk:
        """Return a risk that the owner added."""
        about = {"title": "Verkeerd besluit", "likelihood": 4, "impact": 4, **facts}
        return services.add_risk(actor=self.owner, application=self.application, facts=about)


def scene_of(risk_class: str = "high", *labels: str, **fields: Any) -> Scene:
    """Return an application that was classified in this risk class, with these labels."""
    application = ApplicationFactory(**fields)
    classified(application, answers_to(risk_class, *labels))
    application.refresh_from_db()
    return Scene(application, owner_of(application))
