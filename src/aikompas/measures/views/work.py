# SPDX-License-Identifier: EUPL-1.2
"""Pages of requirements and measures: of one application, of the municipality, and one by one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aikompas.core.access import requires
from aikompas.measures import services
from aikompas.measures.catalogue import Requirement
from aikompas.measures.choices import UNFINISHED
from aikompas.measures.filters import ItemFilter, WorkFilter
from aikompas.measures.forms.work import AddMeasureForm, EvidenceForm, ReviewForm, WorkForm
from aikompas.measures.models import WorkItem
from aikompas.measures.places import work_url
from aikompas.measures.presentation import (
    in_catalogue,
    law_of,
    need_badge,
    origin_of,
    phases_of,
    reasons_of,
    review_badge,
    state_badge,
    title_of,
)
from aikompas.measures.rules import may_review, may_work
from aikompas.measures.selectors import work
from aikompas.measures.selectors.catalogues import catalogue_of
from aikompas.measures.tables import work_columns
from aikompas.organisations.permissions import require
from aikompas.register.choices import RiskClass
from aikompas.register.pages import application_page
from aikompas.register.selectors import get_application
from aikompas.ui.lists import list_page
from aikompas.ui.views import found_or_404, problems, redirect_with_message

FORM = ["GET", "HEAD", "POST"]


@requires("measures.view")
@require_safe
def item_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """List the requirements and measures of all applications."""
    return list_page(
        request,
        queryset=work.items_visible_to(request.actor).prefetch_related("evidence"),
        filterset_class=ItemFilter,
        columns=work_columns(catalogue_of(request.actor.organisation_id), with_application=True),
        filename=_("requirements-and-measures"),
        default_sort="due",
        template="measures/item_list.html",
        caption=_("Requirements and measures"),
        empty={
            "title": _("No requirements and measures yet"),
            "text": _("They follow from the classification of an application."),
        },
        context={"may_change": request.may("measures.work"), "query": request.GET.urlencode()},
    )


@requires("measures.view")
@require_safe
def application(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponseBase:
    """Show the requirements and measures of an application, and what the last change did to them."""
    subject = found_or_404(get_application, request.actor, pk)
    items = work.items_of(subject)
    catalogue = catalogue_of(subject.organisation_id)
    context = {
        **application_page(request, subject, "measures"),
        "counts": work.counts_of(subject),
        "change": work.latest_change(list(items)),
        "unknown": subject.risk_class == RiskClass.UNKNOWN,
        "may_work": request.may("measures.work", subject),
        "query": request.GET.urlencode(),
    }
    return list_page(
        request,
        queryset=items.prefetch_related("evidence"),
        filterset_class=WorkFilter,
        columns=work_columns(catalogue, with_application=False),
        filename=f"{_('requirements-and-measures')}-{subject.reference}",
        template="measures/application.html",
        caption=_("Requirements and measures"),
        empty={"title": _("No requirements and measures"), "text": _("Nothing follows from the facts.")},
        context=context,
    )


@requires("measures.view")
@require_http_methods(FORM)
def item(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show a requirement or measure; whoever does the work keeps it up to date here."""
    row = found_or_404(work.get_item, request.actor, pk)
    form = WorkForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.change_work(actor=request.actor, item=row, changes=form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("Saved."), row)
        row.refresh_from_db()
    return render(request, "measures/item.html", _page(request, row, form=form))


