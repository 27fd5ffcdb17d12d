# SPDX-License-Identifier: EUPL-1.2
"""``python -m tests.e2e sending NAME`` sends a use of AI to the advising body, and prints where its page is."""

from __future__ import annotations

from django.db.models import Max
from django.utils import translation

from aikompas.classification.tests.factories import answers_to, classified
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Membership
from aikompas.register.choices import RiskClass
from aikompas.register.models import Application
from aikompas.register.services import move
from aikompas.register.tests.factories import ApplicationFactory, with_oversight
from tests.e2e.inhabitants import SLUG

OWNER = "Daan Kuipers"


def main(name: str) -> None:
    """Describe, classify and send in the very same use of AI, whatever the policy says of it."""
    owner = Membership.objects.select_related("organisation", "user", "department").get(
        organisation__slug=SLUG, user__name=OWNER
    )
    last = Application.objects.filter(organisation=owner.organisation).aggregate(last=Max("number"))["last"]
    application = ApplicationFactory(
        organisation=owner.organisation,
        department=owner.department,
        owner=owner.user,
        number=last + 1,
        name=name,
        system__name=f"Systeem voor {name}",
    )
    with translation.override("nl"):
        classified(with_oversight(application), answers_to(RiskClass.MINIMAL))
        application.refresh_from_db()
        move(actor=actor_for(owner), application=application, action="finish_assessment")
    print(application.get_absolute_url())
