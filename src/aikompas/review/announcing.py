# SPDX-License-Identifier: EUPL-1.2
"""Who is told what about decisions, conditions and periodic reviews."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from aikompas.core.ids import new_id
from aikompas.notifications.kinds import Kind, register_kind
from aikompas.notifications.telling import tell
from aikompas.organisations.models import User
from aikompas.organisations.roles import Role
from aikompas.organisations.selectors import active_members_with_role
from aikompas.register.lifecycle import JUDGED_ANEW
from aikompas.register.models import Application
from aikompas.register.telling import emit_about
from aikompas.review.choices import ConditionState, DecisionVerdict
from aikompas.review.models import Condition, Decision, PeriodicReview
from aikompas.review.places import application_url, condition_url

CONFIRMING = (Role.COMMITTEE_SECRETARY, Role.PRIVACY_ADVISER)

register_kind(
    Kind(
        "review.decided",
        _("A decision about an application that concerns you"),
        _("A decision has been taken on application %(application)s"),
        _("%(body)s: %(verdict)s. The reasons:"),
        urgent=True,
    ),
    Kind(
        "review.lapsed",
        _("A decision about an application lapsed"),
        _("The decision on application %(application)s no longer counts"),
        _("On its page you see what changed, and who has to do what now."),
        urgent=True,
    ),
    Kind(
        "review.condition_given",
        _("A condition that you take care of"),
        _("You take care of a condition for application %(application)s"),
        _("The decision sets this condition:"),
    ),
    Kind(
        "review.condition_offered",
        _("A condition to check"),
        _("A condition for application %(application)s is said to be met"),
        _("Please check whether that is so:"),
    ),
    Kind(
        "review.condition_met",
        _("Your condition was found met"),
        _("A condition for application %(application)s was found met"),
        _("You need not do anything more about it."),
    ),
    Kind(
        "review.condition_sent_back",
        _("Your condition is not met yet"),
        _("A condition for application %(application)s is not met yet"),
        _("What is missing:"),
        urgent=True,
    ),
    Kind(
        "review.periodic_finished",
        _("A periodic review to confirm"),
        _("The review of application %(application)s waits for your confirmation"),
        _("For this risk class somebody else confirms the outcome."),
    ),
    Kind(
        "review.periodic_done",
        _("The outcome of a periodic review"),
        _("The review of application %(application)s is done"),
        _("The outcome: %(outcome)s."),
    ),
    Kind(
        "review.periodic_sent_back",
        _("Your periodic review was sent back"),
        _("The review of application %(application)s was sent back to you"),
        _("What is missing:"),
        urgent=True,
    ),
)


def decided(decision: Decision) -> None:
    """Tell the reporter, the owner and the department's contact person what was decided, and other systems."""
    application = decision.application
    with translation.override(application.organisation.language):
        facts = {"body": decision.body, "verdict": str(decision.get_verdict_display())}
    people = [person for person in concerned(application) if person.pk != decision.decided_by_id]
    _tell("review.decided", people, application, application_url(application), facts, decision.reasons)
    if application.state in JUDGED_ANEW and decision.verdict == DecisionVerdict.APPROVE:
        # The state does not change, so the register tells nobody.
        emit_about("application.decided", application)


def lapsed(application: Application, reason: str) -> None:
    """Tell who is concerned, and who guards the steps, that a decision no longer counts."""
    secretaries = _with_role(application, Role.COMMITTEE_SECRETARY)
    url = f"{application_url(application)}#changed"
    _tell("review.lapsed", [*concerned(application), *secretaries], application, url, {}, reason)


def conditions_given(conditions: Iterable[Condition]) -> None:
    """Tell whoever takes care of a condition that it counts from now on."""
    for condition in conditions:
        _about("review.condition_given", [condition.owner], condition, condition.text)


def condition_offered(condition: Condition) -> None:
    """Tell who checks a condition that it is said to be met."""
    checkers = (
        [condition.checker]
        if condition.checker
        else _with_role(condition.application, Role.COMMITTEE_SECRETARY)
    )
    people = [person for person in checkers if person.pk not in (condition.owner_id, condition.offered_by_id)]
    _about("review.condition_offered", people, condition, condition.text)


def condition_checked(condition: Condition) -> None:
    """Tell who takes care of a condition what was found."""
    name = "review.condition_met" if condition.state == ConditionState.MET else "review.condition_sent_back"
    _about(name, [condition.owner], condition, condition.check_note)


def review_finished(review: PeriodicReview) -> None:
    """Tell those who may confirm the outcome of a review that it waits for one of them."""
    people = [
        person for person in _with_role(review.application, *CONFIRMING) if person.pk != review.finished_by_id
    ]
    _tell("review.periodic_finished", people, review.application, review.get_absolute_url())


def review_done(review: PeriodicReview) -> None:
    """Tell who is concerned what came of a review."""
    with translation.override(review.application.organisation.language):
        facts = {"outcome": str(review.get_outcome_display())}
    people = [
        person
        for person in concerned(review.application)
        if person.pk != (review.confirmed_by_id or review.finished_by_id)
    ]
    _tell(
        "review.periodic_done", people, review.application, review.get_absolute_url(), facts, review.reasons
    )


def review_sent_back(review: PeriodicReview) -> None:
    """Tell who finished a review what is missing in it."""
    assert review.finished_by is not None
    url = review.get_absolute_url()
    _tell(
        "review.periodic_sent_back",
        [review.finished_by],
        review.application,
        url,
        {},
        review.sent_back_reason,
    )


def concerned(application: Application) -> list[User]:
    """Return the reporter, the owner and the AI contact person of the department."""
    contact = application.department.contact_person if application.department else None
    people = (
        application.owner,
        application.reporter,
        contact.user if contact and contact.is_active else None,
    )
    return [person for person in people if person is not None]


def _with_role(application: Application, *roles: Role) -> list[User]:
    return [member.user for member in active_members_with_role(application.organisation_id, *roles)]


def _about(name: str, people: Iterable[User], condition: Condition, text: str) -> None:
    _tell(name, people, condition.application, condition_url(condition), {}, text)


def _tell(
    name: str,
    people: Iterable[User],
    application: Application,
    url: str,
    facts: dict[str, str] | None = None,
    text: str = "",
) -> None:
    tell(
        name,
        people,
        organisation=application.organisation,
        key=f"{name}:{application.pk}:{new_id()}",
        url=url,
        facts={"application": application.reference, **(facts or {})},
        text=text,
    )
