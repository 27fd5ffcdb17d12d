# SPDX-License-Identifier: EUPL-1.2
"""Writes of working together: the team, comments and action points."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.assessments.models import (
    ActionPoint,
    Assessment,
    Comment,
    CommentThread,
    TeamMember,
    TeamRole,
)
from aikompas.assessments.models.comments import LONGEST_COMMENT
from aikompas.assessments.places import is_place
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.rules import may_speak
from aikompas.assessments.selectors.team import departments_to_invite, people_around, people_to_invite
from aikompas.audit.changes import Changes
from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed
from aikompas.organisations.models import Department, User
from aikompas.organisations.permissions import require
from aikompas.organisations.selectors import active_people

WRITTEN = ("text", "owner", "due")


@service
def invite(
    *,
    actor: Actor,
    assessment: Assessment,
    role: str,
    person: User | None = None,
    department: Department | None = None,
) -> TeamMember:
    """Invite a person, or everybody of a department, to work on an assessment in a role."""
    require(actor, "assessments.manage_team", assessment)
    if role not in TeamRole.values:
        raise ValidationError({"role": _("Choose a role.")})
    if (person is None) == (department is None):
        raise ValidationError({"person": _("Choose a person or a department.")})
    if person and not people_to_invite(assessment).filter(pk=person.pk).exists():
        raise ValidationError({"person": _("Choose somebody who is not in the team yet.")})
    if department and not departments_to_invite(assessment).filter(pk=department.pk).exists():
        raise ValidationError({"department": _("Choose a department that is not in the team yet.")})
    member = TeamMember.objects.create(
        organisation_id=assessment.organisation_id,
        assessment=assessment,
        person=person,
        department=department,
        role=role,
        invited_by_id=actor.id,
    )
    changes = {"person_id": (None, member.person_id), "department_id": (None, member.department_id)}
    _record_team(actor, "assessments.invited", assessment, {**changes, "team_role": (None, role)})
    return member


@service
def change_role(*, actor: Actor, assessment: Assessment, member: TeamMember, role: str) -> TeamMember:
    """Give somebody in the team another role."""
    require(actor, "assessments.manage_team", assessment)
    if role not in TeamRole.values:
        raise ValidationError({"role": _("Choose a role.")})
    if member.role == role:
        unchanged()
        return member
    before, member.role = member.role, role
    member.save(update_fields=["role"])
    changes = {"person_id": (member.person_id,) * 2, "department_id": (member.department_id,) * 2}
    _record_team(actor, "assessments.role_changed", assessment, {**changes, "team_role": (before, role)})
    return member


@service
def remove_from_team(*, actor: Actor, assessment: Assessment, member: TeamMember) -> None:
    """Take a person or department out of the team; people can also leave by themselves."""
    if actor.id is None or actor.id != member.person_id:
        require(actor, "assessments.manage_team", assessment)
    changes = {"person_id": (member.person_id, None), "department_id": (member.department_id, None)}
    member.delete()
    _record_team(actor, "assessments.removed_from_team", assessment, changes)


@service
def carry_team(*, actor: Actor, source: Assessment, target: Assessment) -> None:
    """Let the team of an assessment work on the one that follows it.

    Called by the service that starts it: it asks for no permission of its own.
    """
    TeamMember.objects.bulk_create(
        TeamMember(
            organisation_id=target.organisation_id,
            assessment=target,
            person_id=member.person_id,
            department_id=member.department_id,
            role=member.role,
            invited_by_id=member.invited_by_id,
        )
        for member in source.team.all()
    )
    unchanged()


@service
def open_thread(
    *, actor: Actor, assessment: Assessment, key: str, text: str, mentioned: Iterable[User] = ()
) -> CommentThread:
    """Begin a conversation at a question, at a part, or about the whole (an empty key)."""
    require(actor, "assessments.comment", assessment)
    if key and not is_place(questionnaire_of(assessment), key):
        raise ValidationError({"key": _("This questionnaire has no such question.")})
    thread = CommentThread(organisation_id=assessment.organisation_id, assessment=assessment, key=key)
    _check_text(text)
    thread.save()
    _say(actor, thread, text, mentioned)
    record(actor, "assessments.thread_opened", thread)
    return thread


@service
def reply(*, actor: Actor, thread: CommentThread, text: str, mentioned: Iterable[User] = ()) -> Comment:
    """Answer in a conversation; whoever is mentioned in it may answer too."""
    _require_voice(actor, thread)
    _check_text(text)
    comment = _say(actor, thread, text, mentioned)
    if not thread.is_open:
        _resolve(thread, None)
    record(actor, "assessments.replied", thread)
    return comment


@service
def resolve_thread(*, actor: Actor, thread: CommentThread) -> CommentThread:
    """Say that a conversation led to what it was for."""
    return _turn(actor, thread, "assessments.thread_resolved", resolved=True)


@service
def reopen_thread(*, actor: Actor, thread: CommentThread) -> CommentThread:
    """Open a conversation again that was resolved."""
    return _turn(actor, thread, "assessments.thread_reopened", resolved=False)


@service
def add_action_point(
    *, actor: Actor, assessment: Assessment, text: str, owner: User, due: date, key: str = ""
) -> ActionPoint:
    """Agree that somebody does something for an assessment before a date."""
    require(actor, "assessments.comment", assessment)
    if key and not is_place(questionnaire_of(assessment), key):
        raise ValidationError({"key": _("This questionnaire has no such question.")})
    point = ActionPoint(organisation_id=assessment.organisation_id, assessment=assessment, key=key)
    _write(point, text, owner, due)
    point.save()
    record(actor, "assessments.action_point_added", point, changes={"due": (None, point.due)})
    return point


@service
def edit_action_point(*, actor: Actor, point: ActionPoint, text: str, owner: User, due: date) -> ActionPoint:
    """Change what an action point says, who does it, or before when."""
    require(actor, "assessments.comment", point.assessment)
    before = snapshot(point, *WRITTEN)
    _write(point, text, owner, due)
    changes = diff(before, snapshot(point, *WRITTEN))
    if not changes:
        unchanged()
        return point
    point.save()
    record(actor, "assessments.action_point_edited", point, changes=changes)
    return point


@service
def finish_action_point(*, actor: Actor, point: ActionPoint, done: bool = True) -> ActionPoint:
    """Say that an action point is done, or not done after all: by who does it, or by who works on the assessment."""
    if actor.id is None or actor.id != point.owner_id:
        require(actor, "assessments.comment", point.assessment)
    if (point.done_at is not None) == done:
        unchanged()
        return point
    point.done_at = timezone.now() if done else None
    point.done_by_id = actor.id if done else None
    point.save(update_fields=["done_at", "done_by"])
    record(actor, "assessments.action_point_done" if done else "assessments.action_point_reopened", point)
    return point


def _require_voice(actor: Actor, thread: CommentThread) -> None:
    if not may_speak(actor, thread):
        raise NotAllowed("assessments.comment")


def _check_text(text: str) -> None:
    if not text.strip():
        raise ValidationError({"text": _("Write a comment.")})
    if len(text) > LONGEST_COMMENT:
        raise ValidationError({"text": _("Write a shorter comment.")})


def _say(actor: Actor, thread: CommentThread, text: str, mentioned: Iterable[User]) -> Comment:
    wanted = {person.pk for person in mentioned}
    known = people_around(thread.assessment).filter(pk__in=wanted)
    if len(known) < len(wanted):
        raise ValidationError({"mentioned": _("Choose people who have to do with this assessment.")})
    comment = Comment.objects.create(
        organisation_id=thread.organisation_id, thread=thread, author_id=actor.id, text=text.strip()
    )
    comment.mentioned.set(known)
    return comment


def _turn(actor: Actor, thread: CommentThread, action: str, *, resolved: bool) -> CommentThread:
    _require_voice(actor, thread)
    if thread.is_open != resolved:
        unchanged()
        return thread
    _resolve(thread, actor if resolved else None)
    record(actor, action, thread)
    return thread


def _resolve(thread: CommentThread, by: Actor | None) -> None:
    thread.resolved_at = timezone.now() if by else None
    thread.resolved_by_id = by.id if by else None
    thread.save(update_fields=["resolved_at", "resolved_by"])


def _write(point: ActionPoint, text: str, owner: User, due: date) -> None:
    if not text.strip():
        raise ValidationError({"text": _("Say what must be done.")})
    if not active_people(point.organisation_id).filter(pk=owner.pk).exists():
        raise ValidationError({"owner": _("Choose from the list.")})
    if due < timezone.localdate() and due != point.due:
        raise ValidationError({"due": _("Choose a date that is still to come.")})
    point.text, point.owner, point.due = text.strip(), owner, due


def _record_team(actor: Actor, action: str, assessment: Assessment, changes: Changes) -> None:
    record(actor, action, assessment, changes={name: value for name, value in changes.items() if any(value)})
