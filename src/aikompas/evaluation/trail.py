# SPDX-License-Identifier: EUPL-1.2
"""What people call the actions of this app in the trail."""

from django.utils.translation import gettext_lazy as _

from aikompas.audit import labels

ACTIONS = {
    "started": _("Yearly evaluation begun"),
    "prepared": _("Preparation of the evaluation changed"),
    "open_survey": _("Survey of staff opened"),
    "close_survey": _("Survey of staff closed"),
    "survey_prolonged": _("Survey of staff prolonged"),
    "findings_written": _("Findings of the evaluation written"),
    "finish_findings": _("Findings of the evaluation finished"),
    "reopen_findings": _("Findings of the evaluation opened again"),
    "conclude": _("Yearly evaluation concluded"),
    "proposal_added": _("Proposal to change the policy added"),
    "proposal_changed": _("Proposal to change the policy changed"),
    "proposal_removed": _("Proposal to change the policy removed"),
    "proposal_decided": _("Decision on a proposal to change the policy"),
}

for name, label in ACTIONS.items():
    labels.register(f"evaluation.{name}", label)
