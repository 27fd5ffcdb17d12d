# SPDX-License-Identifier: EUPL-1.2
"""House rules: reading and acknowledging, writing and publishing, and who acknowledged."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aikompas.core.access import requires
from aikompas.organisations.permissions import require
from aikompas.organisations.selectors import get_department
from aikompas.policy import selectors, services
from aikompas.policy.acknowledging import Standing
from aikompas.policy.comparing import changes
from aikompas.policy.forms import HouseRulesForm, PublishForm
from aikompas.policy.models import HouseRules
from aikompas.policy.places import tabs_of
from aikompas.policy.presentation import house_rules_badge
from aikompas.policy.selectors.house_rules import ACKNOWLEDGE, WRITE
from aikompas.ui.lists import list_page
from aikompas.ui.tables import Column
from aikompas.ui.views import found_or_404, problems, redirect_with_message

COVERAGE = "policy.view_house_rules_coverage"
PEOPLE = "policy.view_house_rules_people"
STANDINGS = {
    Standing.ACKNOWLEDGED: (gettext_lazy("Acknowledged"), "success"),
    Standing.GRACE: (gettext_lazy("Earlier version still counts"), "warning"),
    Standing.MISSING: (gettext_lazy("Still to acknowledge"), "danger"),
    Standing.NOT_ASKED: (gettext_lazy("Not needed"), "neutral"),
    Standing.NO_RULES: (gettext_lazy("No house rules yet"), "neutral"),
}


@requires("policy.view")
@require_safe
def house_rules(request: HttpRequest, organisation: str) -> HttpResponse:
    """Show the house rules that count, or else those that are going to."""
    versions = list(selectors.house_rules_visible_to(request.actor))
    current = selectors.current_house_rules(request.organisation.pk)
    shown = next((item for item in versions if current and item.pk == current.pk), None)
    shown = shown or next((item for item in versions if item.is_published), None)
    return render(request, "policy/house_rules.html", _page(request, shown, versions, current))


@requires("policy.view")
@require_safe
def version(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show one version, with what is new for this person."""
    found = found_or_404(selectors.get_house_rules, request.actor, pk)
    versions = list(selectors.house_rules_visible_to(request.actor))
    current = selectors.current_house_rules(request.organisation.pk)
    return render(request, "policy/house_rules.html", _page(request, found, versions, current))


def _page(
    request: HttpRequest, shown: HouseRules | None, versions: list[HouseRules], current: HouseRules | None
) -> dict[str, Any]:
    context: dict[str, Any] = {
        "tabs": tabs_of(request.organisation.slug, "house_rules"),
        "version": shown,
        "draft": next((item for item in versions if not item.is_published), None),
    }
    if shown is None:
        return context
    before = _version_before(request, shown, current)
    mine = selectors.acknowledgement_of(request.actor, shown)
    state = selectors.house_rules_state(request.actor)
    newer = [item for item in versions if item.is_published and item.number > shown.number]
    is_asked = request.may(ACKNOWLEDGE) and shown.is_published and not mine
    return context | {
        "badge": house_rules_badge(shown, current),
        "acknowledged_on": mine.created_at if mine else None,
        "may_acknowledge": is_asked and not any(_has_begun(item) for item in newer),
        "grace_until": state.until if state.standing == Standing.GRACE and state.version == shown else None,
        "upcoming": next((item for item in newer if not _has_begun(item)), None),
        "current": current if current and current.pk != shown.pk else None,
        "before": before,
        "changes": changes(before.text, shown.text) if before else [],
        "others": [(item, house_rules_badge(item, current)) for item in versions if item.pk != shown.pk],
    }


def _version_before(request: HttpRequest, shown: HouseRules, current: HouseRules | None) -> HouseRules | None:
    """Return with what a version is compared: what this person acknowledged before; a draft with what counts now."""
    return selectors.acknowledged_before(request.actor, shown) if shown.is_published else current


def _has_begun(version: HouseRules) -> bool:
    return version.counts_from is not None and version.counts_from <= timezone.localdate()


