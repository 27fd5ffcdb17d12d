# SPDX-License-Identifier: EUPL-1.2
"""Pages of the knowledge base."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.core.access import requires
from aikompas.core.errors import NotAllowed
from aikompas.organisations.permissions import require
from aikompas.pilots import selectors, services
from aikompas.pilots.course import ARTICLES, PROPOSE, READ
from aikompas.pilots.filters import ArticleFilter
from aikompas.pilots.forms.articles import ArticleForm
from aikompas.pilots.models import Article, Pilot
from aikompas.pilots.presentation import article_badge
from aikompas.pilots.rules import may_edit_article, possible_moves
from aikompas.pilots.tables import ARTICLE_COLUMNS
from aikompas.pilots.wording import ARTICLE_STEPS, in_order
from aikompas.ui.forms import ReasonForm
from aikompas.ui.lists import list_page
from aikompas.ui.views import found_or_404, problems, redirect_with_message

FORM = ["GET", "HEAD", "POST"]


@requires(READ)
@require_safe
def article_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """List the articles."""
    return list_page(
        request,
        queryset=selectors.articles_visible_to(request.actor),
        filterset_class=ArticleFilter,
        columns=ARTICLE_COLUMNS,
        filename=_("knowledge-base"),
        template="pilots/article_list.html",
        row_template="pilots/article_row.html",
        default_sort="-published_on",
        caption=_("Knowledge base"),
        empty={
            "title": _("There are no articles yet"),
            "text": _(
                "What one department learned, another need not find out again. Write down what you learned."
            ),
        },
    )


@requires(READ)
@require_safe
def article(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show an article."""
    found = found_or_404(selectors.get_article, request.actor, pk)
    related = (
        selectors.articles_about(request.actor, found.application).exclude(pk=found.pk)[:5]
        if found.application
        else []
    )
    context = {
        "article": found,
        "badge": article_badge(found),
        "may_edit": may_edit_article(request.actor, found),
        "moves": in_order((action, ARTICLE_STEPS[action]) for action in possible_moves(request.actor, found)),
        "related": related,
    }
    return render(request, "pilots/article.html", context)


@requires(PROPOSE)
@require_http_methods(FORM)
def propose(request: HttpRequest, organisation: str) -> HttpResponse:
    """Propose an article, beginning with the lessons of a pilot when one is named."""
    blank = Article(organisation_id=request.actor.organisation_id)
    form = _form(request, blank, initial=_beginning(request))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            made = services.propose_article(actor=request.actor, **form.arguments)
        if outcome.ok:
            return redirect_with_message(request, _("The article is proposed."), made)
    return render(request, "pilots/article_edit.html", {"form": form})


@requires(PROPOSE)
@require_http_methods(FORM)
def edit(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Change an article."""
    found = found_or_404(selectors.get_article, request.actor, pk)
    if not may_edit_article(request.actor, found):
        raise NotAllowed(PROPOSE)
    form = _form(request, found)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.edit_article(actor=request.actor, article=found, **form.arguments)
        if outcome.ok:
            return redirect_with_message(request, _("Saved."), found)
    return render(request, "pilots/article_edit.html", {"form": form, "article": found})


@requires(READ)
@require_http_methods(FORM)
def step(request: HttpRequest, organisation: str, pk: UUID, move: str) -> HttpResponse:
    """Publish, withdraw or open again."""
    found = found_or_404(selectors.get_article, request.actor, pk)
    if move not in ARTICLES.actions:
        raise Http404
    if request.method != "POST" and not ARTICLES.allows(found.state, move):
        return redirect(found)
    if ARTICLES.allows(found.state, move):
        require(request.actor, ARTICLES.get(found.state, move).permission, found)
    form = ReasonForm(
        request.POST if request.method == "POST" else None, label=_("Reason"), required=move == "withdraw"
    )
    if move != "withdraw":
        form.fields.clear()
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.move_article(actor=request.actor, article=found, action=move, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, str(ARTICLE_STEPS[move].done), found)
    words = ARTICLE_STEPS[move]
    context = {
        "title": f"{words.label}: {found.title}",
        "question": words.meaning,
        "form": form,
        "confirm_label": words.label,
        "variant": words.variant,
        "cancel_url": found.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)


def _form(request: HttpRequest, instance: Article, initial: dict[str, Any] | None = None) -> ArticleForm:
    data = request.POST if request.method == "POST" else None
    return ArticleForm(data, instance=instance, initial=initial, actor=request.actor)


def _beginning(request: HttpRequest) -> dict[str, Any]:
    """Return what an article begins with: the own department and role, and the lessons of a pilot."""
    known: dict[str, Any] = {
        "department": request.actor.department_id,
        "author_role": request.membership.job_title,
    }
    try:
        pilot = selectors.get_pilot(request.actor, UUID(request.GET.get("pilot", "")))
    except (ValueError, ValidationError, Pilot.DoesNotExist):
        return known
    about = {"pilot": pilot.pk, "application": pilot.application_id, "text": pilot.lessons}
    return known | about | {"department": pilot.application.department_id or known["department"]}
