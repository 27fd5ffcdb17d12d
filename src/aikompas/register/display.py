# SPDX-License-Identifier: EUPL-1.2
"""Facts, states and versions in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.organisations.models import Department
from aikompas.register.choices import AffectedGroup, DataCategory, ReportState, RiskClass, State
from aikompas.register.models import (
    MATERIAL_SYSTEM_FIELDS,
    AISystem,
    Application,
    Environment,
    UsageReport,
)
from aikompas.register.selectors import CONFIRM_SOON
from aikompas.register.selectors.environments import ENDS_SOON

STATE_KINDS = {
    State.DECIDED: "info",
    State.PILOT: "info",
    State.IN_USE: "success",
    State.UNDER_REVIEW: "warning",
    State.SUSPENDED: "danger",
    State.PROHIBITED: "danger",
    State.REJECTED: "danger",
}
REPORT_KINDS = {
    ReportState.SUBMITTED: "info",
    ReportState.QUESTION: "warning",
    ReportState.ACCEPTED: "success",
    ReportState.JOINED: "success",
    ReportState.DECLINED: "danger",
}
REPORT_NEXT = {
    ReportState.SUBMITTED: gettext_lazy("The AI contact person of your department looks at your report."),
    ReportState.QUESTION: gettext_lazy("Answer the question, so that your report can be handled."),
    ReportState.ACCEPTED: gettext_lazy("The use is in the register and is now being assessed."),
    ReportState.JOINED: gettext_lazy("The use belongs to an application that is in the register."),
    ReportState.DECLINED: gettext_lazy("Your report was declined. Open it to read why."),
    ReportState.DUPLICATE: gettext_lazy("This use was reported before. You need not do anything."),
    ReportState.WITHDRAWN: gettext_lazy("You withdrew this report. You can submit it again."),
}
_ASSESSED_NOW = gettext_lazy("The use is being assessed. Do not use it yet.")
STANDING = {
    State.TRIAGED: _ASSESSED_NOW,
    State.CLASSIFIED: _ASSESSED_NOW,
    State.ASSESSED: _ASSESSED_NOW,
    State.ADVISED: gettext_lazy("The committee has advised; a decision follows. Do not use it yet."),
    State.DECIDED: gettext_lazy("The use is approved. The owner says when it begins."),
    State.PILOT: gettext_lazy("The use is being tried in a pilot."),
    State.IN_USE: gettext_lazy("The use is approved and may be used under the conditions of the decision."),
    State.UNDER_REVIEW: gettext_lazy("The use is being reviewed. Ask the owner whether you may go on."),
    State.SUSPENDED: gettext_lazy("The use is suspended. Do not use it until you hear that you may."),
    State.PROHIBITED: gettext_lazy("The use is prohibited. Do not use it."),
    State.REJECTED: gettext_lazy("The use was rejected. Do not use it."),
    State.RETIRED: gettext_lazy("The use has ended."),
    State.ARCHIVED: gettext_lazy("The use has ended."),
}
LISTS: Mapping[str, type[models.TextChoices]] = {
    "data_categories": DataCategory,
    "affected_groups": AffectedGroup,
}
PEOPLE_AND_PLACES = (
    "system_id",
    "department_id",
    "owner_id",
    "oversight_person_id",
    "system_environment_id",
)


def state_badge(application: Application) -> tuple[str, str]:
    """Return the state of an application with the kind of its badge."""
    return application.get_state_display(), STATE_KINDS.get(State(application.state), "neutral")


def report_badge(report: UsageReport) -> tuple[str, str]:
    """Return the state of a report with the kind of its badge."""
    return report.get_state_display(), REPORT_KINDS.get(ReportState(report.state), "neutral")


def approval_badge(environment: Environment) -> tuple[str, str]:
    """Return whether the approval of an environment counts today, with the kind of its badge."""
    if environment.is_approved():
        until = environment.approved_until
        if until and until <= timezone.localdate() + ENDS_SOON:
            return _("Approval ends soon"), "warning"
        return _("Approved"), "success"
    if environment.approved_from > timezone.localdate():
        return _("Not approved yet"), "neutral"
    return _("Approval ended"), "danger"


def confirmation_badge(department: Any) -> tuple[str, str]:
    """Return whether the list of a department (read with its inventory) is confirmed, with the kind of its badge."""
    today = timezone.localdate()
    if department.confirmed_until is None:
        return _("Never confirmed"), "danger"
    if department.confirmed_until < today:
        return _("No longer confirmed"), "danger"
    if department.confirmed_until <= today + CONFIRM_SOON:
        return _("Confirmation ends soon"), "warning"
    return _("Confirmed"), "success"


def inventory_url(department: Department) -> str:
    """Return the page with the list of AI of a department."""
    return reverse("register:inventory", args=(department.organisation.slug, department.pk))


def what_happens_next(report: UsageReport) -> str | Promise:
    """Return what the reporter can expect or should do; after acceptance, where the application stands."""
    state = ReportState(report.state)
    if report.application is not None and state in {ReportState.ACCEPTED, ReportState.JOINED}:
        return STANDING[State(report.application.state)]
    return REPORT_NEXT[state]


def labels(values: Iterable[str], choices: type[models.TextChoices]) -> list[str]:
    """Return choices in words; a value that is no longer a choice shows as it is."""
    known = dict(choices.choices)
    return [str(known.get(value, value)) for value in values]


def label_of_fact(name: str) -> str:
    """Return what a fact is called."""
    return str(capfirst(_field(name.removesuffix("_id")).verbose_name))


def text_of_fact(name: str, value: Any, names: Mapping[str, str]) -> str:
    """Return a fact of a version in words; ``names`` says what the ids of people and places stand for."""
    if value in (None, "", []):
        return ""
    if name in PEOPLE_AND_PLACES:
        return names.get(str(value), _("No longer known"))
    if name in LISTS:
        return ", ".join(labels(value, LISTS[name]))
    if name == "risk_class":
        return str(dict(RiskClass.choices).get(value, value))
    field = _field(name)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateField):
        return formats.date_format(datetime.date.fromisoformat(value))
    return str(value)


def is_prose(name: str) -> bool:
    """Tell whether a fact is a text, in which differences are shown word by word."""
    field = _field(name)
    return isinstance(field, (models.TextField, models.CharField)) and not field.choices


def _field(name: str) -> Any:
    plain = name.removeprefix("system_")
    if name.startswith("system_") and plain in (*MATERIAL_SYSTEM_FIELDS, "environment"):
        return AISystem._meta.get_field(plain)
    return Application._meta.get_field(name)