@requires(ACKNOWLEDGE)
@require_POST
def acknowledge(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Acknowledge a version."""
    found = found_or_404(selectors.get_house_rules, request.actor, pk)
    with problems(request=request) as outcome:
        services.acknowledge_house_rules(actor=request.actor, version=found)
    if not outcome.ok:
        return redirect(found)
    return redirect_with_message(request, _("Thank you. You acknowledged the house rules."), found)


@requires(WRITE)
@require_POST
def start(request: HttpRequest, organisation: str) -> HttpResponse:
    """Begin a draft."""
    with problems(request=request) as outcome:
        made = services.start_house_rules(actor=request.actor, organisation=request.organisation)
    if not outcome.ok:
        return redirect("policy:house_rules", organisation)
    return redirect("policy:house_rules_edit", organisation, made.pk)


@requires(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Write a draft."""
    found = found_or_404(selectors.get_house_rules, request.actor, pk)
    if found.is_published:
        return redirect(found)
    form = HouseRulesForm(
        request.POST or None, initial={"text": found.text, "change_note": found.change_note}
    )
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.edit_house_rules(actor=request.actor, version=found, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The draft is saved."), found)
    return render(request, "policy/house_rules_edit.html", {"form": form, "version": found})


@requires(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Say from when a draft counts, and publish it."""
    found = found_or_404(selectors.get_house_rules, request.actor, pk)
    if found.is_published:
        return redirect(found)
    form = PublishForm(request.POST or None, initial={"counts_from": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.publish_house_rules(actor=request.actor, version=found, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The house rules are published."), found)
    context = {
        "title": _("Publish version %(number)s of the house rules") % {"number": found.number},
        "consequences": [
            _("Everybody who works here gets a message, and the task to read and acknowledge this version."),
            _("The text can no longer be changed. For a change you begin a new version."),
        ],
        "form": form,
        "confirm_label": _("Publish"),
        "cancel_url": found.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)


@requires(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Throw a draft away."""
    found = found_or_404(selectors.get_house_rules, request.actor, pk)
    if found.is_published:
        return redirect(found)
    if request.method == "POST":
        with problems(request=request) as outcome:
            services.discard_house_rules(actor=request.actor, version=found)
        if outcome.ok:
            message = _("The draft is thrown away.")
            return redirect_with_message(request, message, "policy:house_rules", organisation)
    context = {
        "title": _("Throw the draft away"),
        "question": _("What was written in this draft is lost. Published versions stay as they are."),
        "confirm_label": _("Throw the draft away"),
        "variant": "danger",
        "cancel_url": found.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)


@requires(COVERAGE)
@require_safe
def coverage(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show which share of each department acknowledged; small ones together for who may not see their names."""
    rows = selectors.coverage_shown_to(request.actor)
    everybody = sum(row.people for row in rows)
    done = sum(row.acknowledged for row in rows)

    columns = [
        Column("department", gettext_lazy("Department"), "name"),
        Column("percent", gettext_lazy("Acknowledged (%)"), cell="number", sort="percent"),
        Column("acknowledged", gettext_lazy("Acknowledged"), cell="number", sort="acknowledged"),
        Column("grace", gettext_lazy("Earlier version still counts"), cell="number", sort="grace"),
        Column("missing", gettext_lazy("Still to acknowledge"), cell="number", sort="missing"),
        Column("people", gettext_lazy("People"), cell="number", sort="people"),
        Column(
            "names",
            gettext_lazy("Names"),
            lambda row: _("Show names") if row.department and request.may(PEOPLE, row) else "",
            cell="link",
            url=lambda row: (
                row.department
                and reverse("policy:house_rules_people", args=[organisation, row.department.pk])
            ),
            export=False,
            shown=request.may(PEOPLE),
        ),
    ]
    return list_page(
        request,
        queryset=rows,
        columns=columns,
        filename=_("house-rules-coverage"),
        template="policy/house_rules_coverage.html",
        caption=_("House rules per department"),
        page_size=100,
        empty={
            "title": _("Too few people to show"),
            "text": _(
                "As soon as at least five people work here, you see how many acknowledged the house rules."
            ),
        },
        context={
            "current": selectors.current_house_rules(request.organisation.pk),
            "percent": 100 * done // everybody if everybody else 0,
            "chart": [(row.name, row.percent) for row in rows],
            "has_groups": any(row.together for row in rows),
        },
    )


@requires(PEOPLE)
@require_safe
def people(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponseBase:
    """Show who of a department acknowledged the house rules; for its contact person."""
    department = found_or_404(get_department, request.actor, pk)
    rows = selectors.people_and_house_rules(request.actor, department)
    require(request.actor, PEOPLE, selectors.Coverage(request.organisation.pk, department, len(rows), 0, 0))
    columns = [
        Column("name", gettext_lazy("Name"), lambda row: str(row[0].user)),
        Column("state", gettext_lazy("State"), lambda row: STANDINGS[row[1].standing], cell="badge"),
        Column("until", gettext_lazy("Counts until"), lambda row: row[1].until, cell="date"),
    ]
    return list_page(
        request,
        queryset=rows,
        columns=columns,
        filename=_("house-rules-people"),
        template="policy/house_rules_people.html",
        caption=str(department),
        page_size=100,
        empty={
            "title": _("Nobody works here yet"),
            "text": _("Nobody of this department has to acknowledge."),
        },
        context={"department": department},
    )
