# SPDX-License-Identifier: EUPL-1.2
"""Pages on which an administrator loads and chooses decision trees."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from aikompas.classification import selectors, services, trees
from aikompas.classification.forms import TreeFileForm
from aikompas.core.access import requires
from aikompas.ui.views import found_or_404, problems, redirect_with_message


@requires("classification.manage_trees")
@require_http_methods(["GET", "POST"])
def tree_list(request: HttpRequest, organisation: str) -> HttpResponse:
    """List the shipped and the loaded decision trees, and load another."""
    form = TreeFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            loaded = services.load_decision_tree(actor=request.actor, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(
                request,
                _("The decision tree was loaded."),
                "classification:tree_detail",
                organisation,
                loaded.pk,
            )
    found = list(selectors.trees_visible_to(request.actor))
    context = {
        "form": form,
        "shipped": trees.shipped_tree(trees.interface_language()),
        "shipped_is_active": not any(item.is_active for item in found),
        "loaded": found,
    }
    return render(request, "classification/tree_list.html", context)


@requires("classification.manage_trees")
@require_GET
def tree_detail(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show what a loaded tree consists of and what was noticed about it."""
    loaded = found_or_404(selectors.get_tree, request.actor, pk)
    return render(
        request, "classification/tree_detail.html", {"loaded": loaded, "tree": trees.parsed(loaded)}
    )


@requires("classification.manage_trees")
@require_http_methods(["GET", "POST"])
def tree_activate(request: HttpRequest, organisation: str, pk: UUID | None = None) -> HttpResponse:
    """Confirm and use a loaded tree, or the shipped one, for new classifications."""
    loaded = found_or_404(selectors.get_tree, request.actor, pk) if pk else None
    if request.method == "POST":
        with problems(request=request) as outcome:
            services.activate_tree(actor=request.actor, loaded=loaded)
        message = _("New classifications use this tree from now on.")
        to = ("classification:tree_list", organisation)
        return redirect_with_message(request, message, *to) if outcome.ok else redirect(*to)
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
