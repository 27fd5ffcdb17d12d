# SPDX-License-Identifier: EUPL-1.2
"""Controls about departments and their inventories, and about how reports are handled."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aikompas.organisations.models import Department, Organisation
from aikompas.policy.clocks import clock_of, last_day
from aikompas.policy.controls import Evidence, Result, control
from aikompas.policy.selectors import profile_of
from aikompas.register.choices import ReportState
from aikompas.register.selectors import CONFIRM_SOON, latest_confirmation, recent_reports


@control(
    "register.inventory_complete",
    scope="department",
    question=gettext_lazy("Did the department confirm its inventory of AI?"),
    law=gettext_lazy("De Ronde Venen art. 2.6; Leidschendam-Voorburg policy point 7"),
    by="contact_person",
)
def inventory_complete(department: Department) -> Result:
    """Met when the last confirmation still counts; needs attention when it ends soon."""
    page = reverse("register:inventory", args=(department.organisation.slug, department.pk))
    last = latest_confirmation(department)
    if last is None:
        return Result.not_met(_("Nobody has confirmed the list of AI of this department yet."), fix=page)
    told = {"date": date_format(last.valid_until)}
    if not last.is_valid:
        return Result.not_met(_("The last confirmation counted until %(date)s.") % told, fix=page)
    if last.valid_until <= timezone.localdate() + CONFIRM_SOON:
        return Result.attention(_("The confirmation counts until %(date)s only.") % told, fix=page)
    return Result.met(_("The list of AI of this department is confirmed."), Evidence(told["date"], page))


@control(
    "register.contact_person_named",
    scope="department",
    question=gettext_lazy("Does the department have an AI contact person?"),
    law=gettext_lazy("Leidschendam-Voorburg policy point 8"),
    by="administrator",
)
def contact_person_named(department: Department) -> Result:
    """Met when somebody who works here is AI contact person."""
    contact, slug = department.contact_person, department.organisation.slug
    if contact is None or not contact.is_active:
        return Result.not_met(
            _("This department has no AI contact person."),
            fix=reverse("organisations:department_edit", args=(slug, department.pk)),
        )
    return Result.met(
        _("This department has an AI contact person."),
        Evidence(str(contact.user), reverse("organisations:person", args=(slug, contact.pk))),
    )


@control(
    "register.reports_handled_in_time",
    scope="organisation",
    question=gettext_lazy("Are reports handled within their term?"),
    law=gettext_lazy("De Ronde Venen art. 2.2"),
    by="contact_person",
)
def reports_handled_in_time(organisation: Organisation) -> Result:
    """Met when no report waits too long; needs attention when one did in the past year."""
    clock = clock_of(profile_of(organisation), "report")
    if clock is None:
        return Result.not_applicable(_("The policy has no term for handling reports."))
    reports = recent_reports(organisation)
    if not reports:
        return Result.not_applicable(_("No report was made or handled in the past year."))
    today = timezone.localdate()
    late = {True: 0, False: 0}
    for report in reports:
        done = timezone.localdate(report.handled_at) if report.handled_at else today
        is_open = report.state == ReportState.SUBMITTED
        late[is_open] += done > last_day(clock, timezone.localdate(report.created_at))
    page = reverse("register:report_list", args=(organisation.slug,))
    if late[True]:
        return Result.not_met(
            ngettext(
                "%(count)s report waits longer than its term.",
                "%(count)s reports wait longer than their term.",
                late[True],
            )
            % {"count": late[True]},
            fix=f"{page}?state=submitted",
        )
    if late[False]:
        return Result.attention(
            ngettext(
                "%(count)s report of the past year was handled too late.",
                "%(count)s reports of the past year were handled too late.",
                late[False],
            )
            % {"count": late[False]},
            fix=page,
        )
    return Result.met(_("Reports are handled within their term."), Evidence(clock.name, page))
