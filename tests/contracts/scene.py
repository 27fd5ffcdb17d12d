# SPDX-License-Identifier: EUPL-1.2
"""What the killed processes were doing: ``python -m tests.contracts STEP`` takes one step on a database."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import connection
from django.utils import timezone

from aikompas.classification.tests.factories import answers_to, classified
from aikompas.core.actor import Actor
from aikompas.notifications.models import Outgoing, OutgoingState
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Membership
from aikompas.organisations.roles import Expertise, Role
from aikompas.organisations.tests.factories import OrganisationFactory, member
from aikompas.publication import services as publication
from aikompas.publication.importing.importer import Importer
from aikompas.publication.standard.reading import read
from aikompas.register.choices import RiskClass
from aikompas.register.models import Application
from aikompas.register.services import move
from aikompas.register.tests.factories import ApplicationFactory, with_oversight
from aikompas.review import services as review
from aikompas.review.services import decisions
from aikompas.review.services.advice import ProposedCondition
from tests.contracts.processes import INSIDE

SNAPSHOT = ("algoritmeregister", "snapshots", "algoritmeregister-2026-05-13.json")
FOREVER = 600
ORGANISATIONS_DONE = 40


def prepare() -> None:
    """Bring an application up to the advice, with a condition that the committee proposes."""
    organisation = OrganisationFactory(slug="testdam", name="Gemeente Testdam")
    people = {role: member(organisation, role) for role in (Role.COMMITTEE_SECRETARY, Role.DECISION_MAKER)}
    advisers = [member(organisation, Role.COMMITTEE_MEMBER, expertises=Expertise.values) for _ in range(4)]
    application = with_oversight(ApplicationFactory(organisation=organisation))
    classified(application, answers_to(RiskClass.MINIMAL))
    owner = Membership.objects.get(organisation=organisation, user=application.owner)
    application.refresh_from_db()
    move(actor=actor_for(owner), application=application, action="finish_assessment")
    for number, expertise in enumerate(Expertise.values):
        review.give_advice(
            actor=actor_for(advisers[number % len(advisers)]),
            application=application,
            expertise=expertise,
            verdict="positive",
            reasons="Geen bezwaar.",
        )
    condition = ProposedCondition(
        "Meet elk kwartaal.", owner.user.pk, timezone.localdate() + timedelta(days=30)
    )
    review.conclude(
        actor=actor_for(people[Role.COMMITTEE_SECRETARY]),
        application=application,
        verdict="go",
        reasons="De commissie is het eens.",
        conditions=[condition],
    )


def decide() -> None:
    """Approve the application, with the condition."""
    application = Application.objects.get()
    decider = Membership.objects.get(role_assignments__role=Role.DECISION_MAKER)
    review.decide(
        actor=actor_for(decider),
        application=application,
        verdict="approve",
        reasons="Conform advies.",
        adopted_conditions=list(application.conditions.values_list("pk", flat=True)),
    )
    print(Application.objects.get().state)


def decide_and_wait() -> None:
    """Decide, but stay in the transaction once everything of the decision is written."""
    decisions.record = _then_wait(decisions.record)
    decide()


def import_registrations() -> None:
    """Import the snapshot of the national register."""
    from aikompas.core.testing import shared_standards

    result = publication.import_registrations(
        actor=Actor.system(None, label="register import"),
        reading=read(shared_standards().joinpath(*SNAPSHOT)),
        all_organisations=True,
    )
    counts = {name: getattr(result, name) for name in ("rows", "created", "updated", "unchanged")}
    print(json.dumps({**counts, "rejected": len(result.rejected), "disappeared": len(result.disappeared)}))


def import_and_wait() -> None:
    """Import, but stay in the transaction when the registrations of the first organisations are written."""
    take_over, done = Importer.take_over, 0

    def counting(self: Importer, *args: Any, **kwargs: Any) -> None:
        nonlocal done
        take_over(self, *args, **kwargs)
        done += 1
        if done == ORGANISATIONS_DONE:
            _wait()

    Importer.take_over = counting  # type: ignore[method-assign]
    import_registrations()


def tell_contents() -> None:
    """Print for every table how many rows it has and a digest of them."""
    contents = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = sorted(repr(row) for row in cursor.fetchall())
            contents[table] = [len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]]
    print(json.dumps(contents))


def _then_wait(function: Callable[..., Any]) -> Callable[..., Any]:
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        _wait()
        return result

    return wrapper


def _wait() -> None:
    print(INSIDE, flush=True)
    time.sleep(FOREVER)


def write_mails() -> None:
    """Put mail in the outbox, asking for each twice: the second time adds nothing."""
    for number in [*range(12), *range(12)]:
        headers = {"X-Outbox-Key": f"test:{number}"}
        backend = get_connection("aikompas.notifications.backend.OutboxBackend")
        EmailMessage("Hallo", "x", None, ["a@example.org"], headers=headers, connection=backend).send()


def let_claims_end() -> None:
    """Let the time pass after which what a dead worker had claimed comes back."""
    Outgoing.objects.filter(state=OutgoingState.WAITING).update(due_at=timezone.now())


def tell_waiting() -> None:
    """Say how much waits in the outbox."""
    print(Outgoing.objects.exclude(state=OutgoingState.SENT).count())
