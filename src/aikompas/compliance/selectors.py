# SPDX-License-Identifier: EUPL-1.2
"""Reads: how each clause is kept, results of one subject, lists of results and deviations, and history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum, UUIDField
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from aikompas.compliance.counting import FIELDS, ClauseState, Counts, counts_of_control, of
from aikompas.compliance.models import ClauseDay, ControlResult, Deviation, Measuring, Tally, Touched
from aikompas.core.actor import Actor
from aikompas.organisations.models import Organisation
from aikompas.policy.attesting import attested
from aikompas.policy.controls import Evidence, Outcome, Result, UnknownControl, get_control
from aikompas.policy.gates import run_controls
from aikompas.policy.labels import question_of
from aikompas.policy.planned import planned_controls
from aikompas.policy.profiles import Profile
from aikompas.policy.sections.clauses import Clause
from aikompas.policy.selectors import latest_attestations, profile_of
from aikompas.policy.subjects import prepare, scope_of, subjects_of

PERSON = "person"
NOT_KEPT = (Outcome.NOT_MET, Outcome.ATTENTION)
BrokenDown = dict[str, Counts]


@dataclass(frozen=True, slots=True)
class SubjectResult:
    """What a control says about one subject, the clauses it keeps, and the deviation that somebody accepted."""

    control_id: str
    question: str
    law: str
    result: Result
    clauses: tuple[Clause, ...]
    computed_at: datetime | None
    row: ControlResult | None = None
    deviation: Deviation | None = None

    @property
    def is_kept(self) -> bool:
        """Tell whether there is nothing to put right."""
        return self.result.outcome not in NOT_KEPT


def clause_states(
    organisation: Organisation, profile: Profile, department_id: UUID | None = None
) -> list[ClauseState]:
    """Return how each clause is kept, in a constant number of queries; of one department when that is asked."""
    tally = tally_of(organisation.pk, department_id)
    once = measuring_of(organisation).finished_at is not None
    attestations = latest_attestations(organisation.pk, profile.id) if department_id is None else {}
    return [
        ClauseState(
            clause,
            {
                control: counts_of_control(control, tally, measured_once=once)
                for control in clause.controls
                if department_id is None or control in tally
            },
            attested(clause, attestations.get(clause.reference))
            if clause.attestation and department_id is None
            else None,
        )
        for clause in profile.clauses
    ]


def tally_of(organisation_id: UUID, department_id: UUID | None = None) -> BrokenDown:
    """Return the counts of each control, with the accepted deviations apart, in two queries."""
    of_department = {} if department_id is None else {"department_id": department_id}
    rows = Tally.objects.filter(organisation_id=organisation_id, **of_department)
    found: BrokenDown = defaultdict(Counts)
    counted = rows.order_by().values_list("control_id", "outcome").annotate(sum=Sum("number"))
    for control_id, outcome, number in counted:
        found[control_id] += of(outcome, number)
    for control_id, key in _accepted(organisation_id):
        if department_id in (None, key):
            found[control_id] += Counts(accepted=1)
    return dict(found)


def tally_by_department(organisation_id: UUID, controls: Collection[str]) -> dict[UUID, Counts]:
    """Return the counts of each department over these controls, in two queries."""
    rows = Tally.objects.filter(
        organisation_id=organisation_id, control_id__in=controls, department__isnull=False
    )
    found: dict[UUID, Counts] = defaultdict(Counts)
    counted = rows.order_by().values_list("department_id", "outcome").annotate(sum=Sum("number"))
    for key, outcome, number in counted:
        found[key] += of(outcome, number)
    for control_id, department_id in _accepted(organisation_id):
        if department_id is not None and control_id in controls:
            found[department_id] += Counts(accepted=1)
    return dict(found)


def _accepted(organisation_id: UUID) -> Iterable[tuple[str, UUID | None]]:
    """Return of each result that is not met and of which that is accepted: its control, and its department.

    Deviations are few and results are many, so the result of each deviation is looked for.
    """
    result = ControlResult.objects.order_by().filter(
        organisation_id=organisation_id,
        subject_id=OuterRef("subject_id"),
        control_id=OuterRef("control_id"),
        outcome__in=NOT_KEPT,
    )
    accepted = counting_deviations().order_by().filter(Exists(result), organisation_id=organisation_id)
    department = Subquery(result.values("department_id"), output_field=UUIDField())
    return accepted.values_list("control_id", department)


def _deviation_of_row() -> QuerySet[Deviation]:
    return counting_deviations().filter(
        organisation_id=OuterRef("organisation_id"),
        control_id=OuterRef("control_id"),
        subject_id=OuterRef("subject_id"),
    )


def counting_deviations() -> QuerySet[Deviation]:
    """Return the deviations that are accepted today."""
    return Deviation.objects.filter(withdrawn_at__isnull=True, until__gte=timezone.localdate())


def results_visible_to(actor: Actor) -> QuerySet[ControlResult]:
    """Return results with whether a deviation is accepted; those about single persons are for nobody to list."""
    return (
        ControlResult.objects.filter(organisation_id=actor.organisation_id)
        .exclude(scope=PERSON)
        .annotate(is_accepted=Exists(_deviation_of_row()))
        .select_related("department", "organisation")
    )


def get_result(actor: Actor, result_id: UUID) -> ControlResult:
    """Return one result; raises ``ControlResult.DoesNotExist``."""
    return results_visible_to(actor).get(pk=result_id)


def subject_of(result: ControlResult | Deviation) -> Any:
    """Return what a result or deviation is about; raises ``ObjectDoesNotExist`` when it is not there any more."""
    return subjects_of(result.scope, result.organisation_id).get(pk=result.subject_id)


def subject_or_none(about: ControlResult | Deviation) -> Any:
    """Return what a result or deviation is about; nothing when it is not there any more."""
    return subjects_of(about.scope, about.organisation_id).filter(pk=about.subject_id).first()


def results_of(subject: Any) -> list[SubjectResult]:
    """Return what every control of the policy says about a subject; asked anew when something about it changed.

    Four queries as long as nothing changed since it was measured.
    """
    scope = scope_of(subject)
    organisation_id: UUID = subject.organisation_id
    organisation = subject if isinstance(subject, Organisation) else subject.organisation
    profile = profile_of(organisation)
    rows = ControlResult.objects.filter(organisation_id=organisation_id, subject_id=subject.pk)
    stored = {row.control_id: row for row in rows}
    mine = counting_deviations().filter(organisation_id=organisation_id, subject_id=subject.pk)
    deviations = {row.control_id: row for row in mine.select_related("accepted_by", "organisation")}
    fresh = _fresh(subject, scope, profile) if _is_touched(organisation_id, scope, subject.pk) else {}
    found = []
    for control_id in profile.controls:
        if _scope_of_control(control_id) != scope:
            continue
        row = stored.get(control_id)
        found.append(
            SubjectResult(
                control_id=control_id,
                question=question_of(control_id),
                law=_law_of(control_id),
                result=fresh.get(control_id) or (stored_result(row) if row else _not_measured()),
                clauses=tuple(clause for clause in profile.clauses if control_id in clause.controls),
                computed_at=timezone.now() if control_id in fresh else row.computed_at if row else None,
                row=row,
                deviation=deviations.get(control_id),
            )
        )
    return found


def _is_touched(organisation_id: UUID, scope: str, subject_id: UUID) -> bool:
    about = Q(scope="") | Q(scope=scope, subject_id=subject_id)
    return Touched.objects.filter(about, organisation_id=organisation_id).exists()


def _fresh(subject: Any, scope: str, profile: Profile) -> Mapping[str, Result]:
    ids = [control for control in profile.controls if _scope_of_control(control) == scope]
    prepare(scope, [subject])
    return {check.control_id: check.result for check in run_controls(ids, subject) if check.control}


def _scope_of_control(control_id: str) -> str:
    try:
        return get_control(control_id).scope
    except UnknownControl:
        planned = planned_controls().get(control_id)
        return planned.scope if planned else ""


def _law_of(control_id: str) -> str:
    try:
        return str(get_control(control_id).law)
    except UnknownControl:
        return ""


def _not_measured() -> Result:
    return Result(Outcome.NOT_MEASURED, _("This is not yet measured."))


def stored_result(row: ControlResult) -> Result:
    """Return a stored answer as a control gives it, in the language of the interface."""
    return Result(
        Outcome(row.outcome),
        in_language(row.why),
        tuple(Evidence(in_language(proof["text"]), proof["url"]) for proof in row.evidence),
        row.fix,
    )


def in_language(texts: Mapping[str, str]) -> str:
    """Return a stored text in the language of the interface."""
    return texts.get((get_language() or "nl")[:2]) or next(iter(texts.values()), "")


def measuring_of(organisation: Organisation) -> Measuring:
    """Return how far measuring is; nothing is written when it never began."""
    found = Measuring.objects.filter(organisation=organisation).first()
    return found or Measuring(organisation=organisation)


def get_measuring(actor: Actor, measuring_id: UUID) -> Measuring:
    """Return the measuring of the actor's organisation; raises ``Measuring.DoesNotExist``."""
    own = Measuring.objects.filter(organisation_id=actor.organisation_id).select_related("organisation")
    return own.get(pk=measuring_id)


