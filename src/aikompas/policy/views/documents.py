# SPDX-License-Identifier: EUPL-1.2
"""Policy documents: the list, one document with its versions, one version, writing and comparing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aikompas.core.access import requires
from aikompas.files.selectors import files_of
from aikompas.organisations.permissions import may
from aikompas.policy import selectors, services
from aikompas.policy.comparing import changes
from aikompas.policy.differences import differences
from aikompas.policy.extracting import text_of
from aikompas.policy.filters import DocumentFilter
from aikompas.policy.forms import AboutForm, DocumentForm, VersionForm
from aikompas.policy.labels import role_name
from aikompas.policy.models import AdoptedBy, DocumentVersion, PolicyDocument, VersionState
from aikompas.policy.places import tabs_of
from aikompas.policy.presentation import badge_of, steps_of, tables_of
from aikompas.policy.profiles import Profile
from aikompas.policy.route import EDIT, ROUTE
from aikompas.policy.wording import STEP_LABELS
from aikompas.ui.lists import list_page
from aikompas.ui.tables import Column, Table
from aikompas.ui.views import found_or_404, problems, redirect_with_message

COLUMNS = [
    Column("title", gettext_lazy("Title"), cell="link", sort="title"),
    Column("audience", gettext_lazy("Who may read it"), "get_audience_display", sort="audience"),
    Column("version", gettext_lazy("Version"), lambda row: _leading(row).number, cell="number"),
    Column("state", gettext_lazy("State"), lambda row: badge_of(_leading(row)), cell="badge"),
    Column("newer", gettext_lazy("Newer version"), lambda row: _newer(row), cell="badge"),
    Column("from", gettext_lazy("In force from"), lambda row: _leading(row).in_force_from, cell="date"),
    Column("review", gettext_lazy("Next review"), lambda row: _leading(row).next_review, cell="date"),
]


@requires("policy.view")
@require_safe
def document_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show the documents with the version that is in force, and how far a newer one is."""
    return list_page(
        request,
        queryset=selectors.documents_visible_to(request.actor),
        filterset_class=DocumentFilter,
        columns=COLUMNS,
        filename=_("policy-documents"),
        template="policy/document_list.html",
        default_sort="title",
        caption=_("Policy documents"),
        empty={
            "title": _("There are no policy documents yet"),
            "text": _("Add the policy, so that everybody can read what the municipality promises."),
        },
        context={"tabs": tabs_of(organisation, "document_list")},
    )


