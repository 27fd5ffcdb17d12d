# SPDX-License-Identifier: EUPL-1.2
"""AI systems, applications and usage reports for tests."""

from __future__ import annotations

from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from aikompas.organisations.tests.factories import DepartmentFactory, OrganisationFactory, member
from aikompas.register.choices import DataCategory, DecisionRole, KindOfUse, State, Supply, SystemKind
from aikompas.register.models import AISystem, Application, Environment, UsageReport
from aikompas.register.registering import has_personal_data


class AISystemFactory(DjangoModelFactory[AISystem]):
    """A product or model."""

    class Meta:
        model = AISystem

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda number: f"Systeem {number}")
    vendor = "Zonnesoft"
    supply = Supply.VENDOR
    kind = SystemKind.GENERATIVE


class EnvironmentFactory(DjangoModelFactory[Environment]):
    """An ICT environment of which the approval counts."""

    class Meta:
        model = Environment

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda number: f"Omgeving {number}")
    location = "Nederland"
    approved_by = "CISO"
    approved_from = factory.LazyFunction(timezone.localdate)


class ApplicationFactory(DjangoModelFactory[Application]):
    """An application in any state: ``ApplicationFactory(organisation=..., state=State.IN_USE)``."""

    class Meta:
        model = Application

    organisation = factory.SubFactory(OrganisationFactory)
    number = factory.Sequence(lambda number: number + 1)
    name = factory.Sequence(lambda number: f"Toepassing {number}")
    purpose = "Aanvragen sneller beoordelen."
    work = "Beoordelen van aanvragen"
    state = State.TRIAGED
    system = factory.SubFactory(AISystemFactory, organisation=factory.SelfAttribute("..organisation"))
    department = factory.SubFactory(DepartmentFactory, organisation=factory.SelfAttribute("..organisation"))
    owner = factory.LazyAttribute(lambda fields: member(fields.organisation, "owner").user)
    data_categories = factory.LazyFunction(lambda: [DataCategory.INTERNAL.value])
    affected_groups = factory.LazyFunction(lambda: ["residents"])
    decision_role = DecisionRole.PREPARES
    personal_data = factory.LazyAttribute(lambda fields: has_personal_data(fields.data_categories))


class UsageReportFactory(DjangoModelFactory[UsageReport]):
    """A submitted report of a use of AI."""

    class Meta:
        model = UsageReport

    organisation = factory.SubFactory(OrganisationFactory)
    number = factory.Sequence(lambda number: number + 1)
    title = factory.Sequence(lambda number: f"Melding {number}")
    work = "Brieven samenvatten"
    kind_of_use = KindOfUse.EXISTING_WORK
    supply = Supply.VENDOR
    data_categories = factory.LazyFunction(lambda: [DataCategory.INTERNAL.value])
    affected_groups = factory.LazyFunction(lambda: ["nobody"])
    decision_role = DecisionRole.NONE
    department = factory.SubFactory(DepartmentFactory, organisation=factory.SelfAttribute("..organisation"))
    reporter = factory.LazyAttribute(lambda fields: member(fields.organisation).user)


def with_oversight(application: Application, **fields: Any) -> Application:
    """Name owner and human oversight, so that this part of every gate is open."""
    application.oversight_person = application.owner
    application.human_oversight = "Een medewerker beoordeelt elke uitkomst."
    for name, value in fields.items():
        setattr(application, name, value)
    application.save()
    return application
