# SPDX-License-Identifier: EUPL-1.2
"""The facts of an application in parts, as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from aikompas.register.choices import AffectedGroup, DataCategory
from aikompas.register.display import labels
from aikompas.register.models import Application


@dataclass(frozen=True, slots=True)
class Section:
    """Some facts under one heading; ``changed_at`` is the part of the form where they are changed, if any."""

    key: str
    title: str
    facts: list[dict[str, Any]]
    part: str | None = None

    @property
    def changed_at(self) -> str:
        """The part of the form: the one of the same name, unless it is said otherwise."""
        return self.key if self.part is None else self.part


def _fact(term: str, value: Any, **more: Any) -> dict[str, Any]:
    return {"term": term, "value": value, **more}


def sections_of(application: Application) -> list[Section]:
    """Return the facts of an application, the most asked for first."""
    return [
        Section(
            "what",
            _("What and why"),
            [
                _fact(_("Purpose"), application.purpose),
                _fact(_("For which work"), application.work),
                _fact(_("Department"), application.department),
            ],
        ),
        _people(application),
        _system(application),
        Section(
            "data",
            _("Data"),
            [
                _fact(_("Kinds of data"), ", ".join(labels(application.data_categories, DataCategory))),
                _fact(_("Sources of the data"), application.data_sources),
                _fact(_("Quality of the data"), application.get_data_quality_display()),
                _fact(_("Why the data are good enough"), application.data_quality_note),
            ],
        ),
        Section(
            "decisions",
            _("People and decisions"),
            [
                _fact(_("Who is affected"), ", ".join(labels(application.affected_groups, AffectedGroup))),
                _fact(_("Role in decisions"), application.get_decision_role_display()),
                _fact(_("Legal effect"), application.get_legal_effect_display()),
            ],
        ),
        Section(
            "explanation",
            _("Explanation"),
            [
                _fact(_("Black box"), application.get_black_box_display()),
                _fact(_("Explanation and safeguards"), application.explainability),
            ],
        ),
        _period(application),
    ]


def _people(application: Application) -> Section:
    return Section(
        "people",
        _("Who answers for it"),
        [
            _fact(_("Owner"), application.owner),
            _fact(_("Who oversees it"), application.oversight_person),
            _fact(_("Human oversight"), application.human_oversight),
            _fact(_("How it can be stopped"), application.oversight_stop),
            _fact(_("Which training"), application.oversight_training),
            _fact(_("Trained on"), application.oversight_trained_on),
        ],
    )


def _system(application: Application) -> Section:
    system = application.system
    if system is None:
        return Section("system", _("AI system"), [_fact(_("AI system"), "")], part="what")
    return Section(
        "system",
        _("AI system"),
        [
            _fact(
                _("AI system"),
                system.name,
                url=reverse("register:system_detail", args=(application.organisation.slug, system.pk)),
            ),
            _fact(_("Kind"), system.get_kind_display()),
            _fact(_("Vendor or maker"), system.vendor or system.get_supply_display()),
            _fact(_("Model or technique"), system.technique),
            _fact(_("Where it runs"), " · ".join(part for part in (system.hosting, system.region) if part)),
            _fact(
                _("ICT environment"),
                system.environment,
                url=system.environment.get_absolute_url() if system.environment else "",
            ),
        ],
        part="",
    )


def _period(application: Application) -> Section:
    return Section(
        "period",
        _("Period"),
        [
            _fact(_("How it came here"), application.get_origin_display()),
            _fact(_("In use since"), application.use_start),
            _fact(_("In use until"), application.use_end),
            _fact(_("Next review"), application.next_review),
        ],
    )
