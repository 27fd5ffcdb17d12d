# SPDX-License-Identifier: EUPL-1.2
"""What people are told about their worklist."""

from django.utils.translation import gettext_lazy as _

from aikompas.notifications.kinds import Kind, register_kind

DEPUTY, SOON, LATE = "worklist.deputy", "worklist.soon", "worklist.late"

register_kind(
    Kind(
        DEPUTY,
        _("You deputise for a colleague"),
        _("You deputise for a colleague from %(first_day)s to %(last_day)s"),
        _("You find what waits for your colleague on your worklist, as far as your own roles allow."),
        urgent=True,
    ),
    Kind(
        SOON,
        _("Something must be done within a week"),
        _("Must be done within a week: %(subject)s"),
    ),
    Kind(LATE, _("Something is past its date"), _("Past its date: %(subject)s")),
)
