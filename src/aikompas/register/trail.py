# SPDX-License-Identifier: EUPL-1.2
"""What people call the register's actions in the trail."""

from django.utils.translation import gettext_lazy as _

from aikompas.audit import labels
from aikompas.register.actions import WORDS

ACTIONS = {
    "use_reported": _("Use of AI reported"),
    "report_question_asked": _("Question asked to the reporter"),
    "report_question_answered": _("Question answered by the reporter"),
    "report_accepted": _("Report accepted"),
    "report_joined": _("Report joined to an application"),
    "report_declined": _("Report declined"),
    "report_marked_duplicate": _("Report marked as duplicate"),
    "report_withdrawn": _("Report withdrawn"),
    "report_reopened": _("Report opened again"),
    "report_resubmitted": _("Report submitted again"),
    "application_registered": _("Application registered"),
    "found_in_use": _("Found in use without a report"),
    "facts_edited": _("Facts changed"),
    "review_planned": _("Date of the next review set"),
    "risk_class_set": _("Risk class set"),
    "system_added": _("AI system added"),
    "system_edited": _("AI system changed"),
    "environment_added": _("ICT environment added"),
    "environment_edited": _("ICT environment changed"),
    "inventory_confirmed": _("Inventory of a department confirmed"),
}

for name, label in ACTIONS.items():
    labels.register(f"register.{name}", label)
for action, words in WORDS.items():
    labels.register(f"register.moved_{action}", words.done)
