# SPDX-License-Identifier: EUPL-1.2
"""What people are told about accepted deviations."""

from django.utils.translation import gettext_lazy as _

from aikompas.notifications.kinds import Kind, register_kind

ACCEPTED, WITHDRAWN, ENDS = "compliance.accepted", "compliance.withdrawn", "compliance.ends"

register_kind(
    Kind(
        ACCEPTED,
        _("A deviation of your application is accepted"),
        _("A deviation is accepted until %(until)s: %(subject)s"),
        _("It stands beside the result of the check. The check itself stays as it is."),
    ),
    Kind(
        WITHDRAWN,
        _("The acceptance of a deviation of your application is withdrawn"),
        _("A deviation is no longer accepted: %(subject)s"),
        _("Put right what the check asks for."),
        urgent=True,
    ),
    Kind(
        ENDS,
        _("An accepted deviation ends soon"),
        _("An accepted deviation ends on %(until)s: %(subject)s"),
        _("Put right what the check asks for, or have the deviation judged again."),
    ),
)
