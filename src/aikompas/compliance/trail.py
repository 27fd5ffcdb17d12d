# SPDX-License-Identifier: EUPL-1.2
"""What people call the actions of this app in the trail."""

from django.utils.translation import gettext_lazy as _

from aikompas.audit import labels

ACTIONS = {
    "refresh_asked": _("Asked to measure everything anew"),
    "deviation_accepted": _("Deviation of a control accepted"),
    "deviation_withdrawn": _("Accepted deviation withdrawn"),
}

for name, label in ACTIONS.items():
    labels.register(f"compliance.{name}", label)
