# SPDX-License-Identifier: EUPL-1.2
"""What people call the actions of this app in the trail."""

from django.utils.translation import gettext_lazy as _

from aikompas.audit import labels

ACTIONS = {
    "profile_loaded": _("Policy profile loaded"),
    "profile_switched": _("Other policy profile chosen"),
    "document_created": _("Policy document added"),
    "document_updated": _("Policy document renamed or opened to others"),
    "version_started": _("Version of a policy document begun"),
    "version_edited": _("Draft of a policy document changed"),
    "version_offer": _("Policy document offered for adoption"),
    "version_give_back": _("Policy document given back"),
    "version_adopt": _("Policy document adopted by management or executive"),
    "version_adopt_by_council": _("Policy document adopted by the council"),
    "version_end": _("Policy document ended"),
    "version_followed": _("Policy document followed by a newer version"),
    "clause_attested": _("Clause attested"),
    "house_rules_started": _("Version of the house rules begun"),
    "house_rules_edited": _("Draft of the house rules changed"),
    "house_rules_discarded": _("Draft of the house rules thrown away"),
    "house_rules_published": _("House rules published"),
    "house_rules_acknowledged": _("House rules acknowledged"),
    "roadmap_step_taken_over": _("Step of the policy put on the timetable"),
    "roadmap_step_added": _("Step added to the timetable"),
    "roadmap_step_planned": _("Step of the timetable changed"),
    "roadmap_step_brought": _("Progress of a step of the timetable recorded"),
    "roadmap_evidence_added": _("Evidence of a step added"),
    "roadmap_evidence_removed": _("Evidence of a step removed"),
    "budget_set": _("Budget of a year set"),
    "budget_line_entered": _("Line of the budget entered"),
    "budget_line_withdrawn": _("Line of the budget withdrawn"),
}

for name, label in ACTIONS.items():
    labels.register(f"policy.{name}", label)
