# SPDX-License-Identifier: EUPL-1.2
"""Clauses: all of them by principle, one with its controls, and attesting what cannot be measured."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.core.access import requires
from aikompas.core.dates import months_later
from aikompas.core.errors import NotAllowed
from aikompas.files.selectors import files_by_object
from aikompas.policy import selectors, services
from aikompas.policy.attesting import attested, may_attest
from aikompas.policy.controls import Outcome
from aikompas.policy.forms import AttestForm
from aikompas.policy.labels import is_measured, question_of, role_name
from aikompas.policy.models import Attestation
from aikompas.policy.places import tabs_of
from aikompas.policy.profiles import Profile
from aikompas.policy.sections.clauses import Clause
from aikompas.ui.lists import list_page
from aikompas.ui.tables import Column, Table
from aikompas.ui.views import problems, redirect_with_message

BADGES = {
    Outcome.MET: (gettext_lazy("Attested"), "success"),
    Outcome.NOT_MET: (gettext_lazy("Not attested"), "danger"),
    Outcome.ATTENTION: (gettext_lazy("Attest again soon"), "warning"),
}


@requires("policy.view")
@require_safe
def clause_list(request: HttpRequest, organisation: str) -> HttpResponse:
    """Show what the policy promises, by principle, with what is in force."""
    profile = selectors.profile_of(request.organisation)
    columns = _columns(organisation, profile, _latest(request, profile))
    parts = [
        {
            "principle": principle,
            "table": Table(columns, list(clauses), f"{principle.group} {principle.name}".strip()),
        }
        for principle, clauses in groupby(profile.clauses, key=lambda clause: clause.principle)
    ]
    context = {
        "profile": profile,
        "parts": _merged(parts),
        "in_force": selectors.in_force(request.organisation.pk),
        "tabs": tabs_of(organisation, "clause_list"),
    }
    return render(request, "policy/clause_list.html", context)


def _merged(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A policy may return to a principle: number its later parts apart."""
    for number, part in enumerate(parts):
        part["id"] = f"part-{number}"
    return parts


def _columns(organisation: str, profile: Profile, latest: dict[str, Attestation]) -> list[Column]:
    def badge(clause: Clause) -> tuple[str, str] | str:
        if clause.attestation is None:
            return ""
        label, kind = BADGES[attested(clause, latest.get(clause.reference)).outcome]
        return str(label), kind

    return [
        Column("reference", gettext_lazy("Clause"), cell="code"),
        Column(
            "title",
            gettext_lazy("Promise"),
            cell="link",
            url=lambda clause: reverse("policy:clause", args=[organisation, clause.reference]),
        ),
        Column("text", gettext_lazy("In our words")),
        Column("role", gettext_lazy("Responsible"), lambda clause: role_name(profile, clause.responsible)),
        Column("controls", gettext_lazy("Controls"), lambda clause: len(clause.controls), cell="number"),
        Column("attestation", gettext_lazy("Attestation"), badge, cell="badge"),
    ]


@requires("policy.view")
@require_safe
def clause(request: HttpRequest, organisation: str, reference: str) -> HttpResponse:
    """Show one clause: what it promises, which controls keep it, and who attested it."""
    profile = selectors.profile_of(request.organisation)
    found = _clause_or_404(profile, reference)
    attestations = list(
        selectors.attestations_visible_to(request.actor).filter(profile_id=profile.id, reference=reference)
    )
    files = files_by_object(Attestation, [item.pk for item in attestations])
    result = attested(found, attestations[0] if attestations else None)
    context = {
        "profile": profile,
        "clause": found,
        "responsible": role_name(profile, found.responsible),
        "attester": role_name(profile, found.attestation.by) if found.attestation else "",
        "controls": [
            {"question": question_of(control), "is_measured": is_measured(control), "id": control}
            for control in found.controls
        ],
        "result": result,
        "result_badge": BADGES.get(result.outcome),
        "attestations": [(item, files.get(item.pk, [])) for item in attestations],
        "may_attest": request.may("policy.attest") and may_attest(request.actor, found),
    }
    return render(request, "policy/clause.html", context)


@requires("policy.attest")
@require_http_methods(["GET", "HEAD", "POST"])
def attest(request: HttpRequest, organisation: str, reference: str) -> HttpResponse:
    """State that a clause is kept."""
    profile = selectors.profile_of(request.organisation)
    found = _clause_or_404(profile, reference)
    if found.attestation is None or not may_attest(request.actor, found):
        raise NotAllowed("policy.attest")
    today = timezone.localdate()
    until = months_later(today, found.attestation.every_months)
    form = AttestForm(
        request.POST or None,
        request.FILES or None,
        initial={"attested_on": today, "valid_until": until},
    )
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.attest(
                actor=request.actor,
                organisation=request.organisation,
                reference=reference,
                **form.cleaned_data,
            )
        if outcome.ok:
            message = _("Your statement is recorded.")
            return redirect_with_message(request, message, "policy:clause", organisation, reference)
    context = {"profile": profile, "clause": found, "form": form}
    return render(request, "policy/attest.html", context)


@requires("policy.view")
@require_safe
def attestation_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show every statement that was made, the newest first."""
    columns = [
        Column(
            "reference",
            gettext_lazy("Clause"),
            cell="link",
            sort="reference",
            url=lambda row: reverse("policy:clause", args=[organisation, row.reference]),
        ),
        Column("profile_id", gettext_lazy("Policy profile")),
        Column("text", gettext_lazy("Statement")),
        Column("attested_by", gettext_lazy("By"), lambda row: str(row.attested_by or "")),
        Column("attested_on", gettext_lazy("Date"), cell="date", sort="attested_on"),
        Column("valid_until", gettext_lazy("Valid until"), cell="date", sort="valid_until"),
        Column("state", gettext_lazy("State"), _state, cell="badge"),
    ]
    return list_page(
        request,
        queryset=selectors.attestations_visible_to(request.actor),
        columns=columns,
        filename=_("attestations"),
        template="policy/attestation_list.html",
        default_sort="-attested_on",
        caption=_("Attestations"),
        empty={
            "title": _("Nobody has attested anything yet"),
            "text": _("Some clauses cannot be measured. Somebody then states that they are kept, and why."),
        },
        context={"tabs": tabs_of(organisation, "attestation_list")},
    )


def _state(attestation: Attestation) -> tuple[str, str]:
    return (_("Counts"), "success") if attestation.is_valid else (_("Expired"), "neutral")


def _latest(request: HttpRequest, profile: Profile) -> dict[str, Attestation]:
    return selectors.latest_attestations(request.organisation.pk, profile.id)


def _clause_or_404(profile: Profile, reference: str) -> Clause:
    found = profile.clause(reference)
    if found is None:
        raise Http404
    return found
