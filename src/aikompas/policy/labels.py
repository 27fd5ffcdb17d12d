# SPDX-License-Identifier: EUPL-1.2
"""What people call the parts of a policy."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from aikompas.organisations.roles import Expertise, Role
from aikompas.policy.controls import Text, UnknownControl, get_control
from aikompas.policy.planned import planned_controls
from aikompas.policy.profiles import Profile

BODIES: dict[str, Text] = {
    "advisory": _("Advising body"),
    "decision": _("Deciding body"),
    "management": _("Management"),
    "executive": _("Municipal executive"),
    "council": _("Council"),
}
GATES: dict[str, Text] = {
    "assess": _("Finish the assessment"),
    "advise": _("Conclude the advice"),
    "decide": _("Approve the use"),
    "pilot": _("Start a pilot"),
    "use": _("Take into use"),
}
RISK_CLASSES: dict[str, Text] = {
    "default": _("All other uses"),
    "unknown": _("Not yet classified"),
    "prohibited": _("Prohibited"),
    "high": _("High risk"),
    "limited": _("Limited risk (transparency)"),
    "minimal": _("Minimal risk"),
    "gpai_systemic": _("General-purpose model with systemic risk"),
    "gpai": _("General-purpose model"),
    "impactful_algorithm": _("Impactful algorithm"),
    "other_algorithm": _("Other algorithm"),
    "out_of_scope": _("Outside the AI Act"),
    "no_algorithm": _("No algorithm"),
}
UNITS: dict[str, Text] = {
    "hours": _("hours"),
    "days": _("days"),
    "working_days": _("working days"),
    "weeks": _("weeks"),
    "months": _("months"),
}
LIGHTS: dict[str, tuple[Text, str]] = {
    "green": (_("Allowed"), "success"),
    "yellow": (_("Allowed with conditions"), "warning"),
    "red": (_("Not allowed"), "danger"),
}
DATA_RULES: dict[str, tuple[Text, str]] = {
    "allowed": (_("In every allowed application"), "success"),
    "designated": (_("In designated applications only"), "warning"),
    "forbidden": (_("In no application"), "danger"),
}


def question_of(control_id: str) -> str:
    """Return the question of a control, also of one that a later module will register; else its id."""
    try:
        return str(get_control(control_id).question)
    except UnknownControl:
        planned = planned_controls().get(control_id)
        return planned.question if planned else control_id


def is_measured(control_id: str) -> bool:
    """Tell whether the product measures a control."""
    try:
        get_control(control_id)
    except UnknownControl:
        return False
    return True


def role_name(profile: Profile, role: str) -> str:
    """Return what the policy calls a role."""
    return profile.role_names.name(role, str(Role(role).label) if role in Role.values else role)


def expertise_name(expertise: str) -> str:
    """Return what people call an expertise."""
    return str(Expertise(expertise).label)
