# SPDX-License-Identifier: EUPL-1.2
"""Who may do what: one matrix role x action, and the rules about single objects. Denied by default.

An action that is not in the matrix is denied to everybody. The system (commands, jobs) may do everything within its
organisation. Object rules look at the object only through the attributes ``organisation_id``, ``department_id``,
``owner_id``, ``oversight_person_id``, ``lead_id``, ``reporter_id`` and ``submitted_by_id``, and the method
``role_in_team``, so that this app knows no app above it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import rules

from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed
from aikompas.organisations.roles import Role

R = Role
ALL_STAFF: frozenset[str] = frozenset(Role.values)
WORKERS: frozenset[str] = ALL_STAFF - {R.COUNCIL_MEMBER, R.AUDITOR}
REVIEWERS: frozenset[str] = frozenset(
    {R.COMMITTEE_MEMBER, R.COMMITTEE_SECRETARY, R.DECISION_MAKER, R.PRIVACY_ADVISER, R.SECURITY_OFFICER}
)
OVERSIGHT: frozenset[str] = REVIEWERS | {R.AUDITOR, R.ADMINISTRATOR, R.PROCUREMENT_OFFICER, R.PUBLISHER}
FILERS: frozenset[str] = frozenset({R.OWNER, R.CONTACT_PERSON, R.COMMITTEE_SECRETARY})
PLANNERS: frozenset[str] = frozenset({R.COMMITTEE_SECRETARY, R.DECISION_MAKER, R.ADMINISTRATOR})
ASSESSORS: frozenset[str] = FILERS | {R.PRIVACY_ADVISER}
# Roles in the team of one assessment, from least to most.
TEAM_ROLES = ("reader", "commenter", "editor", "lead")


def _roles(*roles: str) -> frozenset[str]:
    return frozenset(roles)


MATRIX: Mapping[str, frozenset[str]] = {
    # Organisation and people
    "organisations.view_home": ALL_STAFF,
    "organisations.view_people": ALL_STAFF,
    "organisations.manage_people": _roles(R.ADMINISTRATOR),
    "organisations.manage_organisation": _roles(R.ADMINISTRATOR),
    "organisations.edit_own_profile": ALL_STAFF,
    "ui.view_style_guide": _roles(R.ADMINISTRATOR),
    "audit.view_history": _roles(R.AUDITOR, R.ADMINISTRATOR),
    "audit.view_object_history": ALL_STAFF - {R.COUNCIL_MEMBER},
    # Worklists
    "worklist.view": ALL_STAFF,
    "worklist.view_department": _roles(R.CONTACT_PERSON),
    "worklist.view_team": WORKERS,
    "worklist.plan_absence": ALL_STAFF,
    # Notifications, the outbox, webhooks and scheduled work
    "notifications.view_own": ALL_STAFF,
    "notifications.manage_outbox": _roles(R.ADMINISTRATOR),
    "notifications.manage_webhooks": _roles(R.ADMINISTRATOR),
    "jobs.view": _roles(R.ADMINISTRATOR),
    # Files: whoever may see what a file belongs to
    "files.download": ALL_STAFF,
    "files.view_exports": ALL_STAFF,
    "files.manage_templates": _roles(R.ADMINISTRATOR),
    # Usage reports
    "register.report_use": WORKERS,
    "register.view_own_reports": WORKERS,
    "register.view_report": ALL_STAFF,
    "register.answer_report": WORKERS,
    "register.withdraw_report": WORKERS,
    "register.view_reports": _roles(R.CONTACT_PERSON, R.COMMITTEE_SECRETARY, R.AUDITOR, R.ADMINISTRATOR),
    "register.triage_report": _roles(R.CONTACT_PERSON, R.COMMITTEE_SECRETARY),
    # Applications and systems
    "register.view_applications": ALL_STAFF,
    "register.view_application": ALL_STAFF,
    "register.export_applications": ALL_STAFF,
    "register.register_found_in_use": _roles(R.CONTACT_PERSON, R.COMMITTEE_SECRETARY),
    "register.edit_application": FILERS,
    "register.view_systems": ALL_STAFF,
    "register.edit_system": FILERS | {R.PROCUREMENT_OFFICER},
    "register.view_environments": ALL_STAFF,
    "register.manage_environments": _roles(R.SECURITY_OFFICER, R.ADMINISTRATOR),
    "register.view_inventories": _roles(R.CONTACT_PERSON, R.COMMITTEE_SECRETARY, R.AUDITOR, R.ADMINISTRATOR),
    "register.confirm_inventory": _roles(R.CONTACT_PERSON, R.COMMITTEE_SECRETARY),
    "register.move_application": FILERS,
    "register.take_into_use": _roles(R.OWNER, R.COMMITTEE_SECRETARY),
    "register.put_under_review": FILERS | {R.SECURITY_OFFICER, R.PRIVACY_ADVISER},
    "register.suspend_application": WORKERS,
    "register.lift_suspension": _roles(
        R.SECURITY_OFFICER, R.PRIVACY_ADVISER, R.COMMITTEE_SECRETARY, R.DECISION_MAKER
    ),
    "register.retire_application": FILERS,
    "register.archive_application": _roles(R.COMMITTEE_SECRETARY, R.ADMINISTRATOR),
    # Classification
    "classification.view": ALL_STAFF,
    "classification.classify": FILERS,
    # Policy
    "policy.view": ALL_STAFF,
    "policy.edit_document": _roles(R.COMMITTEE_SECRETARY, R.ADMINISTRATOR),
    "policy.adopt_document": _roles(R.COMMITTEE_SECRETARY, R.DECISION_MAKER),
    "policy.attest": WORKERS,
    "policy.manage_profile": _roles(R.ADMINISTRATOR),
    "policy.write_house_rules": _roles(R.COMMITTEE_SECRETARY, R.ADMINISTRATOR),
    "policy.acknowledge_house_rules": WORKERS,
    "policy.view_house_rules_coverage": OVERSIGHT | {R.CONTACT_PERSON, R.COUNCIL_MEMBER},
    "policy.view_house_rules_people": _roles(R.CONTACT_PERSON, R.COMMITTEE_SECRETARY, R.ADMINISTRATOR),
    "policy.plan_roadmap": PLANNERS,
    "policy.work_on_step": WORKERS,
    "policy.set_budget": PLANNERS,
    "policy.enter_budget_line": PLANNERS | {R.PROCUREMENT_OFFICER},
    # Yearly evaluation: who leads one need not have a role for it
    "evaluation.view": ALL_STAFF,
    "evaluation.start": _roles(R.COMMITTEE_SECRETARY, R.ADMINISTRATOR),
    "evaluation.lead": WORKERS,
    "evaluation.read_remarks": WORKERS,
    "evaluation.answer": WORKERS,
    "evaluation.decide_proposal": _roles(R.COMMITTEE_SECRETARY, R.DECISION_MAKER),
    # Compliance
    "compliance.view": ALL_STAFF - {R.COUNCIL_MEMBER},
    "compliance.view_council": ALL_STAFF,
    "compliance.refresh": _roles(R.COMMITTEE_SECRETARY, R.AUDITOR, R.ADMINISTRATOR),
    "compliance.accept_deviation": _roles(R.DECISION_MAKER, R.PRIVACY_ADVISER, R.SECURITY_OFFICER),
    # Instruments
    "library.view": ALL_STAFF - {R.COUNCIL_MEMBER},
    "library.manage": _roles(R.ADMINISTRATOR),
    # Assessments
    "assessments.view": ALL_STAFF - {R.COUNCIL_MEMBER},
    "assessments.fill_in": WORKERS,
    "assessments.manage_team": WORKERS,
    "assessments.comment": WORKERS,
    "assessments.advise": _roles(R.PRIVACY_ADVISER, R.SECURITY_OFFICER),
    "assessments.return": _roles(
        R.PRIVACY_ADVISER, R.SECURITY_OFFICER, R.COMMITTEE_SECRETARY, R.DECISION_MAKER
    ),
    "assessments.approve": _roles(R.PRIVACY_ADVISER, R.COMMITTEE_SECRETARY, R.DECISION_MAKER),
    "assessments.plan": FILERS,
    "assessments.do_without": _roles(R.COMMITTEE_SECRETARY, R.DECISION_MAKER),
    # Requirements, measures and risks
    "measures.view": ALL_STAFF - {R.COUNCIL_MEMBER},
    "measures.work": FILERS | {R.PRIVACY_ADVISER, R.SECURITY_OFFICER},
    "measures.review": _roles(
        R.PRIVACY_ADVISER, R.SECURITY_OFFICER, R.COMMITTEE_MEMBER, R.COMMITTEE_SECRETARY
    ),
    "measures.accept_risk": _roles(R.DECISION_MAKER, R.PRIVACY_ADVISER, R.SECURITY_OFFICER),
    "measures.manage_catalogue": _roles(R.ADMINISTRATOR),
    # Review
    "review.view": ALL_STAFF,
    "review.view_queue": OVERSIGHT,
    "review.advise": _roles(R.COMMITTEE_MEMBER),
    "review.conclude": _roles(R.COMMITTEE_SECRETARY),
    "review.view_committee": ALL_STAFF,
    "review.manage_committee": _roles(R.COMMITTEE_SECRETARY, R.ADMINISTRATOR),
    "review.recuse": _roles(R.COMMITTEE_MEMBER, R.COMMITTEE_SECRETARY),
    "review.view_meetings": OVERSIGHT,
    "review.manage_meetings": _roles(R.COMMITTEE_SECRETARY),
    "review.decide": _roles(R.DECISION_MAKER),
    # The policy says which role, or who by mandate: `review.selectors.mandates`.
    "review.record_decision": REVIEWERS | {R.OWNER},
    "review.make_known": _roles(R.COMMITTEE_SECRETARY, R.DECISION_MAKER, R.PUBLISHER),
    "review.manage_mandates": _roles(R.COMMITTEE_SECRETARY, R.ADMINISTRATOR),
    "review.meet_condition": FILERS,
    "review.check_condition": REVIEWERS,
    "review.review_again": FILERS,
    "review.confirm_review": _roles(R.COMMITTEE_SECRETARY, R.PRIVACY_ADVISER),
    # Pilots and the knowledge base
    "pilots.view": ALL_STAFF,
    "pilots.plan": FILERS,
    "pilots.run": WORKERS,
    "pilots.guide": _roles(R.COMMITTEE_MEMBER, R.COMMITTEE_SECRETARY),
    "pilots.stop": WORKERS,
    "pilots.decide": _roles(R.DECISION_MAKER),
    "pilots.read_articles": ALL_STAFF,
    "pilots.propose_article": WORKERS,
    "pilots.publish_article": _roles(R.COMMITTEE_SECRETARY, R.CONTACT_PERSON),
    # What employees may use, and for which data that is settled
    "guidance.view": ALL_STAFF,
    "guidance.designate": _roles(R.PRIVACY_ADVISER, R.SECURITY_OFFICER, R.DECISION_MAKER),
    # Publication
    "publication.view_texts": ALL_STAFF,
    "publication.edit_text": _roles(R.OWNER, R.PUBLISHER, R.COMMITTEE_SECRETARY),
    "publication.approve_text": _roles(R.PUBLISHER),
    "publication.publish": _roles(R.PUBLISHER),
    "publication.import_registrations": _roles(R.ADMINISTRATOR, R.COMMITTEE_SECRETARY),
    "publication.export_registrations": ALL_STAFF,
}


@rules.predicate
def same_organisation(actor: Actor, obj: Any) -> bool:
    """The object belongs to the organisation in which the actor acts."""
    return obj is None or getattr(obj, "organisation_id", actor.organisation_id) == actor.organisation_id


@rules.predicate
def wide_view(actor: Actor, obj: Any) -> bool:
    """The actor's role spans all departments."""
    return actor.has_role(R.COMMITTEE_SECRETARY, R.AUDITOR, R.ADMINISTRATOR)


