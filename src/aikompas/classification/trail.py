# SPDX-License-Identifier: EUPL-1.2
"""What people call the actions of this app in the trail."""

from django.utils.translation import gettext_lazy as _

from aikompas.audit import labels

ACTIONS = {
    "started": _("Classification started"),
    "answered": _("Question of the classification answered"),
    "signed": _("Classification signed"),
    "discarded": _("Classification discarded"),
    "tree_loaded": _("Decision tree loaded"),
    "tree_activated": _("Decision tree chosen"),
}

for name, label in ACTIONS.items():
    labels.register(f"classification.{name}", label)
labels.register("field.tree", _("decision tree"))
