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
}

for name, label in ACTIONS.items():
    labels.register(f"policy.{name}", label)
