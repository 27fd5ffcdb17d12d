# SPDX-License-Identifier: EUPL-1.2
"""What people call the actions of this app in the trail."""

from django.utils.translation import gettext_lazy as _

from aikompas.audit import labels

ACTIONS = {
    "registry_loaded": _("Task registry loaded"),
    "registry_chosen": _("Task registry chosen"),
    "needs_changed": _("Requirements and measures followed a change"),
    "measure_added": _("Measure chosen"),
    "measure_taken_over": _("Measure taken over from an assessment"),
    "work_changed": _("Work on a requirement or measure changed"),
    "accepted": _("Work accepted"),
    "returned": _("Work returned"),
    "evidence_added": _("Evidence added"),
    "evidence_removed": _("Evidence removed"),
    "risk_added": _("Risk added"),
    "risk_taken_over": _("Risk taken over from an assessment"),
    "risk_edited": _("Risk changed"),
    "risk_closed": _("Risk closed"),
    "risk_reopened": _("Risk opened again"),
    "risk_accepted": _("Risk accepted"),
    "acceptance_withdrawn": _("Acceptance of a risk withdrawn"),
}
FIELDS = {
    "registry": _("task registry"),
    "added": _("added"),
    "no_longer_needed": _("no longer needed"),
    "until": _("until"),
    "level": _("level"),
}

for name, label in ACTIONS.items():
    labels.register(f"measures.{name}", label)
for name, label in FIELDS.items():
    labels.register(f"field.{name}", label)
