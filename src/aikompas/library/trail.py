# SPDX-License-Identifier: EUPL-1.2
"""What people call the actions of this app in the trail."""

from django.utils.translation import gettext_lazy as _

from aikompas.audit import labels

ACTIONS = {
    "kept": _("Instrument kept as it was when work on it began"),
    "proposed": _("Files of an instrument offered"),
    "withdrawn": _("Files of an instrument not loaded after all"),
    "loaded": _("Instrument loaded"),
    "completed": _("Files added to an instrument"),
    "activated": _("Instrument put into use"),
    "deactivated": _("Instrument taken out of use"),
}

for name, label in ACTIONS.items():
    labels.register(f"library.{name}", label)
labels.register("field.in_use", _("in use"))
labels.register("field.files", _("files"))
