# SPDX-License-Identifier: EUPL-1.2
"""Reading advice, conclusions, decisions and conditions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.organisations.models import Organisation
from aikompas.organisations.permissions import may
from aikompas.policy.selectors import profile_of
from aikompas.policy.subjects import prepared
from aikompas.register.choices import State
from aikompas.register.lifecycle import ACTIVE_STATES, JUDGED_ANEW
from aikompas.register.models import Application
from aikompas.register.selectors import applications_visible_to
from aikompas.review.choices import ConditionState, DecisionVerdict
from aikompas.review.models import Advice, Conclusion, Condition, Decision, DossierSnapshot, Recusal
from aikompas.review.selectors.mandates import classes_decided_by
from aikompas.review.selectors.standing_in import wanted_from

CURRENT = Q(lapsed_at__isnull=True)
UNMET = (ConditionState.OPEN, ConditionState.OFFERED)
Judgement = TypeVar("Judgement", Advice, Conclusion, Decision)


# Of one application


@dataclass(frozen=True, slots=True)
class Judgements:
    """Everything that was said and decided about an application, lapsed judgements too."""

    advices: list[Advice]
    conclusions: list[Conclusion]
    decisions: list[Decision]
    conditions: list[Condition]

    @property
    def current_advices(self) -> list[Advice]:
        """The advices that count, the oldest first."""
        return [advice for advice in self.advices if advice.is_current]

    @property
    def conclusion(self) -> Conclusion | None:
        """The conclusion that counts."""
        return _first_current(self.conclusions)

    @property
    def decision(self) -> Decision | None:
        """The decision that counts."""
        return _first_current(self.decisions)


def _first_current(found: list[Judgement]) -> Judgement | None:
    return next((judgement for judgement in found if judgement.is_current), None)


def judgements(application: Application) -> Judgements:
    """Return all advices, conclusions, decisions and conditions of an application, lapsed ones too."""
    return Judgements(
        advices=list(Advice.objects.filter(application=application).select_related("member")),
        conclusions=list(
            Conclusion.objects.filter(application=application).select_related("concluded_by", "snapshot")
        ),
        decisions=list(
            Decision.objects.filter(application=application).select_related(
                "decided_by", "mandate", "made_known_by", "snapshot"
            )
        ),
        conditions=list(_conditions().filter(application=application)),
    )


def current_advices(application: Application) -> Sequence[Advice]:
    """Return the advices on the application that have not lapsed, the oldest first."""
    return prepared(
        application,
        "review.current_advices",
        lambda: list(Advice.objects.filter(CURRENT, application=application).select_related("member")),
    )


def current_conclusion(application: Application) -> Conclusion | None:
    """Return the committee's conclusion that has not lapsed, with its conditions."""
    found = Conclusion.objects.filter(CURRENT, application=application).select_related("concluded_by")
    return prepared(
        application,
        "review.current_conclusion",
        lambda: found.prefetch_related("conditions__owner").first(),
    )


def conclusions_in_short(applications: Iterable[Application]) -> dict[UUID, Conclusion]:
    """Return the conclusion that counts of each of these applications that has one."""
    found = Conclusion.objects.filter(CURRENT, application__in=applications)
    return {conclusion.application_id: conclusion for conclusion in found}


def current_decision(application: Application) -> Decision | None:
    """Return the decision that has not lapsed."""
    return prepared(
        application,
        "review.current_decision",
        lambda: (
            Decision.objects.filter(CURRENT, application=application)
            .select_related("decided_by", "conclusion", "mandate")
            .first()
        ),
    )


def has_approval(application: Application) -> bool:
    """Tell whether a decision that has not lapsed approves the application."""
    return Decision.objects.filter(CURRENT, application=application, verdict=DecisionVerdict.APPROVE).exists()


def waits_for_decision(application: Application) -> bool:
    """Tell whether the committee concluded its advice and no decision has been taken on it."""
    if application.state not in {State.ADVISED, *JUDGED_ANEW}:
        return False
    concluded = Conclusion.objects.filter(CURRENT, application=application)
    return concluded.exists() and not Decision.objects.filter(CURRENT, application=application).exists()


