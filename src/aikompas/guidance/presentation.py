# SPDX-License-Identifier: EUPL-1.2
"""How applications and designations are shown to employees: standing, data, tasks, and what to do first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from aikompas.core.actor import Actor
from aikompas.guidance.models import Designation
from aikompas.guidance.selectors import data_class_of, designation_of, standing_of
from aikompas.guidance.wording import STANDINGS
from aikompas.policy.acknowledging import Standing as TowardsRules
from aikompas.policy.sections.use import UseRules
from aikompas.policy.selectors import house_rules_state, profile_of
from aikompas.register.choices import DataCategory
from aikompas.register.models import Application


def standing_badge(application: Application) -> tuple[str, str]:
    """Return whether an application may be used, with the kind of its badge."""
    label, kind = STANDINGS[standing_of(application)]
    return str(label), kind


def data_name(application: Application) -> str:
    """Return the most sensitive data that may go in, in the words of the policy."""
    rules, data_class = profile_of(application.organisation).use, data_class_of(application)
    return name_of_data(rules, data_class) if data_class else _("No data")


def name_of_data(rules: UseRules, data_class: str) -> str:
    """Return what the policy calls a kind of data."""
    item = rules.data_class(data_class)
    return item.name if item else str(dict(DataCategory.choices).get(data_class, data_class))


def allowed_and_not(application: Application) -> tuple[list[str], list[str]]:
    """Return which kinds of data may go in, and which may not."""
    rules, limit = profile_of(application.organisation).use, data_class_of(application)
    place = rules.rank(limit) + 1 if limit else 0
    names = [item.name for item in rules.data_classes]
    return names[:place], names[place:]


def task_names(application: Application) -> list[str]:
    """Return the tasks for which an application may be used, in the words of the policy."""
    own = designation_of(application)
    return names_of_tasks(profile_of(application.organisation).use, own.task_ids if own else ())


def names_of_tasks(rules: UseRules, ids: Iterable[str]) -> list[str]:
    """Return tasks in the words and the order of the policy; one that the policy no longer has is left out."""
    chosen = frozenset(ids)
    return [task.name for task in rules.tasks if task.id in chosen]


def state_of(designation: Designation) -> tuple[str, str]:
    """Return where a designation stands, with the kind of its badge."""
    if designation.withdrawn_at:
        return _("Withdrawn"), "danger"
    if designation.is_current:
        return _("Counts"), "success"
    return (_("Counts later"), "info") if designation.can_be_withdrawn else (_("Ended"), "neutral")


def requirements_of(actor: Actor) -> list[dict[str, Any]]:
    """Return what this person must have done before using AI, and whether that is so."""
    rules = house_rules_state(actor)
    found = [{"text": _("Training in working with AI"), "label": _("Not yet measured"), "kind": "neutral"}]
    if rules.version is None or rules.standing == TowardsRules.NOT_ASKED:
        return found
    label, kind = (_("Done"), "success") if rules.counts else (_("Still to do"), "warning")
    if rules.until:
        until = formats.date_format(rules.until, "SHORT_DATE_FORMAT")
        label, kind = _("New version: until %(date)s") % {"date": until}, "warning"
    text = _("Read and acknowledge the house rules for generative AI")
    return [{"text": text, "label": label, "kind": kind, "url": rules.url}, *found]