@rules.predicate
def own_department(actor: Actor, obj: Any) -> bool:
    """The object belongs to a department that the actor is AI contact person of."""
    return obj is None or getattr(obj, "department_id", None) in actor.contact_for


@rules.predicate
def own_object(actor: Actor, obj: Any) -> bool:
    """The actor owns the object (or the application that it is about)."""
    return obj is None or (actor.id is not None and actor.id == getattr(obj, "owner_id", None))


@rules.predicate
def overseer(actor: Actor, obj: Any) -> bool:
    """The actor is the human oversight of the application."""
    return obj is None or (actor.id is not None and actor.id == getattr(obj, "oversight_person_id", None))


@rules.predicate
def leader(actor: Actor, obj: Any) -> bool:
    """The actor leads what is done (a pilot)."""
    return obj is None or (actor.id is not None and actor.id == getattr(obj, "lead_id", None))


@rules.predicate
def led_by_another(actor: Actor, obj: Any) -> bool:
    """Somebody else leads what is done (a pilot)."""
    return obj is None or actor.id is None or actor.id != getattr(obj, "lead_id", None)


@rules.predicate
def own_report(actor: Actor, obj: Any) -> bool:
    """The actor made the report."""
    return obj is None or (actor.id is not None and actor.id == getattr(obj, "reporter_id", None))