@requires("policy.view")
@require_safe
def document(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show the version of a document that is in force, or else the newest, with all versions."""
    found = found_or_404(selectors.get_document, request.actor, pk)
    leading = found_or_404(selectors.get_version, request.actor, _leading(found).pk)
    return render(request, "policy/version.html", _page(request, leading, found))


@requires("policy.view")
@require_safe
def version(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show one version of a document."""
    found = found_or_404(selectors.get_version, request.actor, pk)
    about = selectors.get_document(request.actor, found.document_id)
    return render(request, "policy/version.html", _page(request, found, about))


def _leading(document: Any) -> DocumentVersion:
    return selectors.leading(document.visible_versions)


def _newer(document: Any) -> tuple[str, str] | str:
    newest = document.visible_versions[0]
    return badge_of(newest) if newest != _leading(document) else ""


def _page(request: HttpRequest, found: DocumentVersion, about: PolicyDocument) -> dict[str, Any]:
    versions = about.visible_versions
    files = list(files_of(found))
    profile = _profile(found)
    possible = [
        (action, STEP_LABELS[action])
        for action, step in ROUTE.actions_from(found.state).items()
        if may(request.actor, step.permission, found)
        and (action != "adopt_by_council" or about.final_body == AdoptedBy.COUNCIL)
    ]
    return {
        "document": about,
        "version": found,
        "badge": badge_of(found),
        "route": steps_of(found),
        "files": files,
        "profile": profile,
        "clauses": _clauses(profile) if profile else None,
        "possible": possible,
        "others": [(other, badge_of(other)) for other in versions if other.pk != found.pk],
        "may_edit": request.may(EDIT) and found.state == VersionState.DRAFT,
        "may_start": request.may(EDIT)
        and versions[0].state not in {VersionState.DRAFT, VersionState.OFFERED},
    }


def _clauses(profile: Profile) -> Table:
    columns = [
        Column("reference", gettext_lazy("Clause"), cell="code"),
        Column("title", gettext_lazy("Promise")),
        Column("text", gettext_lazy("In our words")),
        Column("principle", gettext_lazy("Principle"), "principle.name"),
        Column("role", gettext_lazy("Responsible"), lambda clause: role_name(profile, clause.responsible)),
    ]
    return Table(columns, list(profile.clauses), _("Clauses"))


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, organisation: str) -> HttpResponse:
    """Add a document with its first draft."""
    form = DocumentForm(request.POST or None, request.FILES or None, profiles=_choices(request))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            made = services.create_document(actor=request.actor, **_read(form))
        if outcome.ok:
            return redirect_with_message(request, _("The document is added."), made)
    return render(request, "policy/document_edit.html", {"form": form})


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def document_edit(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Rename a document, or change who may read it."""
    found = found_or_404(selectors.get_document, request.actor, pk)
    initial = {"title": found.title, "audience": found.audience, "final_body": found.final_body}
    form = AboutForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.update_document(actor=request.actor, document=found, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The changes are saved."), found)
    return render(request, "policy/document_edit.html", {"form": form, "document": found})


@requires(EDIT)
@require_POST
def version_start(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Begin a new version."""
    found = found_or_404(selectors.get_document, request.actor, pk)
    with problems(request=request) as outcome:
        made = services.start_version(actor=request.actor, document=found)
    return redirect("policy:version_edit", organisation, made.pk) if outcome.ok else redirect(found)


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def version_edit(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Write a draft, or give it a file."""
    found = found_or_404(selectors.get_version, request.actor, pk)
    if found.state != VersionState.DRAFT:
        return redirect(found)
    initial = {
        "text": found.text,
        "change_note": found.change_note,
        "profile": found.profile,
        "next_review": found.next_review,
    }
    form = VersionForm(
        request.POST or None, request.FILES or None, initial=initial, profiles=_choices(request)
    )
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.edit_version(actor=request.actor, version=found, **_read(form))
        if outcome.ok:
            return redirect_with_message(request, _("The draft is saved."), found)
    context = {"form": form, "version": found, "files": files_of(found)}
    return render(request, "policy/version_edit.html", context)


@requires("policy.view")
@require_safe
def version_compare(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show what differs between a version and another one, from the older to the newer."""
    found = found_or_404(selectors.get_version, request.actor, pk)
    about = selectors.get_document(request.actor, found.document_id)
    others = [item for item in about.visible_versions if item.pk != found.pk]
    asked = request.GET.get("met")
    earlier = [item for item in others if item.number < found.number]
    other = next((item for item in others if str(item.pk) == asked), (earlier or others or [None])[0])
    if other and other.number > found.number:
        found, other = other, found
    context = {
        "version": found,
        "other": other,
        "others": others,
        "changes": changes(other.text, found.text) if other else [],
        "parts": _clause_differences(other, found) if other else [],
    }
    return render(request, "policy/version_compare.html", context)


def _clause_differences(before: DocumentVersion, after: DocumentVersion) -> list[Any]:
    old, new = _profile(before), _profile(after)
    return tables_of(differences(old, new)) if old and new and old.sha256 != new.sha256 else []


def _profile(found: DocumentVersion) -> Profile | None:
    return selectors.profile_named(found.profile) if found.profile else None


def _choices(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (choice.id, f"{choice.profile.name} ({choice.profile.version})")
        for choice in selectors.profile_choices(request.organisation)
    ]


def _read(form: VersionForm) -> dict[str, Any]:
    """Return what was filled in; a file brings its own text, for comparing."""
    cleaned = dict(form.cleaned_data)
    if cleaned["upload"]:
        cleaned["text"] = text_of(cleaned["upload"])
    return cleaned
