# SPDX-License-Identifier: EUPL-1.2
"""What people call the actions that this app leaves in the trail."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "organisations.organisation_created": _("Organisation created"),
    "organisations.organisation_updated": _("Settings of the organisation changed"),
    "organisations.department_created": _("Department added"),
    "organisations.department_updated": _("Department changed"),
    "organisations.department_deactivated": _("Department ended"),
    "organisations.department_reactivated": _("Department brought back"),
    "organisations.person_invited": _("Person invited"),
    "organisations.invitation_resent": _("Invitation sent again"),
    "organisations.invitation_withdrawn": _("Invitation withdrawn"),
    "organisations.invitation_accepted": _("Invitation accepted"),
    "organisations.member_added": _("Person added"),
    "organisations.member_updated": _("Roles or department of a person changed"),
    "organisations.member_deactivated": _("Person deactivated"),
    "organisations.member_reactivated": _("Person reactivated"),
    "organisations.profile_updated": _("Own profile changed"),
    "organisations.signed_in": _("Signed in"),
    "organisations.signed_out": _("Signed out"),
    "organisations.sign_in_failed": _("Sign-in failed"),
    "organisations.password_changed": _("Password changed"),
    "organisations.password_reset": _("Password reset by mail"),
}
