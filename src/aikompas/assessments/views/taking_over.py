# SPDX-License-Identifier: EUPL-1.2
"""The page on which answers of other assessments are taken over, one by one or all at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from aikompas.assessments import selectors, services
from aikompas.assessments.keeping import EMPTY
from aikompas.assessments.models import Assessment
from aikompas.assessments.presentation import in_words, name_of_question
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.section_page import fields_task
from aikompas.assessments.taking_over import Offer, offers_by_copy, offers_by_reference
from aikompas.assessments.views.filling_in import to_fill_in
from aikompas.core.access import requires
from aikompas.instruments.questionnaires import Questionnaire, State
from aikompas.ui.views import found_or_404, problems, redirect_with_message


@requires("assessments.fill_in")
@require_http_methods(["GET", "POST"])
def take_over(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show what other assessments offer, with where it comes from, and take over what is chosen."""
    assessment = to_fill_in(request, pk)
    if not assessment.is_open:
        return redirect("assessments:detail", organisation, pk)
    source = _source(request, assessment)
    if request.method == "POST":
        return _take_over(request, assessment, source)
    form = questionnaire_of(assessment)
    state = selectors.state_of(assessment)
    context = {
        "assessment": assessment,
        "application": assessment.application,
        "form_name": form.name,
        "source": source,
        "offers": [_shown(form, state, offer) for offer in _offers(request, assessment, source)],
        "others": selectors.copyable(request.actor, assessment),
    }
    return render(request, "assessments/take_over.html", context)


def _source(request: HttpRequest, assessment: Assessment) -> Assessment | None:
    chosen = request.GET.get("van")
    if not chosen:
        return None
    source = found_or_404(selectors.get_assessment, request.actor, chosen)
    if source.pk == assessment.pk or source.urn != assessment.urn:
        raise Http404
    return source


def _offers(request: HttpRequest, assessment: Assessment, source: Assessment | None) -> list[Offer]:
    if source:
        return offers_by_copy(assessment, source)
    return offers_by_reference(assessment, selectors.sources_of(request.actor, assessment))


def _take_over(request: HttpRequest, assessment: Assessment, source: Assessment | None) -> HttpResponse:
    keys = request.POST.getlist("key")
    saved = None
    with problems(request=request):
        saved = services.take_over(actor=request.actor, assessment=assessment, keys=keys, source=source)
    if saved is None:
        return redirect(request.get_full_path())
    number = len(saved.changed)
    text = ngettext("%(number)s answer taken over.", "%(number)s answers taken over.", number)
    slug = assessment.application.organisation.slug
    return redirect_with_message(
        request, text % {"number": number}, "assessments:overview", slug, assessment.pk
    )


def _shown(form: Questionnaire, state: State, offer: Offer) -> dict[str, Any]:
    """Return an offer in words."""
    source_form = questionnaire_of(offer.source)
    asked = fields_task(source_form, offer.source_key)
    task = fields_task(form, offer.key)
    return {
        "key": offer.key,
        "id": f"overnemen-{offer.key}",
        "title": name_of_question(form, state, offer.key),
        "value": in_words(task if offer.fits else asked, offer.value),
        "current": in_words(task, offer.current),
        "fits": offer.fits,
        "chosen": offer.fits and offer.current in EMPTY,
        "origin": _("%(questionnaire)s (%(application)s): %(question)s")
        % {
            "questionnaire": source_form.name,
            "application": offer.source.application.name,
            "question": asked.title,
        },
    }
