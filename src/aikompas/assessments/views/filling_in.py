# SPDX-License-Identifier: EUPL-1.2
"""Pages on which an assessment is filled in: one section a page, every field saved by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from aikompas.assessments import selectors, services
from aikompas.assessments.forms import SectionForm
from aikompas.assessments.keeping import Kept
from aikompas.assessments.models import Assessment, AssessmentState, SectionDone
from aikompas.assessments.places import anchor, page_url
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.section_page import LABEL, Conflict, SectionPage, updates_for
from aikompas.assessments.sections import walk
from aikompas.assessments.services import Saved
from aikompas.assessments.views.steps import asked_step, take_step
from aikompas.core.access import requires
from aikompas.core.actor import Actor
from aikompas.instruments.questionnaires import Task
from aikompas.organisations.permissions import require
from aikompas.ui.views import found_or_404, problems

STAY = "stay"


@requires("assessments.fill_in")
@require_http_methods(["GET", "POST"])
def fill_in(request: HttpRequest, organisation: str, pk: UUID, section: str) -> HttpResponse:
    """Show the questions of a section, save what was changed on the page, and take the step that was asked."""
    assessment = to_fill_in(request, pk)
    task = _section(assessment, section)
    if not assessment.is_open:
        return redirect("assessments:detail", organisation, pk)
    page = SectionPage(request.actor, assessment, task)
    if request.method == "GET":
        return _render(request, page, page.shown())
    fields = page.posted(request.POST)
    with problems(fields) as outcome:
        saved = _save(request, page, fields) if fields.is_valid() else None
    if not outcome.ok or saved is None:
        return _render(request, page, fields)
    if saved.conflicts:
        return _ask_to_choose(request, page, fields, saved)
    return _go_on(request, page, saved.kept)


@requires("assessments.fill_in")
@require_POST
def autosave(request: HttpRequest, organisation: str, pk: UUID, section: str) -> HttpResponse:
    """Save the answers that are right of those that were changed, and return what changes on the page by that."""
    assessment = to_fill_in(request, pk, selectors.get_assessment_briefly)
    before = SectionPage(request.actor, assessment, _section(assessment, section))
    fields = before.posted(request.POST, complete=False)
    fields.full_clean()
    with problems(fields) as outcome:
        saved = _save(request, before, fields)
    if not outcome.ok:
        return HttpResponse(status=409)
    page = SectionPage(request.actor, assessment, before.section, saved.kept)
    context = {"assessment": assessment, "section": page.section}
    context["updates"] = updates_for(page, request.POST, complete=False, before=before.state)
    if page.state.progress != before.state.progress:
        context["parts"] = page.parts(selectors.done_sections(assessment))
    if page.state.results != before.state.results:
        context["results"] = page.results()
    return render(request, "assessments/updates.html", context)


@requires("assessments.fill_in")
@require_POST
def refresh(request: HttpRequest, organisation: str, pk: UUID, section: str) -> HttpResponse:
    """Say who is here, and return what others changed on the page of a section."""
    assessment = to_fill_in(request, pk, selectors.get_assessment_briefly)
    task = _section(assessment, section)
    if not assessment.is_open:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    services.note_presence(
        actor=request.actor, assessment=assessment, section_id=task.id, key=request.POST.get("at", "")
    )
    page = SectionPage(request.actor, assessment, task)
    context = {
        "assessment": assessment,
        "section": task,
        "updates": updates_for(page, request.POST, complete=True),
        **_beside(page, selectors.done_sections(assessment)),
    }
    return render(request, "assessments/updates.html", context)


def to_fill_in(
    request: HttpRequest, pk: UUID, get: Callable[[Actor, UUID], Assessment] = selectors.get_assessment
) -> Assessment:
    """Return an assessment that this person may fill in."""
    assessment = found_or_404(get, request.actor, pk)
    require(request.actor, "assessments.fill_in", assessment)
    return assessment


def _section(assessment: Assessment, section_id: str) -> Task:
    form = questionnaire_of(assessment)
    task = next((section for section in form.sections if section.id == section_id), None)
    if task is None:
        raise Http404
    return task


def _save(request: HttpRequest, page: SectionPage, fields: SectionForm) -> Saved:
    """Save the changed answers and names; who chose in a conflict keeps the own answer or lets it go."""
    opened, changed = fields.opened_answers(), fields.changed_answers()
    keep, take = request.POST.get("keep", ""), request.POST.get("take", "")
    if keep in fields.fields:
        opened[keep] = fields.seen_answer(keep)
    changed.pop(take, None)
    for name in request.POST:
        if name.startswith(LABEL):
            _name(request, page, name.removeprefix(LABEL))
    return services.save_answers(
        actor=request.actor, assessment=page.assessment, answers=changed, opened=opened, read=page.kept
    )


def _name(request: HttpRequest, page: SectionPage, key: str) -> None:
    label = request.POST[f"{LABEL}{key}"]
    instance = next((item for item in page.filled.instances if item.key == key), None)
    if instance and instance.label != label.strip():
        services.name_instance(actor=request.actor, assessment=page.assessment, key=key, label=label)


def _render(
    request: HttpRequest,
    page: SectionPage,
    fields: SectionForm,
    conflicts: Mapping[str, Conflict] = MappingProxyType({}),
) -> HttpResponse:
    """Show the page of a section."""
    tree = page.tree(fields)
    page.dress(walk(tree.nodes))
    for node in walk(tree.nodes):
        node.conflict = conflicts.get(node.key)
    sections, assessment = page.form.sections, page.assessment
    place = sections.index(page.section)
    called_done = selectors.done_sections(assessment)
    comments = selectors.comments_of(assessment) if assessment.state == AssessmentState.RETURNED else ()
    context = {
        "assessment": assessment,
        "application": assessment.application,
        "form_name": page.form.name,
        "form": fields,
        "section": page.section,
        "nodes": tree.nodes,
        "before": sections[place - 1] if place else None,
        "is_last": place == len(sections) - 1,
        "is_done": page.section.id in called_done,
        "comments": [comment for comment in comments if comment.section_id in ("", page.section.id)],
        **page.section_shown(),
        **_beside(page, called_done),
    }
    return render(request, "assessments/fill_in.html", context)


def _beside(page: SectionPage, called_done: Mapping[str, SectionDone]) -> dict[str, Any]:
    """Return what stands beside the questions: the sections, interim results, and who is where."""
    return {"parts": page.parts(called_done), "results": page.results(), "present": page.present()}


def _ask_to_choose(
    request: HttpRequest, page: SectionPage, fields: SectionForm, saved: Saved
) -> HttpResponse:
    """Show the page again with both texts where somebody else changed the same answer meanwhile."""
    opened = fields.opened_answers()
    mine = {key: fields.posted_answer(key) for key in saved.conflicts}
    now = SectionPage(page.actor, page.assessment, page.section, saved.kept)
    shown = now.shown(mine=mine, opened={key: opened[key] for key in saved.conflicts})
    return _render(request, now, shown, now.conflicts(saved.conflicts))


def _go_on(request: HttpRequest, page: SectionPage, kept: Kept) -> HttpResponse:
    """Take the step that was asked; else go to the next section, unless questions appeared that nobody has seen."""
    step = asked_step(request.POST)
    if step:
        return take_step(request, page, *step)
    here = page_url("fill_in", page.assessment, page.section.id)
    after = SectionPage(page.actor, page.assessment, page.section, kept)
    shown = set(request.POST.getlist("shown"))
    new = [
        item.key
        for item in after.items.values()
        if item.task.is_question and item.key not in page.items and item.key not in shown
    ]
    if new:
        text = ngettext(
            "Your answers call for %(number)s more question on this page.",
            "Your answers call for %(number)s more questions on this page.",
            len(new),
        )
        messages.info(request, text % {"number": len(new)})
        return redirect(f"{here}#{anchor(new[0])}")
    chosen = request.POST.get("keep") or request.POST.get("take")
    if chosen or request.POST.get("action") == STAY:
        return redirect(f"{here}#{anchor(chosen)}" if chosen else here)
    following = page.form.sections[page.form.sections.index(page.section) + 1 :]
    if following:
        return redirect(page_url("fill_in", page.assessment, following[0].id))
    return redirect(page_url("overview", page.assessment))
