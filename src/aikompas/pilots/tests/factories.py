# SPDX-License-Identifier: EUPL-1.2
"""Pilots and articles for tests: made through the services, so that they are as real as can be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Membership, Organisation
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import ORIGIN, OrganisationFactory, member, system
from aikompas.pilots import services
from aikompas.pilots.choices import Outcome, PilotVerdict
from aikompas.pilots.models import Article, Pilot
from aikompas.pilots.selectors import get_pilot
from aikompas.pilots.services import CriterionFacts
from aikompas.register.choices import State
from aikompas.register.models import Application
from aikompas.register.tests.factories import ApplicationFactory

CRITERIA = (
    CriterionFacts("Minuten per brief", "Hoogstens 10", "Steekproef van 40 brieven door de teamleider"),
    CriterionFacts("Fouten per 100 brieven", "Hoogstens 2", "Nagelezen door een tweede medewerker"),
)


@dataclass
class Scene:
    """An application about which is decided, and the people around a pilot with it."""

    application: Application
    lead: Membership
    guide: Membership
    decider: Membership

    @property
    def organisation(self) -> Organisation:
        """The municipality."""
        return self.application.organisation

    @cached_property
    def owner(self) -> Membership:
        """The owner of the application."""
        return Membership.objects.get(organisation=self.organisation, user=self.application.owner)

    @cached_property
    def secretary(self) -> Membership:
        """The secretary of the committee."""
        return member(self.organisation, Role.COMMITTEE_SECRETARY)

    def actor(self, name: str) -> Actor:
        """Return one of the people as the actor of services."""
        return actor_for(getattr(self, name), origin=ORIGIN)

    def facts(self, **changes: Any) -> dict[str, Any]:
        """Return the plan of a pilot of three months that begins today."""
        today = timezone.localdate()
        return {
            "hypothesis": "Met het systeem kost een brief een kwart minder tijd, zonder meer fouten.",
            "participants": "Twaalf medewerkers van het klantcontactcentrum.",
            "begins": today,
            "ends": today + timedelta(days=90),
            "midway_on": today + timedelta(days=45),
            "data_used": "Alleen verzonnen brieven; ze worden na de pilot verwijderd.",
            "budget": 4000,
            "lead": self.lead.user,
            "guide": self.guide.user,
            **changes,
        }

    def plan(self, **changes: Any) -> Pilot:
        """Let the owner plan a pilot."""
        return services.plan_pilot(
            actor=self.actor("owner"),
            application=self.application,
            facts=self.facts(**changes),
            criteria=CRITERIA,
        )

    def running(self, **changes: Any) -> Pilot:
        """Return a running pilot; its application is put in the state of a pilot, past the gate."""
        pilot = self.plan(**changes)
        Application.objects.filter(pk=self.application.pk).update(state=State.PILOT)
        self.application.refresh_from_db()
        services.start(actor=self.actor("owner"), pilot=pilot)
        return self.again(pilot)

    def evaluated(self, **changes: Any) -> Pilot:
        """Return a pilot that was evaluated by who leads it."""
        return self.evaluate(self.running(**changes))

    def evaluate(self, pilot: Pilot) -> Pilot:
        """Let who leads a pilot evaluate it."""
        services.evaluate(actor=self.actor("lead"), pilot=pilot, **evaluation_of(pilot))
        return self.again(pilot)

    def decided(self, verdict: str = PilotVerdict.SCALE_UP, **changes: Any) -> Pilot:
        """Return a pilot about which was decided."""
        pilot = self.evaluated(**changes)
        services.decide(actor=self.actor("decider"), pilot=pilot, verdict=verdict, reasons="De cijfers.")
        return self.again(pilot)

    def again(self, pilot: Pilot) -> Pilot:
        """Return the pilot and the application as they are in the database."""
        self.application = Application.objects.get(pk=self.application.pk)
        return get_pilot(system(self.organisation), pilot.pk)

    def article(self, by: str = "lead", tags: tuple[str, ...] = ("brieven",), **changes: Any) -> Article:
        """Let somebody propose an article about the application."""
        facts = {
            "title": "Begin met verzonnen brieven",
            "summary": "Voor wie met brieven wil proberen.",
            "text": "## Wat werkte\n\nEerst **verzonnen** brieven.",
            "application": self.application,
            "author_role": "Teamleider",
            **changes,
        }
        return services.propose_article(actor=self.actor(by), facts=facts, tags=tags)

    def published(self, **changes: Any) -> Article:
        """Return an article that the secretary published."""
        article = self.article(**changes)
        return services.move_article(actor=self.actor("secretary"), article=article, action="publish")


def evaluation_of(pilot: Pilot) -> dict[str, Any]:
    """Return an evaluation in which every criterion was met."""
    found = {"result": "8 minuten", "outcome": Outcome.MET.value, "why": "Na twee weken wende het."}
    return {
        "results": {criterion.pk: found for criterion in pilot.criteria.all()},
        "conclusion": "Een derde minder tijd.",
        "lessons": "Begin met verzonnen brieven.",
    }


def scene_in(organisation: Organisation | None = None, **fields: Any) -> Scene:
    """Return a new scene, in a new municipality unless told otherwise."""
    fields.setdefault("state", State.DECIDED)
    application = ApplicationFactory(organisation=organisation or OrganisationFactory(), **fields)
    organisation = application.organisation
    return Scene(
        application,
        lead=member(organisation, Role.EMPLOYEE),
        guide=member(organisation, Role.COMMITTEE_MEMBER),
        decider=member(organisation, Role.DECISION_MAKER),
    )