def waits_to_be_measured(organisation: Organisation) -> bool:
    """Tell whether something changed that was not measured yet."""
    return Touched.objects.filter(organisation=organisation).exists()


def everything_waits(organisation: Organisation) -> bool:
    """Tell whether somebody or something asked for everything to be measured anew."""
    return Touched.objects.filter(organisation=organisation, scope="").exists()


def deviations_visible_to(actor: Actor) -> QuerySet[Deviation]:
    """Return the accepted deviations of the actor's organisation, the newest first."""
    return Deviation.objects.filter(organisation_id=actor.organisation_id).select_related(
        "accepted_by", "organisation", "department"
    )


def get_deviation(actor: Actor, deviation_id: UUID) -> Deviation:
    """Return one deviation; raises ``Deviation.DoesNotExist``."""
    return deviations_visible_to(actor).get(pk=deviation_id)


def deviations_that_end(day: date) -> QuerySet[Deviation]:
    """Return the deviations that are accepted today and end by a day."""
    return counting_deviations().filter(until__lte=day)


def history_of_clause(organisation_id: UUID, profile_id: str, reference: str, days: int) -> list[ClauseDay]:
    """Return how a clause stood on each day that was counted."""
    first = timezone.localdate() - timedelta(days=days)
    rows = ClauseDay.objects.filter(organisation_id=organisation_id, profile_id=profile_id, day__gte=first)
    return list(rows.filter(reference=reference).order_by("day"))


def history_of_policy(organisation_id: UUID, profile_id: str, days: int) -> list[tuple[date, Counts]]:
    """Return how all clauses together stood on each day that was counted."""
    first = timezone.localdate() - timedelta(days=days)
    rows = ClauseDay.objects.filter(organisation_id=organisation_id, profile_id=profile_id, day__gte=first)
    sums: Iterable[Any] = (
        rows.order_by("day").values("day").annotate(**{f"sum_{name}": Sum(name) for name in FIELDS})
    )
    return [(row["day"], Counts(*(row[f"sum_{name}"] for name in FIELDS))) for row in sums]
