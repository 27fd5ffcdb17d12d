# SPDX-License-Identifier: EUPL-1.2
"""Controls about the facts of an application: reported beforehand, an owner and human oversight named."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.policy.controls import Evidence, Result, control
from aikompas.register.choices import Origin
from aikompas.register.models import Application
from aikompas.register.selectors import known_reports_of


@control(
    "register.reported_beforehand",
    scope="application",
    question=gettext_lazy("Was this use of AI reported before it began?"),
    law=gettext_lazy("De Ronde Venen, art. 2.1"),
)
def reported_beforehand(application: Application) -> Result:
    """Tell whether the use was reported before it began."""
    if application.origin == Origin.IMPORTED:
        return Result.attention(_("This use comes from an imported registration; there is no report of it."))
    if application.origin == Origin.REPORTED:
        return Result.met(_("This use was reported before it began."), *_reports(application))
    if application.origin == Origin.REPORTED_LATE:
        return Result.attention(_("This use was reported when it had already begun."))
    if _reports(application):
        return Result.attention(_("This use was found without a report and has been reported since."))
    return Result.not_met(
        _("This use was found without a report. Let somebody report it; the report can be joined to it."),
        fix=_page("report_create", application.organisation.slug),
    )


@control(
    "register.owner_and_oversight_named",
    scope="application",
    question=gettext_lazy("Are the owner and the human oversight named?"),
    law=gettext_lazy("AI Act, art. 26(2)"),
)
def owner_and_oversight_named(application: Application) -> Result:
    """Tell whether somebody owns the application, somebody oversees it, and how is described."""
    missing = [
        text
        for text, value in (
            (_("an owner"), application.owner_id),
            (_("who oversees it"), application.oversight_person_id),
            (_("how people oversee it"), application.human_oversight.strip()),
        )
        if not value
    ]
    if not missing:
        return Result.met(
            _("Owner and human oversight are named."),
            Evidence(str(application.owner), application.get_absolute_url()),
        )
    return Result.not_met(
        _("Still missing: %(facts)s.") % {"facts": ", ".join(missing)},
        fix=_page("application_edit", application.organisation.slug, application.pk) + "#people",
    )


def _reports(application: Application) -> list[Evidence]:
    return [Evidence(report.reference, report.get_absolute_url()) for report in known_reports_of(application)]


def _page(name: str, *args: object) -> str:
    return reverse(f"register:{name}", args=args)
