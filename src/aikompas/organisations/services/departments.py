# SPDX-License-Identifier: EUPL-1.2
"""Departments and their AI contact persons."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.organisations.models import Department, Membership
from aikompas.organisations.permissions import require
from aikompas.organisations.roles import Role

FIELDS = ("name", "contact_person_id", "is_active")


@service
def create_department(*, actor: Actor, name: str, contact_person: Membership | None = None) -> Department:
    """Make a department."""
    require(actor, "organisations.manage_people")
    department = Department(organisation_id=actor.organisation_id, name=name.strip())
    _save(department, contact_person)
    record(
        actor,
        "organisations.department_created",
        department,
        changes=diff(None, snapshot(department, *FIELDS)),
    )
    return department


@service
def update_department(
    *, actor: Actor, department: Department, name: str, contact_person: Membership | None
) -> Department:
    """Rename a department or give it another AI contact person."""
    require(actor, "organisations.manage_people", department)
    department = Department.objects.get(pk=department.pk)
    before = snapshot(department, *FIELDS)
    department.name = name.strip()
    _save(department, contact_person)
    changes = diff(before, snapshot(department, *FIELDS))
    if changes:
        record(actor, "organisations.department_updated", department, changes=changes)
    else:
        unchanged()
    return department


@service
def deactivate_department(*, actor: Actor, department: Department) -> Department:
    """End a department in which nobody works any more; what it did stays where it is."""
    require(actor, "organisations.manage_people", department)
    department = Department.objects.get(pk=department.pk)
    members = Membership.objects.filter(department=department, is_active=True).count()
    if members:
        raise Refused(
            ngettext(
                "%(count)d person still works in this department. Give this person another department first.",
                "%(count)d people still work in this department. Give them another department first.",
                members,
            )
            % {"count": members}
        )
    return _switch(actor, department, on=False)


@service
def reactivate_department(*, actor: Actor, department: Department) -> Department:
    """Bring a department back."""
    require(actor, "organisations.manage_people", department)
    return _switch(actor, Department.objects.get(pk=department.pk), on=True)


def _switch(actor: Actor, department: Department, *, on: bool) -> Department:
    if department.is_active == on:
        unchanged()
        return department
    department.is_active = on
    department.save()
    action = "organisations.department_reactivated" if on else "organisations.department_deactivated"
    record(actor, action, department, changes={"is_active": [not on, on]})
    return department


def _save(department: Department, contact_person: Membership | None) -> None:
    """Validate and save; only somebody with that role can be AI contact person."""
    if contact_person is not None:
        if contact_person.organisation_id != department.organisation_id or not contact_person.is_active:
            raise ValidationError({"contact_person": _("Choose somebody who works in this organisation.")})
        if not contact_person.role_assignments.filter(role=Role.CONTACT_PERSON).exists():
            raise ValidationError(
                {"contact_person": _("Give this person the role of AI contact person first.")}
            )
    department.contact_person = contact_person
    department.full_clean(exclude=["organisation"])
    clash = Department.objects.filter(
        organisation_id=department.organisation_id, name__iexact=department.name
    ).exclude(pk=department.pk)
    if clash.exists():
        raise ValidationError({"name": _("There is already a department with this name.")})
    department.save()
