# SPDX-License-Identifier: EUPL-1.2
"""Steps that somebody asks for with a button on the page of a section, beside saving it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from aikompas.assessments import services
from aikompas.assessments.places import anchor, page_url
from aikompas.assessments.section_page import SectionPage
from aikompas.ui.views import problems

STEPS = ("add", "remove", "put_back", "up", "down", "done", "reopen")


def asked_step(data: QueryDict) -> tuple[str, str] | None:
    """Return the step that was asked for, and for what."""
    return next(((name, str(data[name])) for name in STEPS if name in data), None)


def take_step(request: HttpRequest, page: SectionPage, step: str, subject: str) -> HttpResponse:
    """Take a step and return to where it was asked."""
    at = subject
    with problems(request=request):
        at = _take(request, page, step, subject)
    here = page_url("fill_in", page.assessment, page.section.id)
    return redirect(f"{here}#{anchor(at)}" if at else here)


def _take(request: HttpRequest, page: SectionPage, step: str, subject: str) -> str:
    """Take a step; return the key of the place to return to."""
    actor, assessment = request.actor, page.assessment
    match step:
        case "add":
            task_id, _star, parent = subject.partition("*")
            return services.add_instance(actor=actor, assessment=assessment, task_id=task_id, parent=parent)
        case "remove":
            services.remove_instance(actor=actor, assessment=assessment, key=subject)
            return _list_of(page, subject)
        case "put_back":
            return services.put_back_instance(actor=actor, assessment=assessment, key=subject)
        case "up" | "down":
            by = -1 if step == "up" else 1
            return services.move_instance(actor=actor, assessment=assessment, key=subject, by=by)
    services.mark_section(actor=actor, assessment=assessment, section_id=page.section.id, done=step == "done")
    return ""


def _list_of(page: SectionPage, key: str) -> str:
    """Return the key of the list in which an instance stood."""
    instance = next((item for item in page.filled.instances if item.key == key), None)
    return f"{instance.task_id}*{instance.parent}" if instance else ""