def is_open_for_advice(application: Application) -> bool:
    """Tell whether the application waits for advice or its conclusion: assessed, or up for a new judgement."""
    if application.state not in JUDGED_ANEW:
        return application.state == State.ASSESSED
    return current_conclusion(application) is None and current_decision(application) is None


def latest_conclusion(application: Application) -> Conclusion | None:
    """Return the last conclusion, lapsed or not."""
    return Conclusion.objects.filter(application=application).select_related("snapshot").first()


def latest_decision(application: Application) -> Decision | None:
    """Return the last decision, lapsed or not."""
    return Decision.objects.filter(application=application).select_related("snapshot").first()


def get_snapshot(actor: Actor, snapshot_id: UUID) -> DossierSnapshot:
    """Return a snapshot in the actor's organisation; raises ``DossierSnapshot.DoesNotExist``."""
    found: DossierSnapshot = DossierSnapshot.objects.select_related(
        "application__organisation", "application__department", "application__owner", "application__system"
    ).get(pk=snapshot_id, organisation_id=actor.organisation_id)
    return found


def judgements_on(kept: DossierSnapshot) -> list[Advice | Conclusion | Decision]:
    """Return the judgements that rest on a kept dossier, the oldest first."""
    found: list[Advice | Conclusion | Decision] = [
        *Advice.objects.filter(snapshot=kept).select_related("member"),
        *Conclusion.objects.filter(snapshot=kept).select_related("concluded_by"),
        *Decision.objects.filter(snapshot=kept).select_related("decided_by"),
    ]
    return sorted(found, key=lambda judgement: judgement.created_at)


# Conditions


def _conditions() -> QuerySet[Condition]:
    return Condition.objects.select_related(
        "application__organisation", "owner", "offered_by", "checker", "checked_by", "conclusion", "decision"
    )


def counting_conditions(application: Application) -> QuerySet[Condition]:
    """Return the conditions of the conclusion that counts: proposed, open or met."""
    states = (ConditionState.PROPOSED, ConditionState.OPEN, ConditionState.OFFERED, ConditionState.MET)
    return _conditions().filter(application=application, conclusion__lapsed_at__isnull=True, state__in=states)


def open_conditions(application: Application) -> QuerySet[Condition]:
    """Return the conditions of the decision that counts that are not yet found met."""
    return counting_conditions(application).filter(state__in=UNMET)


def known_conditions(application: Application) -> list[Condition]:
    """Return the conditions that count, as far as they were loaded for a control already."""
    return prepared(application, "review.counting_conditions", lambda: list(counting_conditions(application)))


def has_overdue_condition(application: Application) -> bool:
    """Tell whether the date of an open condition has passed."""
    today = timezone.localdate()
    return any(
        item.state == ConditionState.OPEN and item.due < today for item in known_conditions(application)
    )


def conditions_of(actor: Actor) -> QuerySet[Condition]:
    """Return the open conditions that the actor must take care of, the most urgent first."""
    return conditions_to_meet(actor).filter(owner_id=actor.id)


def conditions_to_meet(actor: Actor) -> QuerySet[Condition]:
    """Return the open conditions of active applications, whoever takes care of them, the most urgent first."""
    return (
        _conditions()
        .filter(
            organisation_id=actor.organisation_id,
            state=ConditionState.OPEN,
            application__state__in=ACTIVE_STATES,
        )
        .order_by("due", "created_at")
    )


def conditions_to_check(actor: Actor) -> QuerySet[Condition]:
    """Return the conditions that are said to be met and that this actor may check, the longest waiting first."""
    waiting = _conditions().filter(
        organisation_id=actor.organisation_id,
        state=ConditionState.OFFERED,
        application__state__in=ACTIVE_STATES,
    )
    if actor.is_system:
        return waiting
    theirs = Q(checker_id=actor.id)
    if may(actor, "review.conclude"):
        theirs = Q()
    elif may(actor, "review.check_condition"):
        theirs |= Q(checker__isnull=True)
    own = Q(owner_id=actor.id) | Q(offered_by_id=actor.id) | Q(application__owner_id=actor.id)
    own |= Q(application__reporter_id=actor.id)
    return waiting.filter(theirs).exclude(own).order_by("offered_at")


