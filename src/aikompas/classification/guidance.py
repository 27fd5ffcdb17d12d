# SPDX-License-Identifier: EUPL-1.2
"""What waits for whom: the next step on the page of an application, and the home page."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.classification.controls import classification_url
from aikompas.classification.models import ClassificationRun
from aikompas.classification.selectors import draft_run, outdated_runs
from aikompas.core.actor import Actor
from aikompas.organisations.home import Item, Todo
from aikompas.organisations.permissions import may
from aikompas.register.choices import State
from aikompas.register.models import Application
from aikompas.register.next_steps import NextStep
from aikompas.register.waiting import about


def next_step(actor: Actor, application: Application) -> NextStep | None:
    """Return what this person can do about the classification of a triaged application."""
    if application.state != State.TRIAGED or not may(actor, "classification.classify", application):
        return None
    draft = draft_run(application)
    if draft:
        return NextStep(
            _("Finish the classification"),
            _("Your answers were kept; go on where you left off."),
            reverse("classification:fill_in", args=[application.organisation.slug, draft.pk]),
            _("Go on"),
        )
    if not application.purpose:
        return None
    return NextStep(
        _("Classify this use"),
        _("Answer the questions of the decision tree to find out the risk class under the AI Act."),
        classification_url(application),
        _("To the classification"),
    )


def todos(actor: Actor) -> Iterator[Todo]:
    """Return the applications that their owners must classify again since the decision tree was renewed."""
    if may(actor, "classification.classify"):
        yield Todo(
            gettext_lazy("Classify again: the decision tree was renewed"),
            outdated_runs(actor).select_related("application__organisation"),
            f"register:application_list?owner={actor.id}",
            kind="classification.outdated",
            do=gettext_lazy("Classify again"),
            describe=_outdated,
            holder="application__owner_id",
            department="application__department_id",
        )


def _outdated(run: ClassificationRun) -> Item:
    application = run.application
    why = gettext_lazy("The decision tree was renewed.")
    return about(application, classification_url(application), why=why, holder_id=application.owner_id)