@requires("measures.view")
@require_http_methods(FORM)
def item_evidence(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Add evidence to a requirement or measure."""
    row = found_or_404(work.get_item, request.actor, pk)
    if not may_work(request.actor, row):
        raise PermissionDenied
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.add_evidence(actor=request.actor, item=row, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The evidence was added."), row)
    return render(request, "measures/evidence.html", {**_crumbs(row), "form": form})


@requires("measures.view")
@require_http_methods(FORM)
def evidence_remove(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Confirm and remove evidence."""
    evidence = found_or_404(work.get_evidence, request.actor, pk)
    if not may_work(request.actor, evidence.item):
        raise PermissionDenied
    if request.method == "POST":
        with problems(request=request) as outcome:
            services.remove_evidence(actor=request.actor, evidence=evidence)
        message = _("The evidence was removed.")
        return (
            redirect_with_message(request, message, evidence.item) if outcome.ok else redirect(evidence.item)
        )
    context = {
        "title": _("Remove this evidence?"),
        "question": evidence.title,
        "consequences": [_("The history keeps that it was there, and who removed it.")],
        "confirm_label": _("Remove"),
        "variant": "danger",
        "cancel_url": evidence.item.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)


@requires("measures.view")
@require_POST
def item_review(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Accept finished work of somebody else, or return it."""
    row = found_or_404(work.get_item, request.actor, pk)
    form = ReviewForm(request.POST)
    if form.is_valid():
        accepted = request.POST.get("verdict") == "accept"
        with problems(form) as outcome:
            services.review_work(actor=request.actor, item=row, accepted=accepted, **form.cleaned_data)
        if outcome.ok:
            message = _("The work was accepted.") if accepted else _("The work was returned.")
            return redirect_with_message(request, message, row)
    return render(request, "measures/item.html", _page(request, row, review_form=form))


@requires("measures.work")
@require_http_methods(FORM)
def add_measure(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Choose a measure for an application, or write one."""
    subject = found_or_404(get_application, request.actor, pk)
    require(request.actor, "measures.work", subject)
    catalogue = catalogue_of(subject.organisation_id)
    present = {row.urn for row in work.present_items(work.items_of(subject))}
    left = [measure for urn, measure in catalogue.measures.items() if urn not in present]
    form = AddMeasureForm(request.POST or None, measures=left)
    if request.method == "POST" and form.is_valid():
        chosen = form.measures.get(form.cleaned_data["measure"])
        with problems(form) as outcome:
            row = services.add_measure(
                actor=request.actor, application=subject, title=form.cleaned_data["title"], measure=chosen
            )
        if outcome.ok:
            return redirect_with_message(request, _("The measure was added."), row)
    context = {"form": form, "application": subject, "work_url": work_url(subject)}
    return render(request, "measures/add_measure.html", context)


def _page(
    request: HttpRequest, row: WorkItem, form: WorkForm | None = None, review_form: ReviewForm | None = None
) -> dict[str, Any]:
    catalogue = catalogue_of(row.organisation_id)
    found = in_catalogue(row, catalogue)
    linked = (found.measures if isinstance(found, Requirement) else found.requirements) if found else ()
    may_change = may_work(request.actor, row)
    reviewing = may_review(request.actor, row)
    return {
        **_crumbs(row),
        "title": title_of(row, catalogue),
        "found": found,
        "law": law_of(found) if isinstance(found, Requirement) else "",
        "gap": found.gap if isinstance(found, Requirement) else "",
        "advice_only": isinstance(found, Requirement) and not found.binding,
        "linked_by_us": not isinstance(found, Requirement) and bool(found and found.linked_by_us),
        "origin": origin_of(found) if found else None,
        "phases": phases_of(found) if found else "",
        "reasons": reasons_of(row, catalogue),
        "state_badge": state_badge(row),
        "need_badge": need_badge(row),
        "review_badge": review_badge(row),
        "linked": [
            (title_of(other, catalogue), other, state_badge(other))
            for other in work.linked_items(row, linked)
        ],
        "risks": list(work.risks_with(row)),
        "evidence": work.evidence_of(row),
        "form": form or WorkForm(instance=row) if may_change else None,
        "may_change": may_change,
        "may_remove": may_change and row.state in UNFINISHED,
        "review_form": review_form or ReviewForm() if reviewing else None,
    }


def _crumbs(row: WorkItem) -> dict[str, Any]:
    return {"item": row, "application": row.application, "work_url": work_url(row.application)}
