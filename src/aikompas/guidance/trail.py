# SPDX-License-Identifier: EUPL-1.2
"""What people call the actions of this app in the trail."""

from django.utils.translation import gettext_lazy as _

from aikompas.audit import labels

ACTIONS = {
    "designated": _("Application designated for data and tasks"),
    "designation_withdrawn": _("Designation withdrawn"),
}
FIELDS = {
    "data_class": _("data up to"),
    "tasks": _("tasks"),
    "valid_from": _("valid from"),
    "valid_until": _("valid until"),
}

for name, label in ACTIONS.items():
    labels.register(f"guidance.{name}", label)
for name, label in FIELDS.items():
    labels.register(f"field.{name}", label)