@rules.predicate
def four_eyes(actor: Actor, obj: Any) -> bool:
    """The actor neither owns, reported nor submitted what is judged: nobody judges what is own."""
    if obj is None or actor.id is None:
        return True
    return all(
        actor.id != getattr(obj, name, None) for name in ("owner_id", "reporter_id", "submitted_by_id")
    )


@rules.predicate
def stopped_by_another(actor: Actor, obj: Any) -> bool:
    """Somebody else stopped at once what would start again."""
    return obj is None or actor.id is None or actor.id != getattr(obj, "suspended_by_id", None)


@rules.predicate
def secretary(actor: Actor, obj: Any) -> bool:
    """The actor is secretary of the committee and keeps every dossier moving."""
    return actor.has_role(R.COMMITTEE_SECRETARY)


@rules.predicate
def planner(actor: Actor, obj: Any) -> bool:
    """The actor keeps the timetable and the budget of the policy."""
    return not actor.roles.isdisjoint(PLANNERS)


@rules.predicate
def administrator(actor: Actor, obj: Any) -> bool:
    """The actor administers the organisation."""
    return actor.has_role(R.ADMINISTRATOR)


@rules.predicate
def publisher(actor: Actor, obj: Any) -> bool:
    """The actor publishes for the whole organisation."""
    return actor.has_role(R.PUBLISHER)


