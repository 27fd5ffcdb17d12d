# SPDX-License-Identifier: EUPL-1.2
"""Reporting a use of AI and handling the report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.organisations.selectors import departments_visible_to
from aikompas.register import selectors
from aikompas.register.choices import AffectedGroup, DataCategory, DecisionRole, KindOfUse, Supply
from aikompas.register.forms.fields import (
    OneOf,
    WithReference,
    choose_from,
    one_of,
    paragraph,
    several,
)
from aikompas.register.models import UsageReport
from aikompas.ui.forms import DateInput


class ReportForm(forms.Form):
    """Report a use of AI: what, for which work, with which data, about whom."""

    title = forms.CharField(
        max_length=150,
        label=_("What do you want to use?"),
        help_text=_("The name of the program, or what it does. For example: Copilot in Word."),
    )
    work = paragraph(
        _("For which work?"),
        _("One or two sentences are enough. For example: summarising reports of meetings."),
        rows=3,
    )
    kind_of_use = one_of(KindOfUse, _("What is new about it?"), initial=KindOfUse.EXISTING_WORK)
    supply = one_of(Supply, _("Who makes it, or who uses it for us?"), initial=Supply.VENDOR)
    vendor = forms.CharField(max_length=150, required=False, label=_("Name of the vendor or partner"))
    data_categories = several(
        DataCategory,
        _("Which data go in?"),
        _("Think of what you type, paste or upload. Choose everything that applies."),
    )
    affected_groups = several(
        AffectedGroup, _("Who notices the outcome?"), _("Choose everything that applies.")
    )
    decision_role = one_of(DecisionRole, _("Does it decide or advise about people?"))
    already_in_use = forms.BooleanField(
        required=False,
        label=_("It is already being used"),
        help_text=_("Please report it all the same. Better late than not at all."),
    )
    in_use_since = forms.DateField(
        required=False,
        widget=DateInput(attrs={"class": "ak-input--short"}),
        label=_("In use since"),
        help_text=_("Only when it is already being used. An estimate will do."),
    )
    department = OneOf(_("For which department?"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, department=departments_visible_to(actor).filter(is_active=True))
        self.fields["department"].initial = actor.department_id


def known_beforehand(given: QueryDict) -> dict[str, Any]:
    """Return what an address says of a use, to fill in the form with: only what is an answer to its questions."""
    found: dict[str, Any] = {}
    for name in (
        "title",
        "work",
        "kind_of_use",
        "supply",
        "data_categories",
        "affected_groups",
        "decision_role",
    ):
        field = ReportForm.base_fields[name]
        several_answers = isinstance(field, forms.MultipleChoiceField)
        try:
            value = field.clean(given.getlist(name) if several_answers else given.get(name))
        except ValidationError:
            continue
        if value:
            found[name] = value
    return found


class TextForm(forms.Form):
    """A question to the reporter, or the reporter's answer."""

    text = paragraph(_("Your text"))

    def __init__(self, *args: Any, label: Any = "", help_text: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label or self.fields["text"].label
        self.fields["text"].help_text = help_text


class AcceptForm(forms.Form):
    """Accept a report as a new application."""

    name = forms.CharField(
        max_length=200,
        label=_("Name of the application"),
        help_text=_("Say what it is used for, not only the name of the product."),
    )
    system = OneOf(
        _("AI system that is already known"),
        _("Choose it here when the product is used for something else already."),
        required=False,
        empty_label=_("A system that is not in the list"),
    )
    system_name = forms.CharField(
        max_length=150,
        required=False,
        label=_("Name of a new AI system"),
        help_text=_("The product or model, for example: Microsoft 365 Copilot."),
    )
    owner = OneOf(
        _("Owner"),
        _("Keeps the dossier and answers for the use. Without a choice that is the AI contact person."),
        required=False,
        empty_label=_("The AI contact person of the department"),
    )

    def __init__(self, *args: Any, actor: Actor, report: UsageReport, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"name": report.title})
        super().__init__(*args, **kwargs)
        choose_from(
            self,
            system=selectors.systems_visible_to(actor),
            owner=selectors.owners_for(actor.organisation_id),
        )


class JoinForm(forms.Form):
    """Join a report to an application that is already in the register."""

    application = WithReference(_("Application"))

    def __init__(self, *args: Any, actor: Actor, report: UsageReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, application=selectors.active_applications(actor).order_by("name"))


class DuplicateForm(forms.Form):
    """Say of which report this one is a repetition."""

    of = WithReference(_("The earlier report"))

    def __init__(self, *args: Any, actor: Actor, report: UsageReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, of=selectors.possible_duplicates(actor, report))


class DeclineForm(forms.Form):
    """Decline a report, with the reason that the reporter gets."""

    reason = paragraph(
        _("Reason"), _("The reporter gets this text by mail. Say what somebody can do instead.")
    )
