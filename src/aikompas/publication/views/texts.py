# SPDX-License-Identifier: EUPL-1.2
"""The list of what stands in the register, and writing, previewing and comparing its texts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aikompas.core.access import requires
from aikompas.publication import selectors, services
from aikompas.publication.choices import PUBLISHABLE, TextLanguage, TextState
from aikompas.publication.controls import reasons_outdated
from aikompas.publication.filters import TextFilter
from aikompas.publication.forms import TextForm
from aikompas.publication.models import RegisterText
from aikompas.publication.presentation import badges_of, changes_between, contact_of, groups_of
from aikompas.publication.records import findings_of, with_use_of
from aikompas.publication.standard.fields import standard
from aikompas.publication.standard.registration import text_of
from aikompas.publication.tables import TEXT_COLUMNS, text_badge
from aikompas.register.models import Application
from aikompas.register.pages import application_page
from aikompas.register.selectors import get_application
from aikompas.ui.lists import list_page
from aikompas.ui.views import found_or_404, problems, redirect_with_message


@requires("publication.view_texts")
@require_GET
def text_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show every application that must or may stand in the register, and what is due."""
    return list_page(
        request,
        queryset=selectors.publication_overview(request.actor),
        filterset_class=TextFilter,
        columns=TEXT_COLUMNS,
        filename="algoritmeregister",
        default_sort="name",
        template="publication/text_list.html",
        caption=_("Applications in the algorithm register"),
        empty={
            "title": _("Nothing to publish yet"),
            "text": _(
                "Applications appear here as soon as they are approved, or when they must be published."
            ),
        },
    )


