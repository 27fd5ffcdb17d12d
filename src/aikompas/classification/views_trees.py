# SPDX-License-Identifier: EUPL-1.2
"""Pages on which an administrator loads and activates decision trees."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from aikompas.classification import selectors, services, trees
from aikompas.classification.forms import TreeFileForm
from aikompas.core.access import requires
from aikompas.ui.views import problems, redirect_with_message


@requires("classification.manage_trees")
@require_http_methods(["GET", "POST"])
def tree_list(request: HttpRequest, organisation: str) -> HttpResponse:
    """List the shipped and the loaded decision trees, and load another."""
    form = TreeFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.load_decision_tree(actor=request.actor, content=form.cleaned_data["file"])
        if outcome.ok:
            return redirect_with_message(
                request, _("The decision tree was loaded."), "classification:tree_list", organisation
            )
    loaded = list(selectors.trees_visible_to(request.actor))
    context = {
        "form": form,
        "shipped": trees.shipped_tree((request.LANGUAGE_CODE or "nl")[:2]),
        "loaded": [(item, trees.parsed(item)) for item in loaded],
        "shipped_is_active": not any(item.is_active for item in loaded),
    }
    return render(request, "classification/tree_list.html", context)


@requires("classification.manage_trees")
@require_GET
def tree_detail(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show what a loaded tree consists of and what was noticed about it."""
    loaded = selectors.trees_visible_to(request.actor).filter(pk=pk).first()
    if loaded is None:
        raise Http404
    return render(
        request, "classification/tree_detail.html", {"loaded": loaded, "tree": trees.parsed(loaded)}
    )


@requires("classification.manage_trees")
@require_http_methods(["GET", "POST"])
def tree_activate(request: HttpRequest, organisation: str, pk: UUID | None = None) -> HttpResponse:
    """Confirm and use a loaded tree, or the shipped one, for new classifications."""
    loaded = selectors.trees_visible_to(request.actor).filter(pk=pk).first() if pk else None
    if pk and loaded is None:
        raise Http404
    if request.method == "POST":
        with problems(request=request) as outcome:
            services.activate_tree(actor=request.actor, loaded=loaded)
        if outcome.ok:
            return redirect_with_message(
                request,
                _("New classifications use this tree from now on."),
                "classification:tree_list",
                organisation,
            )
    context = {
        "title": _("Use another decision tree?"),
        "question": _("New classifications will use: %(tree)s.")
        % {"tree": loaded or _("the tree of AI-Kompas")},
        "consequences": [
            _("Classifications that were signed stay as they are."),
            _("Applications classified on the other tree are marked: classify again."),
        ],
        "confirm_label": _("Use this tree"),
        "variant": "primary",
        "cancel_url": reverse("classification:tree_list", args=[organisation]),
    }
    return render(request, "ui/confirm.html", context)
