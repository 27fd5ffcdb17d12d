# SPDX-License-Identifier: EUPL-1.2
"""What people call the actions of this app in the trail."""

from django.utils.translation import gettext_lazy as _

from aikompas.audit import labels

ACTIONS = {
    "absence_planned": _("Absence with a deputy planned"),
    "absence_ended": _("Absence with a deputy ended"),
}

for name, label in ACTIONS.items():
    labels.register(f"worklist.{name}", label)