@requires("publication.view_texts")
@require_GET
def application(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show where the texts of an application stand, per language, with the step that comes next."""
    subject = found_or_404(get_application, request.actor, pk)
    texts = list(selectors.texts_of(subject))
    languages = [_language_part(request, subject, texts, language) for language in TextLanguage]
    shown_texts = [text for text in texts if text.is_published]
    published = next((text for text in shown_texts if text.language == TextLanguage.DUTCH), None)
    context = {
        **application_page(request, subject, "publication"),
        "languages": languages,
        "may_edit": request.may("publication.edit_text", subject),
        "outdated": reasons_outdated(subject, published) if published else [],
        "versions": [(text, text_badge(text)) for text in texts],
    }
    return render(request, "publication/application.html", context)


def _language_part(
    request: HttpRequest, subject: Application, texts: list[RegisterText], language: TextLanguage
) -> dict[str, Any]:
    own = [text for text in texts if text.language == language]
    draft = next((text for text in own if text.is_open), None)
    published = next((text for text in own if text.is_published), None)
    may_edit = request.may("publication.edit_text", subject)
    return {
        "language": language,
        "draft": draft,
        "draft_badge": text_badge(draft) if draft else None,
        "published": published,
        "withdrawn": own[0] if own and own[0].state == TextState.WITHDRAWN else None,
        "may_submit": draft and may_edit and draft.state == TextState.DRAFT and not draft.submitted_at,
        "may_approve": draft
        and draft.state == TextState.DRAFT
        and request.may("publication.approve_text", subject),
        "may_publish": draft
        and draft.state == TextState.APPROVED
        and subject.state in PUBLISHABLE
        and request.may("publication.publish", subject),
        "may_withdraw": published and request.may("publication.publish", subject),
        "may_edit": may_edit,
    }


@requires("publication.edit_text")
@require_POST
def start(request: HttpRequest, organisation: str, pk: UUID, language: str) -> HttpResponse:
    """Start a text or a new version of it, and go and write it."""
    if language not in TextLanguage.values:
        raise Http404
    subject = found_or_404(get_application, request.actor, pk)
    text = services.start_text(actor=request.actor, application=subject, language=language)
    return redirect("publication:edit", organisation, text.pk)


@requires("publication.edit_text")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Write a text: help at every field, what the register would refuse, and advice."""
    text = found_or_404(selectors.get_text, request.actor, pk)
    if not text.is_open or not request.may("publication.edit_text", text.application):
        return redirect("publication:version", organisation, pk)
    form = _form(text, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.save_draft(actor=request.actor, text=text, fields=form.written())
        if outcome.ok:
            to = "publication:preview" if request.POST.get("action") == "preview" else "publication:edit"
            return redirect_with_message(request, _("The text is saved."), to, organisation, pk)
    elif request.method != "POST":
        form.show(_findings(text), _language())
    return render(
        request,
        "publication/edit.html",
        {**_text_context(request, text, "edit"), "form": form, "groups": _groups(form)},
    )


@requires("publication.edit_text")
@require_POST
def autosave(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Keep what was written so far."""
    text = found_or_404(selectors.get_text, request.actor, pk)
    form = _form(text, request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    with problems(form) as outcome:
        services.save_draft(actor=request.actor, text=text, fields=form.written())
    return HttpResponse(status=204 if outcome.ok else 409)


@requires("publication.view_texts")
@require_GET
def preview(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show an open text as residents will see it."""
    text = found_or_404(selectors.get_text, request.actor, pk)
    return render(request, "publication/preview.html", _text_context(request, text, "preview"))


@requires("publication.view_texts")
@require_GET
def version(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show one version: what it says, who wrote, approved and published it, and what changed."""
    text = found_or_404(selectors.get_text, request.actor, pk)
    versions = list(selectors.versions_of(text))
    before = next((other for other in versions if other.number < text.number), None)
    context = {
        **_text_context(request, text, "version"),
        "versions": [(other, text_badge(other)) for other in versions],
        "before": before,
    }
    return render(request, "publication/version.html", context)


@requires("publication.view_texts")
@require_GET
def compare(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show field by field what differs between this version and another one."""
    text = found_or_404(selectors.get_text, request.actor, pk)
    others = [other for other in selectors.versions_of(text) if other.pk != text.pk]
    if not others:
        raise Http404
    asked = request.GET.get("met", "")
    earlier = next((other for other in others if other.number < text.number), others[0])
    other = next((other for other in others if str(other.pk) == asked), earlier)
    before, after = sorted((text, other), key=lambda item: item.number)
    context = {
        **_text_context(request, text, "compare"),
        "others": others,
        "other": other,
        "older": before,
        "newer": after,
        "changes": changes_between(before.fields, after.fields, _language()),
    }
    return render(request, "publication/compare.html", context)


def _language() -> str:
    return (get_language() or "nl")[:2]


def _form(text: RegisterText, data: Any = None) -> TextForm:
    original = None
    if text.language != TextLanguage.DUTCH:
        dutch = selectors.latest_text(text.application, TextLanguage.DUTCH)
        original = dutch.fields if dutch else None
    return TextForm(text.fields, _language(), data, original)


def _findings(text: RegisterText) -> list[Any]:
    """Return what would be found when the text were published now."""
    return findings_of(with_use_of(text.application, text.fields), text.language)


def _groups(form: TextForm) -> list[tuple[str, list[Any]]]:
    """Return the fields of the form under the headings of the standard."""
    definition = standard()
    groups = [
        (
            group.label(_language()),
            [form[item.key] for item in definition.in_group(group.key) if item.key in form.fields],
        )
        for group in definition.groups
    ]
    return [group for group in groups if group[1]]


def _text_context(request: HttpRequest, text: RegisterText, here: str) -> dict[str, Any]:
    findings = _findings(text)
    return {
        "text": text,
        "application": text.application,
        "text_badge": text_badge(text),
        "rejected": [item for item in findings if item.level == "rejected"],
        "advice": [item for item in findings if item.level == "advice"],
        "findings": [_finding(item) for item in findings],
        "may_edit": text.is_open and request.may("publication.edit_text", text.application),
        "tabs": _tabs(request, text, here),
        **shown(text, text.language),
    }


def _finding(item: Any) -> dict[str, str]:
    field = standard().fields.get(item.field)
    return {
        "field": item.field,
        "label": field.label(_language()) if field else "",
        "message": item.message(_language()),
        "level": item.level,
    }


def shown(text: RegisterText, language: str) -> dict[str, Any]:
    """Return what the template of a registration needs."""
    record = with_use_of(text.application, text.fields) if text.is_open else text.fields
    return {
        "record": record,
        "summary": text_of(record, "description_short"),
        "groups_shown": groups_of(record, language),
        "contact": contact_of(record),
        "badges": badges_of(text, language),
        "text_language": text.language,
    }


def _tabs(request: HttpRequest, text: RegisterText, here: str) -> list[dict[str, Any]]:
    """Return the parts of the page of a text."""
    slug = request.organisation.slug
    parts = [("version", _("This version"))]
    if text.is_open:
        parts = [("preview", _("Preview")), *parts]
        if request.may("publication.edit_text", text.application):
            parts = [("edit", _("Write")), *parts]
    if text.number > 1:
        parts.append(("compare", _("Compare")))
    return [
        {"label": label, "url": reverse(f"publication:{name}", args=(slug, text.pk)), "current": name == here}
        for name, label in parts
    ]