def get_condition(actor: Actor, condition_id: UUID) -> Condition:
    """Return a condition in the actor's organisation; raises ``Condition.DoesNotExist``."""
    return _conditions().get(pk=condition_id, organisation_id=actor.organisation_id)


def conditions_to_repeat(application: Application) -> list[Condition]:
    """Return what a new conclusion starts from: the conditions of the last one that were never met or dropped."""
    last = latest_conclusion(application)
    if last is None:
        return []
    unsettled = (ConditionState.PROPOSED, *UNMET, ConditionState.LAPSED)
    return list(last.conditions.filter(state__in=unsettled).select_related("owner"))


# What waits


def _for_advice() -> Q:
    anew = Q(state__in=JUDGED_ANEW) & ~Exists(_current(Conclusion)) & ~Exists(_current(Decision))
    return Q(state=State.ASSESSED) | anew


def _for_decision() -> Q:
    anew = Q(state__in=JUDGED_ANEW) & Exists(_current(Conclusion)) & ~Exists(_current(Decision))
    return Q(state=State.ADVISED) | anew


def open_for_advice(actor: Actor) -> QuerySet[Application]:
    """Return the applications that wait for advice or its conclusion: assessed, or up for a new judgement."""
    return applications_visible_to(actor).filter(_for_advice())


def with_advice(actor: Actor) -> QuerySet[Application]:
    """Return those on which somebody has advised, so that the advice can be concluded."""
    return open_for_advice(actor).filter(Exists(_current(Advice)))


def open_for_decision(actor: Actor) -> QuerySet[Application]:
    """Return the applications whose advice is concluded and that wait for a decision."""
    return applications_visible_to(actor).filter(_for_decision())


def to_advise_on(actor: Actor) -> QuerySet[Application]:
    """Return what waits for this member: an expertise that has not been used, and no reason to stay out."""
    recuses = _recuses_own_department(actor)
    unused = Q(pk__in=[])
    for expertise, wanted in wanted_from(actor, recuses_own_department=recuses):
        unused |= wanted & Q(~Exists(_current(Advice).filter(member_id=actor.id, expertise=expertise)))
    waiting = not_own(open_for_advice(actor), actor).filter(unused)
    if recuses and actor.department_id is not None:
        waiting = waiting.exclude(department_id=actor.department_id)
    stays_out = Recusal.objects.filter(
        application=OuterRef("pk"), member_id=actor.id, withdrawn_at__isnull=True
    )
    return waiting.filter(~Exists(stays_out))


def _recuses_own_department(actor: Actor) -> bool:
    """Tell whether the policy wants members to stay out of the advice on their own department."""
    if actor.organisation_id is None:
        return False
    return profile_of(Organisation.objects.get(pk=actor.organisation_id)).committee.recuses_own_department


def to_conclude(actor: Actor) -> QuerySet[Application]:
    """Return what waits for this secretary."""
    return not_own(with_advice(actor), actor)


def to_decide(actor: Actor) -> QuerySet[Application]:
    """Return what waits for this person: of the risk classes that one decides about, by role or by mandate."""
    decided = classes_decided_by(actor)
    return not_own(open_for_decision(actor), actor).filter(risk_class__in=sorted(decided))


def not_own(applications: QuerySet[Application], actor: Actor) -> QuerySet[Application]:
    """Leave out what the actor owns or reported: nobody judges an own application."""
    own = Q(owner_id=actor.id, owner__isnull=False) | Q(reporter_id=actor.id, reporter__isnull=False)
    return applications.exclude(own)


def queue_visible_to(actor: Actor) -> QuerySet[Application]:
    """Return the applications that wait for advice, a conclusion or a decision, with what was said so far."""
    waiting = applications_visible_to(actor).filter(_for_advice() | _for_decision())
    return waiting.prefetch_related(
        Prefetch("advices", queryset=Advice.objects.filter(CURRENT), to_attr="given_advices"),
        Prefetch("conclusions", queryset=Conclusion.objects.filter(CURRENT), to_attr="current_conclusions"),
    )


def _current(model: type[Judgement]) -> QuerySet[Judgement]:
    """Return the judgements that count of the application of the outer query."""
    return model._default_manager.filter(CURRENT, application=OuterRef("pk"))
