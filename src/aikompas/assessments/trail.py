# SPDX-License-Identifier: EUPL-1.2
"""What people call the actions of this app in the trail."""

from django.utils.translation import gettext_lazy as _

from aikompas.audit import labels

ACTIONS = {
    "started": _("Assessment started"),
    "answered": _("Questions of the assessment answered"),
    "instance_added": _("Part of the assessment added"),
    "instance_removed": _("Part of the assessment removed"),
    "instance_put_back": _("Part of the assessment put back"),
    "instance_moved": _("Part of the assessment moved"),
    "instance_named": _("Part of the assessment named"),
    "section_done": _("Section of the assessment called done"),
    "section_reopened": _("Section of the assessment opened again"),
    "submitted": _("Assessment submitted"),
    "taken_back": _("Assessment taken back"),
    "returned": _("Assessment returned with comments"),
    "approved": _("Assessment approved"),
}

FIELDS = {
    "answers": _("hash of the answers"),
    "question": _("question"),
    "questions": _("questions"),
    "section": _("section"),
    "filled_in_beforehand": _("answers filled in beforehand"),
}

for name, label in ACTIONS.items():
    labels.register(f"assessments.{name}", label)
for name, label in FIELDS.items():
    labels.register(f"field.{name}", label)
