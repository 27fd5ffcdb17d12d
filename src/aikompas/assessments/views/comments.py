# SPDX-License-Identifier: EUPL-1.2
"""Pages of what is said about an assessment: conversations at questions, answering, resolving."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aikompas.assessments import rules, selectors, services
from aikompas.assessments.models import Assessment, CommentThread
from aikompas.assessments.places import is_place, page_url, question_url
from aikompas.assessments.presentation import name_of_question
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.teamwork_forms import ReplyForm, ThreadForm
from aikompas.core.access import requires
from aikompas.instruments.questionnaires import Questionnaire, State
from aikompas.ui.lists import list_page
from aikompas.ui.tables import Column
from aikompas.ui.views import found_or_404, problems, redirect_with_message

FORM = ["GET", "HEAD", "POST"]


@requires("assessments.view")
@require_http_methods(FORM)
def comments(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show the conversations about an assessment, the open ones first, and begin one."""
    assessment = found_or_404(selectors.get_assessment, request.actor, pk)
    form, state = questionnaire_of(assessment), selectors.state_of(assessment)
    place = request.GET.get("place", "")
    place = place if is_place(form, place) else ""
    fields = ThreadForm(
        request.POST or None,
        places=_places(form, state, place or request.POST.get("key", "")),
        people=selectors.people_around(assessment),
        place=place,
    )
    if request.method == "POST" and fields.is_valid():
        with problems(fields) as outcome:
            thread = services.open_thread(actor=request.actor, assessment=assessment, **fields.cleaned_data)
        if outcome.ok:
            return redirect(f"{page_url('comments', assessment)}#{anchor(thread)}")
    threads = [thread for thread in selectors.threads_of(assessment) if place in ("", thread.key)]
    shown = [_shown(request, assessment, form, state, thread) for thread in threads]
    context = {
        **_page(assessment, form),
        "place": name_of_question(form, state, place) if place else "",
        "open_threads": [item for item in shown if item["thread"].is_open],
        "resolved_threads": [item for item in shown if not item["thread"].is_open],
        "fields": fields,
        "may_comment": request.may("assessments.comment", assessment),
    }
    return render(request, "assessments/comments_page.html", context)


@requires("assessments.view")
@require_http_methods(FORM)
def thread(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show a conversation, and answer in it."""
    found = found_or_404(selectors.get_thread, request.actor, pk)
    assessment = found.assessment
    form, state = questionnaire_of(assessment), selectors.state_of(assessment)
    fields = ReplyForm(request.POST or None, people=selectors.people_around(assessment))
    if request.method == "POST" and fields.is_valid():
        with problems(fields) as outcome:
            services.reply(actor=request.actor, thread=found, **fields.cleaned_data)
        if outcome.ok:
            return redirect("assessments:thread", organisation, pk)
    context = {
        **_page(assessment, form),
        "item": _shown(request, assessment, form, state, found),
        "fields": fields,
        "may_speak": rules.may_speak(request.actor, found),
    }
    return render(request, "assessments/thread.html", context)


@requires("assessments.comment")
@require_POST
def thread_resolve(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Say that a conversation led to what it was for, or open it again."""
    found = found_or_404(selectors.get_thread, request.actor, pk)
    if found.is_open:
        services.resolve_thread(actor=request.actor, thread=found)
        message = now_("The conversation is resolved.")
    else:
        services.reopen_thread(actor=request.actor, thread=found)
        message = now_("The conversation is open again.")
    return redirect_with_message(request, message, page_url("comments", found.assessment))


@requires("assessments.view")
@require_GET
def my_comments(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """List the open conversations in which I was mentioned."""
    return list_page(
        request,
        queryset=selectors.threads_for(request.actor),
        columns=COLUMNS,
        filename="opmerkingen",
        default_sort="-opened",
        template="assessments/my_comments.html",
        caption=_("Comments in which you were mentioned"),
        empty={
            "title": _("Nobody mentioned you"),
            "text": _("A conversation stands here when somebody mentions you in it, until it is resolved."),
        },
    )


def anchor(thread: CommentThread) -> str:
    """Return the name of the place of a conversation on its page."""
    return f"gesprek-{thread.pk}"


def _places(form: Questionnaire, state: State, chosen: str) -> list[tuple[str, Any]]:
    """Return where one can say something: the whole, each part, and the question from which one came."""
    places: list[tuple[str, Any]] = [("", _("The whole assessment"))]
    places += [(section.id, section.title) for section in form.sections]
    if chosen and is_place(form, chosen) and chosen not in dict(places):
        places.append((chosen, name_of_question(form, state, chosen)))
    return places


def _shown(
    request: HttpRequest, assessment: Assessment, form: Questionnaire, state: State, thread: CommentThread
) -> dict[str, Any]:
    known = bool(thread.key) and is_place(form, thread.key)
    may_go = known and assessment.is_open and request.may("assessments.fill_in", assessment)
    return {
        "thread": thread,
        "id": anchor(thread),
        "comments": list(thread.comments.all()),
        "place": name_of_question(form, state, thread.key) if known else now_("The whole assessment"),
        "place_url": question_url(assessment, form, thread.key) if may_go else "",
    }


def _page(assessment: Assessment, form: Questionnaire) -> dict[str, Any]:
    return {"assessment": assessment, "application": assessment.application, "form_name": form.name}


def _thread_url(thread: CommentThread) -> str:
    organisation = thread.assessment.application.organisation
    return reverse("assessments:thread", args=[organisation.slug, thread.pk])


def _last(thread: CommentThread) -> str:
    return str(list(thread.comments.all())[-1].text)


COLUMNS = [
    Column(
        "application",
        _("Application"),
        "assessment.application.name",
        cell="link",
        sort="assessment__application__name",
        url=_thread_url,
    ),
    Column("assessment", _("Assessment"), lambda thread: questionnaire_of(thread.assessment).name),
    Column("last", _("Last comment"), _last),
    Column("opened", _("Begun on"), "created_at", cell="date", sort="created_at"),
]