@rules.predicate
def guardian(actor: Actor, obj: Any) -> bool:
    """The actor guards security or privacy in the whole organisation."""
    return actor.has_role(R.SECURITY_OFFICER, R.PRIVACY_ADVISER)


@rules.predicate
def assessor(actor: Actor, obj: Any) -> bool:
    """The actor has a role that fills in assessments."""
    return not actor.roles.isdisjoint(ASSESSORS)


@rules.predicate
def reviewer(actor: Actor, obj: Any) -> bool:
    """The actor advises on or decides about applications."""
    return not actor.roles.isdisjoint(REVIEWERS)


def _in_team(*roles: str) -> rules.predicates.Predicate:
    def in_team(actor: Actor, obj: Any) -> bool:
        role_in_team = getattr(obj, "role_in_team", None)
        if obj is None:
            return True
        return role_in_team is not None and role_in_team(actor.id, actor.department_id) in roles

    return rules.predicate(in_team)


FILE_RULE = own_object | own_department | secretary
ASSESSOR_RULE = assessor & (FILE_RULE | guardian)

OBJECT_RULES: Mapping[str, rules.predicates.Predicate] = {
    "register.view_report": own_report | own_department | wide_view,
    "register.answer_report": own_report,
    "register.withdraw_report": own_report,
    "register.triage_report": (own_department | secretary) & four_eyes,
    "register.register_found_in_use": own_department | secretary,
    "register.confirm_inventory": own_department | secretary,
    "register.edit_application": FILE_RULE,
    "register.move_application": FILE_RULE,
    "register.take_into_use": own_object | secretary,
    "register.put_under_review": FILE_RULE | guardian,
    "register.suspend_application": overseer | FILE_RULE | guardian,
    "register.lift_suspension": four_eyes & stopped_by_another,
    "register.retire_application": FILE_RULE,
    "classification.classify": FILE_RULE,
    "policy.acknowledge_house_rules": own_object,
    "policy.view_house_rules_people": own_department | secretary | administrator,
    "policy.work_on_step": own_object | planner,
    "evaluation.lead": own_object | secretary,
    "evaluation.read_remarks": own_object,
    "assessments.fill_in": ASSESSOR_RULE | _in_team("lead", "editor"),
    "assessments.manage_team": ASSESSOR_RULE | _in_team("lead"),
    "assessments.comment": ASSESSOR_RULE | reviewer | _in_team("lead", "editor", "commenter"),
    "assessments.advise": four_eyes,
    "assessments.return": four_eyes,
    "assessments.approve": four_eyes,
    "assessments.plan": FILE_RULE,
    "assessments.do_without": four_eyes,
    "measures.work": FILE_RULE | guardian,
    "measures.accept_risk": four_eyes,
    "compliance.accept_deviation": four_eyes,
    "review.advise": four_eyes,
    "review.conclude": four_eyes,
    "review.decide": four_eyes,
    "review.record_decision": four_eyes,
    "review.meet_condition": FILE_RULE,
    "review.check_condition": four_eyes,
    "review.review_again": FILE_RULE,
    "review.confirm_review": four_eyes,
    "pilots.plan": FILE_RULE,
    "pilots.run": leader | FILE_RULE,
    "pilots.guide": four_eyes & led_by_another,
    "pilots.stop": leader | FILE_RULE | guardian | reviewer,
    "pilots.decide": four_eyes & led_by_another,
    "pilots.publish_article": own_department | secretary,
    "guidance.designate": four_eyes,
    "publication.edit_text": own_object | publisher | secretary,
}


def may(actor: Actor, action: str, obj: Any = None) -> bool:
    """Tell whether the actor may take this action, in general or on this object."""
    if not same_organisation.test(actor, obj):
        return False
    if actor.is_system:
        return True
    if actor.roles.isdisjoint(MATRIX.get(action, frozenset())):
        return False
    rule = OBJECT_RULES.get(action)
    return rule is None or bool(rule.test(actor, obj))


def require(actor: Actor, action: str, obj: Any = None) -> None:
    """Raise ``NotAllowed`` unless the actor may take this action."""
    if not may(actor, action, obj):
        raise NotAllowed(action)
