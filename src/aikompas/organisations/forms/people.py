# SPDX-License-Identifier: EUPL-1.2
"""The forms of the administrator: people, invitations, departments, the organisation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aikompas.organisations.models import Department, Membership, Organisation
from aikompas.organisations.roles import Expertise, Role
from aikompas.organisations.selectors import active_departments, active_members_with_role


class PlaceFields(forms.Form):
    """What somebody does in the organisation: roles, expertises, department and job title."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role.")},
    )
    expertises = forms.MultipleChoiceField(
        label=_("Expertises"),
        help_text=_("Only for a committee member."),
        choices=Expertise.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    department = forms.ModelChoiceField(
        label=_("Department"),
        queryset=Department.objects.none(),
        required=False,
        empty_label=_("No department"),
    )
    job_title = forms.CharField(label=_("Job title"), max_length=120, required=False)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = active_departments(organisation.pk)


class MembershipForm(PlaceFields):
    """Change somebody's place."""

    def __init__(self, *args: Any, membership: Membership, organisation: Organisation, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "roles": sorted(membership.roles),
            "expertises": sorted(membership.expertises),
            "department": membership.department_id,
            "job_title": membership.job_title,
        }
        super().__init__(*args, organisation=organisation, **kwargs)


class InvitationForm(PlaceFields):
    """Invite somebody."""

    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"))
    field_order = ("name", "email", "roles", "expertises", "department", "job_title")


class DepartmentForm(forms.Form):
    """A department with its AI contact person."""

    name = forms.CharField(label=_("Name"), max_length=150)
    contact_person = forms.ModelChoiceField(
        label=_("AI contact person"),
        help_text=_("Keeps the department's inventory complete. You can choose people with that role."),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("Nobody"),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact_person"].queryset = active_members_with_role(
            organisation.pk, Role.CONTACT_PERSON
        )


class OrganisationForm(forms.ModelForm[Organisation]):
    """The settings of the organisation."""

    tooi_uri = forms.URLField(
        label=_("TOOI identifier"),
        help_text=_("The government's identifier of your organisation. The national register asks for it."),
        required=False,
        max_length=200,
        assume_scheme="https",
    )

    class Meta:
        model = Organisation
        fields = ("name", "contact_email", "language", "theme", "tooi_uri", "code", "oin")
        labels = {"language": _("Language when people chose none")}
        help_texts = {
            "contact_email": _("Residents see this address in the public register."),
            "oin": _("The number of your organisation in the government's register: 20 digits."),
        }
        widgets = {"theme": forms.RadioSelect, "language": forms.RadioSelect}
