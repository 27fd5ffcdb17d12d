# SPDX-License-Identifier: EUPL-1.2
"""Everything that changes organisations, departments, people, invitations and accounts."""

from aikompas.organisations.services.accounts import record_account_event, update_profile
from aikompas.organisations.services.departments import (
    create_department,
    deactivate_department,
    reactivate_department,
    update_department,
)
from aikompas.organisations.services.invitations import (
    Invited,
    accept_invitation,
    invite,
    resend_invitation,
    withdraw_invitation,
)
from aikompas.organisations.services.organisations import create_organisation, update_organisation
from aikompas.organisations.services.people import (
    add_person,
    deactivate_membership,
    reactivate_membership,
    update_membership,
)

__all__ = [
    "Invited",
    "accept_invitation",
    "add_person",
    "create_department",
    "create_organisation",
    "deactivate_department",
    "deactivate_membership",
    "invite",
    "reactivate_department",
    "reactivate_membership",
    "record_account_event",
    "resend_invitation",
    "update_department",
    "update_membership",
    "update_organisation",
    "update_profile",
    "withdraw_invitation",
]
