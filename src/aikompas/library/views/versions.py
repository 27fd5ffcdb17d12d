# SPDX-License-Identifier: EUPL-1.2
"""Pages about the instruments of an organisation: the list, one version, two compared, the files, in use or not."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from aikompas.core.access import requires
from aikompas.library import selectors, services
from aikompas.library.comparing import compare as compare_files
from aikompas.library.models import Kind
from aikompas.library.selectors import Version
from aikompas.library.usage import usage_of
from aikompas.library.wording import findings
from aikompas.policy.selectors import profile_of
from aikompas.ui.tables import Column, Table
from aikompas.ui.views import found_or_404, problems, redirect_with_message

HEADINGS = {
    Kind.QUESTIONNAIRE: gettext_lazy("Questionnaires"),
    Kind.DECISION_TREE: gettext_lazy("Decision trees"),
    Kind.GLOSSARY: gettext_lazy("Glossaries"),
}


@requires("library.view")
@require_GET
def instrument_list(request: HttpRequest, organisation: str) -> HttpResponse:
    """Show everything the organisation has, by kind, with what is in use and how much work began on it."""
    versions = selectors.versions_of(request.organisation.pk)
    used = usage_of(request.organisation.pk)
    columns = _columns(organisation, used)
    tables = [
        {"id": kind, "title": heading, "table": Table(columns, rows, heading)}
        for kind, heading in HEADINGS.items()
        if (rows := [version for version in versions if version.kind == kind])
    ]
    return render(request, "library/instrument_list.html", {"tables": tables})


def _columns(organisation: str, used: Any) -> list[Column]:
    return [
        Column(
            "name",
            gettext_lazy("Name"),
            cell="link",
            url=lambda version: reverse("library:detail", args=[organisation, version.sha256]),
        ),
        Column("language", gettext_lazy("Language"), lambda version: version.language.upper()),
        Column("version", gettext_lazy("Version")),
        Column("source", gettext_lazy("Origin"), "source_label"),
        Column("loaded", gettext_lazy("Loaded on"), _loaded_on, cell="date"),
        Column(
            "work",
            gettext_lazy("Work begun on it"),
            lambda version: used.get(version.sha256, 0),
            cell="number",
        ),
        Column("state", gettext_lazy("In use"), _badge, cell="badge"),
    ]


def _loaded_on(version: Version) -> Any:
    return localdate(version.file.created_at) if version.file and not version.is_shipped else None


def _badge(version: Version) -> tuple[str, str]:
    return (_("In use"), "success") if version.is_active else (_("Not in use"), "neutral")


@requires("library.view")
@require_GET
def detail(request: HttpRequest, organisation: str, sha256: str) -> HttpResponse:
    """Show one version: where it comes from, what was noticed, what goes with it, and other versions."""
    version = found_or_404(selectors.get_version, request.actor, sha256)
    parts = selectors.parts_of(version)
    context = {
        "version": version,
        "badge": _badge(version),
        "work": usage_of(request.organisation.pk).get(sha256, 0),
        "findings": findings(version.file.problems if version.file else []),
        "images": [part for part in parts if part.media_type.startswith("image/")],
        "companions": [part for part in parts if not part.media_type.startswith("image/")],
        "others": selectors.others_of(version, request.organisation.pk),
        "may_be_switched_off": version.is_active and version.kind != Kind.DECISION_TREE,
    }
    return render(request, "library/detail.html", context)


@requires("library.view")
@require_GET
def compare(request: HttpRequest, organisation: str, sha256: str, older: str) -> HttpResponse:
    """Show what differs between two versions."""
    version = found_or_404(selectors.get_version, request.actor, sha256)
    before = found_or_404(selectors.get_version, request.actor, older)
    context = {
        "version": version,
        "before": before,
        "comparison": compare_files(
            selectors.text_of(request.organisation.pk, before.sha256),
            selectors.text_of(request.organisation.pk, version.sha256),
        ),
    }
    return render(request, "library/compare.html", context)


@requires("library.view")
@require_GET
def download(request: HttpRequest, organisation: str, sha256: str) -> HttpResponse:
    """Hand over the file of a version, unmodified."""
    version = found_or_404(selectors.get_version, request.actor, sha256)
    text = selectors.text_of(request.organisation.pk, sha256)
    name = slugify(f"{version.name} {version.version} {version.language}")
    response = HttpResponse(text.encode(), content_type="application/yaml")
    response["Content-Disposition"] = f'attachment; filename="{name}.yaml"'
    return response


@requires("library.view")
@require_GET
def image(request: HttpRequest, organisation: str, sha256: str, name: str) -> HttpResponse:
    """Hand over an image that came with an instrument."""
    found = found_or_404(selectors.get_image, request.actor, sha256, name)
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response


@requires("library.manage")
@require_http_methods(["GET", "POST"])
def activate(request: HttpRequest, organisation: str, sha256: str) -> HttpResponse:
    """Confirm and use a version for new work."""
    version = found_or_404(selectors.get_version, request.actor, sha256)
    if request.method == "POST":
        return _switched(request, version, services.activate_version, _("New work begins on this version."))
    before = [
        other
        for other in selectors.versions_of(request.organisation.pk)
        if other.is_active and other.slot == version.slot
    ]
    consequences = [_("Work that was begun on another version stays on it.")]
    consequences += [
        _("No longer in use for new work: %(name)s %(version)s.")
        % {"name": other.name, "version": other.version}
        for other in before
    ]
    return _confirm(
        request,
        version,
        title=_("Use this version?"),
        question=_("New work will begin on: %(name)s %(version)s."),
        consequences=consequences,
        label=_("Use this version"),
        variant="primary",
    )


@requires("library.manage")
@require_http_methods(["GET", "POST"])
def deactivate(request: HttpRequest, organisation: str, sha256: str) -> HttpResponse:
    """Confirm and offer an instrument no longer for new work."""
    version = found_or_404(selectors.get_version, request.actor, sha256)
    if request.method == "POST":
        message = _("This instrument is no longer offered for new work.")
        return _switched(request, version, services.deactivate_version, message)
    consequences = [_("Work that was begun on it stays as it is and can be finished.")]
    if profile_of(request.organisation).assessments.get(version.urn):
        consequences.append(
            _("The policy asks for it: uses that need it cannot be assessed until one is in use.")
        )
    return _confirm(
        request,
        version,
        title=_("Switch off?"),
        question=_("Nobody can begin any more on: %(name)s %(version)s."),
        consequences=consequences,
        label=_("Switch off"),
        variant="danger",
    )


def _switched(request: HttpRequest, version: Version, service: Any, message: str) -> HttpResponse:
    to = ("library:detail", request.organisation.slug, version.sha256)
    with problems(request=request) as outcome:
        service(actor=request.actor, sha256=version.sha256)
    return redirect_with_message(request, message, *to) if outcome.ok else redirect(*to)


def _confirm(
    request: HttpRequest,
    version: Version,
    *,
    title: str,
    question: str,
    consequences: list[str],
    label: str,
    variant: str,
) -> HttpResponse:
    context = {
        "title": title,
        "question": question % {"name": version.name, "version": version.version},
        "consequences": consequences,
        "confirm_label": label,
        "variant": variant,
        "cancel_url": reverse("library:detail", args=[request.organisation.slug, version.sha256]),
    }
    return render(request, "ui/confirm.html", context)
