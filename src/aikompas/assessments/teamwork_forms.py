# SPDX-License-Identifier: EUPL-1.2
"""Forms of working together: inviting, commenting, action points, and naming a version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from aikompas.assessments.models import AssessmentVersion, TeamRole
from aikompas.assessments.models.comments import LONGEST_COMMENT
from aikompas.organisations.models import Department, User
from aikompas.ui.forms import DateInput, SearchInput

ROLES_HELP = _("A reader reads, a commenter comments too, an editor fills in too, a lead invites others too.")


def _person(label: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(label=label, queryset=User.objects.none(), empty_label=_("Choose"))


def _comment(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_COMMENT, widget=forms.Textarea(attrs={"rows": 4}))


def _mentioned() -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        label=_("Mention people"),
        help_text=_("They find the comment on their home page."),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class FindPersonForm(forms.Form):
    """Whom one looks for."""

    q = forms.CharField(label=_("Search by name or e-mail address"), widget=SearchInput())


class InvitePersonForm(forms.Form):
    """Somebody who is found by name, and what they may do."""

    person = forms.ModelChoiceField(
        label=_("Person"), queryset=User.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    role = forms.ChoiceField(
        label=_("Role"), choices=TeamRole.choices, initial=TeamRole.EDITOR, help_text=ROLES_HELP
    )

    def __init__(self, data: Any, *, people: QuerySet[User]) -> None:
        super().__init__(data, prefix="person")
        self.fields["person"].queryset = people


class InviteDepartmentForm(forms.Form):
    """A department, and what everybody who works there may do."""

    department = forms.ModelChoiceField(
        label=_("Department"), queryset=Department.objects.none(), empty_label=_("Choose")
    )
    role = forms.ChoiceField(label=_("Role"), choices=TeamRole.choices, initial=TeamRole.READER)

    def __init__(self, data: Any, *, departments: QuerySet[Department]) -> None:
        super().__init__(data, prefix="department")
        self.fields["department"].queryset = departments


class RoleForm(forms.Form):
    """Another role for somebody in the team."""

    role = forms.ChoiceField(label=_("Role"), choices=TeamRole.choices, help_text=ROLES_HELP)


class ThreadForm(forms.Form):
    """The first comment of a conversation, at a place of the assessment."""

    key = forms.ChoiceField(label=_("About"), required=False)
    text = _comment(_("Your comment"))
    mentioned = _mentioned()

    def __init__(
        self, data: Any, *, places: Sequence[tuple[str, Any]], people: QuerySet[User], place: str = ""
    ) -> None:
        super().__init__(data, initial={"key": place})
        self.fields["key"].choices = places
        self.fields["mentioned"].queryset = people


class ReplyForm(forms.Form):
    """An answer in a conversation."""

    text = _comment(_("Your answer"))
    mentioned = _mentioned()

    def __init__(self, data: Any, *, people: QuerySet[User]) -> None:
        super().__init__(data)
        self.fields["mentioned"].queryset = people


class ActionPointForm(forms.Form):
    """What must be done, by whom, before when."""

    text = forms.CharField(
        label=_("What must be done"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    owner = _person(_("Who does it"))
    due = forms.DateField(label=_("Before"), widget=DateInput(attrs={"class": "ak-input--short"}))

    def __init__(self, data: Any, *, people: QuerySet[User], initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["owner"].queryset = people


class VersionForm(forms.Form):
    """What a version is called."""

    name = forms.CharField(
        label=_("Name of the version"),
        help_text=_("For instance: after the meeting with the vendor."),
        max_length=150,
    )


class CompareForm(forms.Form):
    """Which two versions to compare; the empty choice is what is filled in now."""

    before = forms.ChoiceField(label=_("Compare"))
    after = forms.ChoiceField(label=_("With"))

    def __init__(self, versions: Iterable[AssessmentVersion], *, initial: dict[str, str]) -> None:
        super().__init__(initial=initial)
        kept = [(str(version.pk), f"{version.number}. {version.name}") for version in versions]
        for name in ("before", "after"):
            self.fields[name].choices = [("", _("Now")), *kept]
