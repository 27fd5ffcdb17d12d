# SPDX-License-Identifier: EUPL-1.2
"""The risk register: adding, weighing, linking with measures, closing, and taking over from assessments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from aikompas.assessments.models import Assessment
from aikompas.audit.recording import Done, diff, record, record_many, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.measures.choices import Kind, RiskSource, RiskState
from aikompas.measures.models import Risk, WorkItem
from aikompas.measures.selectors.risks import current_acceptance
from aikompas.measures.services.acceptance import end_acceptance
from aikompas.measures.services.work import add_found_measures, add_measure
from aikompas.measures.taking_over import FoundRisk, findings_of
from aikompas.organisations.permissions import require
from aikompas.organisations.selectors import active_people
from aikompas.register.gates import profile_of
from aikompas.register.models import Application
from aikompas.register.selectors import next_number

WEIGHED = ("likelihood", "impact", "residual_likelihood", "residual_impact")
FACTS = (
    "title",
    "cause",
    "event",
    "effect",
    "affected_groups",
    "right",
    *WEIGHED,
    "residual_note",
    "owner",
)


@service
def add_risk(
    *,
    actor: Actor,
    application: Application,
    facts: Mapping[str, Any],
    measures: Sequence[WorkItem] = (),
    new_measure: str = "",
) -> Risk:
    """Add a risk by hand."""
    require(actor, "measures.work", application)
    risk = _new(application, next_number(Risk, application.organisation_id))
    _set(risk, facts)
    _check_owner(risk)
    risk.save(force_insert=True)
    linked = _link(actor, risk, measures, new_measure)
    changes = {**diff(None, snapshot(risk, *FACTS)), **linked}
    record(actor, "measures.risk_added", risk, changes=changes)
    return risk


@service
def edit_risk(
    *,
    actor: Actor,
    risk: Risk,
    facts: Mapping[str, Any],
    measures: Sequence[WorkItem] | None = None,
    new_measure: str = "",
) -> Risk:
    """Change a risk; another weight than the accepted one ends the acceptance."""
    require(actor, "measures.work", risk.application)
    risk.refresh_from_db(fields=(*FACTS, "state"))
    if risk.state != RiskState.OPEN:
        raise Refused(_("This risk is closed. Open it again first."))
    before, weight = snapshot(risk, *FACTS), risk.present
    _set(risk, facts)
    _check_owner(risk)
    linked = _link(actor, risk, measures, new_measure) if measures is not None or new_measure else {}
    changes = {**diff(before, snapshot(risk, *FACTS)), **linked}
    if not changes:
        unchanged()
        return risk
    risk.save()
    record(actor, "measures.risk_edited", risk, changes=changes)
    if risk.present != weight and (acceptance := current_acceptance(risk)):
        end_acceptance(actor=actor, acceptance=acceptance, reason=_("The risk was weighed differently."))
    return risk


@service
def close_risk(*, actor: Actor, risk: Risk, reason: str) -> Risk:
    """Close a risk that no longer exists."""
    require(actor, "measures.work", risk.application)
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    return _move(actor, risk, "measures.risk_closed", RiskState.CLOSED, reason.strip())


@service
def reopen_risk(*, actor: Actor, risk: Risk) -> Risk:
    """Open a risk again."""
    require(actor, "measures.work", risk.application)
    return _move(actor, risk, "measures.risk_reopened", RiskState.OPEN, "")


@service
def take_over_risks(*, actor: Actor, assessment: Assessment) -> list[Risk]:
    """Put the risks that an approved assessment found into the register; those that are there already stay as they are.

    It follows from the approval, so it asks for no permission of its own.
    """
    application = assessment.application
    known = set(Risk.objects.filter(application=application).values_list("source_key", flat=True))
    risks, loose = findings_of(assessment, profile_of(application).risk_matrix)
    new = [found for found in risks if found.key not in known]
    named = [measure for found in new for measure in found.measures]
    measures = add_found_measures(actor=actor, application=application, found=[*named, *loose])
    taken = _found(assessment, new) if new else []
    Risk.objects.bulk_create(taken)
    link = Risk.measures.through
    link._default_manager.bulk_create(
        link(risk=risk, workitem=measures[urn])
        for risk, found in zip(taken, new, strict=True)
        for urn in dict.fromkeys(measure.urn for measure in found.measures)
    )
    changes = {"assessment": (None, assessment.urn)}
    unchanged()
    record_many(actor, [Done("measures.risk_taken_over", risk, changes) for risk in taken])
    return taken


def _found(assessment: Assessment, found: Sequence[FoundRisk]) -> list[Risk]:
    application = assessment.application
    first = next_number(Risk, application.organisation_id)
    risks = [_new(application, number) for number, _risk in enumerate(found, first)]
    _check_owner(risks[0])
    for risk, named in zip(risks, found, strict=True):
        risk.source, risk.assessment, risk.source_key = RiskSource.ASSESSMENT, assessment, named.key
        _set(risk, named.facts)
    return risks


def _new(application: Application, number: int) -> Risk:
    return Risk(
        organisation_id=application.organisation_id,
        application=application,
        number=number,
        owner_id=application.owner_id,
    )


def _check_owner(risk: Risk) -> None:
    if risk.owner_id and not active_people(risk.organisation_id).filter(pk=risk.owner_id).exists():
        raise ValidationError({"owner": _("Choose from the list.")})


def _set(risk: Risk, facts: Mapping[str, Any]) -> None:
    if unknown := set(facts) - set(FACTS):
        raise TypeError(f"no such facts of a risk: {', '.join(sorted(unknown))}")
    for name, value in facts.items():
        setattr(risk, name, value.strip() if isinstance(value, str) else value)
    risk.full_clean(
        exclude=("id", "organisation", "application", "assessment", "owner"), validate_constraints=False
    )
    matrix = profile_of(risk.application).risk_matrix
    steps = {"likelihood": len(matrix.likelihood), "impact": len(matrix.impact)}
    for name in WEIGHED:
        value = getattr(risk, name)
        if value is not None and not 1 <= value <= steps[name.removeprefix("residual_")]:
            raise ValidationError({name: _("Choose from the list.")})


def _link(
    actor: Actor, risk: Risk, measures: Sequence[WorkItem] | None, new_measure: str
) -> dict[str, tuple[Any, Any]]:
    """Link a risk with exactly these measures (the present ones when not said) and a new one; return the change."""
    before = list(risk.measures.all())
    chosen = list(before if measures is None else measures)
    if any(item.application_id != risk.application_id or item.kind != Kind.MEASURE for item in chosen):
        raise ValidationError({"measures": _("Choose from the list.")})
    if new_measure.strip():
        chosen.append(add_measure(actor=actor, application=risk.application, title=new_measure))
    if {item.pk for item in before} == {item.pk for item in chosen}:
        return {}
    risk.measures.set(chosen)
    return {"measures": (sorted(map(str, before)), sorted(map(str, chosen)))}


def _move(actor: Actor, risk: Risk, action: str, state: RiskState, reason: str) -> Risk:
    risk.refresh_from_db(fields=("state", "closed_reason"))
    if risk.state == state:
        unchanged()
        return risk
    before = snapshot(risk, "state", "closed_reason")
    risk.state, risk.closed_reason = state, reason
    risk.save(update_fields=["state", "closed_reason", "changed_at"])
    record(actor, action, risk, changes=diff(before, snapshot(risk, "state", "closed_reason")))
    return risk
