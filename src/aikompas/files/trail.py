# SPDX-License-Identifier: EUPL-1.2
"""What people call the actions of this app in the trail."""

from django.utils.translation import gettext_lazy as _

from aikompas.audit import labels

ACTIONS = {
    "stored": _("File added"),
    "removed": _("File removed"),
    "export_requested": _("Document asked for"),
    "export_failed": _("Document could not be made"),
}
FIELDS = {
    "file": _("file"),
    "export": _("document"),
    "size": _("size in bytes"),
}

for name, label in ACTIONS.items():
    labels.register(f"files.{name}", label)
for name, label in FIELDS.items():
    labels.register(f"field.{name}", label)
