# SPDX-License-Identifier: EUPL-1.2
"""What follows from a classification, from changed facts, from taking into use and from an approved assessment."""

from __future__ import annotations

from aikompas.assessments.events import AssessmentApproved
from aikompas.assessments.selectors import get_assessment
from aikompas.classification.events import ApplicationClassified
from aikompas.core.actor import Actor
from aikompas.core.events import subscribe
from aikompas.measures import services
from aikompas.register.events import ApplicationMoved, MateriallyChanged
from aikompas.register.services.lifecycle import STARTS_USE


@subscribe(ApplicationClassified)
def follow_classification(event: ApplicationClassified) -> None:
    """Let requirements and measures follow the classification."""
    services.refresh_needs(actor=event.actor, applications=[event.application])


@subscribe(MateriallyChanged)
def follow_facts(event: MateriallyChanged) -> None:
    """Let requirements and measures follow the facts; those of a classification follow when it is signed."""
    if event.fields != ("risk_class",):
        services.refresh_needs(actor=event.actor, applications=[event.application])


@subscribe(ApplicationMoved)
def follow_start(event: ApplicationMoved) -> None:
    """Let the dates from which requirements bind follow the start of the use."""
    if event.action in STARTS_USE:
        services.refresh_needs(actor=event.actor, applications=[event.application])


@subscribe(AssessmentApproved)
def follow_assessment(event: AssessmentApproved) -> None:
    """Put the risks and measures that an approved assessment names into the register."""
    everything = Actor.system(event.actor.organisation_id, label="measures")
    services.take_over_risks(actor=event.actor, assessment=get_assessment(everything, event.assessment_id))
