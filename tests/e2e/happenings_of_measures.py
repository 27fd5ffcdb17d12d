# SPDX-License-Identifier: EUPL-1.2
"""Work on measures and risks: evidence, reviews, closed and accepted risks, and other catalogues of requirements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from aikompas.files.exporting import made
from aikompas.measures import services as measures
from aikompas.measures.choices import Need, WorkState
from aikompas.measures.models import WorkItem
from aikompas.measures.selectors.work import items_of
from aikompas.organisations.models import User
from aikompas.organisations.roles import Role
from aikompas.register.choices import State
from aikompas.register.models import Application
from tests.e2e.inhabitants import SLUG, acting, owner_of, page, with_role

Found = dict[str, list[str]]

REQUIREMENT = """
urn: urn:nl:zonnedam:ver:toegankelijk
name: Informatie is toegankelijk
description: Wie een hulpmiddel gebruikt, kan de informatie lezen.
links: [urn:nl:zonnedam:mtr:toets]
always_applicable: 1
ai_act_profile: []
"""
MEASURE = """
urn: urn:nl:zonnedam:mtr:toets
name: "{name}"
description: Laat mensen met een hulpmiddel de informatie proberen.
links: [urn:nl:zonnedam:ver:toegankelijk]
"""


def work(found: Found) -> None:
    """Work in progress rests on a file as evidence; finished work waits for the privacy adviser."""
    application = _application()
    owner = owner_of(application)
    started, finished = _to_do(application)[:2]
    measures.add_evidence(
        actor=owner, item=started, title="Verslag", upload=made("verslag.md", "md", b"# Verslag\n")
    )
    measures.change_work(actor=owner, item=started, changes={"state": WorkState.IN_PROGRESS})
    adviser = User.objects.get(name=with_role(Role.PRIVACY_ADVISER))
    measures.change_work(
        actor=owner,
        item=finished,
        changes={"state": WorkState.DONE, "explanation": "Op 1 juni gedaan.", "reviewer": adviser},
    )
    found[owner.label].append(started.get_absolute_url())
    found[adviser.name].append(finished.get_absolute_url())


def risks(found: Found) -> None:
    """One risk was closed; what is left of another was accepted."""
    application = _application()
    owner, decision_maker = owner_of(application), acting(Role.DECISION_MAKER)
    weight = {"likelihood": 4, "impact": 4}
    closed, accepted = (
        measures.add_risk(actor=owner, application=application, facts={"title": title, **weight})
        for title in ("Het oude model valt uit", "Een antwoord past niet bij de vraag")
    )
    measures.close_risk(actor=owner, risk=closed, reason="Het oude model is uitgezet.")
    until = timezone.localdate() + timedelta(days=180)
    measures.accept_risk(actor=decision_maker, risk=accepted, reason="Wij kijken steeds mee.", until=until)
    found[owner.label] += [closed.get_absolute_url(), accepted.get_absolute_url()]
    found[decision_maker.label].append(accepted.get_absolute_url())


def catalogues(found: Found) -> None:
    """The municipality works with requirements of its own beside ours; other ones wait."""
    administrator = acting(Role.ADMINISTRATOR)
    own, waiting = (
        measures.load_registry(
            actor=administrator,
            name=name,
            files={
                "requirements/toegankelijk.yaml": REQUIREMENT,
                "measures/toets.yaml": MEASURE.format(name=name),
            },
        )
        for name in ("Eisen van Zonnedam", "Nieuwe eisen van Zonnedam")
    )
    measures.activate_registry(actor=administrator, registry=own)
    found[administrator.label] += [
        page("measures:catalogues"),
        page("measures:registry", own.pk),
        page("measures:registry_activate", waiting.pk),
    ]


HAPPENINGS: tuple[Callable[[Found], None], ...] = (work, risks, catalogues)


def _application() -> Application:
    """Return a use of AI with work to do, of an owner who neither advises nor decides."""
    judging = [acting(role).id for role in (Role.DECISION_MAKER, Role.PRIVACY_ADVISER)]
    fitting = Application.objects.filter(organisation__slug=SLUG, state=State.IN_USE, owner__isnull=False)
    candidates = fitting.exclude(owner__in=judging).exclude(reporter__in=judging).order_by("pk")
    return next(application for application in candidates if len(_to_do(application)) > 1)


def _to_do(application: Application) -> list[WorkItem]:
    return list(items_of(application).filter(state=WorkState.OPEN, need=Need.APPLIES).order_by("pk"))
