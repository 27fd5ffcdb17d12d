# SPDX-License-Identifier: EUPL-1.2
"""Controls about pilots: planned, within their period, evaluated, scaled up by a decision, and lessons shared."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.pilots import selectors
from aikompas.pilots.choices import PilotState
from aikompas.pilots.completeness import what_is_missing
from aikompas.pilots.models import Pilot
from aikompas.policy.controls import Evidence, Result, control
from aikompas.register.choices import State
from aikompas.register.models import Application
from aikompas.review.selectors import current_decision

MAY_START = frozenset({State.DECIDED, State.PILOT, State.UNDER_REVIEW, State.SUSPENDED})


def pilot_url(application: Application) -> str:
    """Return the page with the pilots of an application."""
    return reverse("pilots:application", args=(application.organisation.slug, application.pk))


@control(
    "pilots.plan_complete",
    scope="application",
    question=gettext_lazy("Is there a complete plan before a pilot begins?"),
    law=gettext_lazy("De Ronde Venen, art. 2.3; Leidschendam-Voorburg, testing and experimenting"),
)
def plan_complete(application: Application) -> Result:
    """Met when the plan of the pilot that is about to begin, or runs, has everything in it."""
    pilot = selectors.current_pilot(application)
    waits = pilot is not None and (
        pilot.state in {PilotState.PLANNED, PilotState.RUNNING, PilotState.EVALUATED} or pilot.scales_up
    )
    if pilot is None or not waits:
        if application.state not in MAY_START:
            return Result.not_applicable(_("No pilot is planned."))
        return Result.not_met(_("There is no plan for a pilot."), fix=pilot_url(application))
    if pilot.stopped_on is not None:
        return Result.not_met(_("The last pilot has ended; plan a new one."), fix=pilot_url(application))
    if missing := what_is_missing(pilot):
        why = _("The plan of pilot %(pilot)s still lacks: %(what)s.")
        told = {"pilot": pilot.reference, "what": ", ".join(missing)}
        return Result.not_met(why % told, fix=pilot.get_absolute_url())
    return Result.met(_("The plan of the pilot is complete."), _evidence(pilot))


@control(
    "pilots.within_period",
    scope="application",
    question=gettext_lazy("Does the pilot run no longer than agreed?"),
    law=gettext_lazy("De Ronde Venen, art. 2.3"),
)
def within_period(application: Application) -> Result:
    """Met while a pilot permits the use; needs attention in its last two weeks."""
    if application.state != State.PILOT:
        return Result.not_applicable(_("The application is not in a pilot."))
    running = selectors.running_pilot(application)
    if running is None:
        why = _("The application is in a pilot, but no pilot permits its use today.")
        return Result.not_met(why, fix=pilot_url(application))
    told = {"pilot": running.reference, "date": date_format(running.ends)}
    if running.ends <= localdate() + selectors.SOON:
        why = _("Pilot %(pilot)s ends soon: on %(date)s.") % told
        return Result.attention(why, fix=running.get_absolute_url())
    return Result.met(_("Pilot %(pilot)s runs until %(date)s.") % told, _evidence(running))


@control(
    "pilots.evaluated",
    scope="application",
    question=gettext_lazy("Was the pilot evaluated, with a decision on what follows?"),
    law=gettext_lazy("Leidschendam-Voorburg, testing and experimenting"),
)
def evaluated(application: Application) -> Result:
    """Met when every pilot that ended was evaluated and decided about."""
    begun = [pilot for pilot in selectors.pilots_of(application) if pilot.was_started]
    ended = [pilot for pilot in begun if pilot.state != PilotState.RUNNING or pilot.is_past_end]
    if not ended:
        return Result.not_applicable(_("No pilot of this application has ended."))
    for pilot in ended:
        if pilot.state in {PilotState.RUNNING, PilotState.STOPPED}:
            why = _("Pilot %(pilot)s has ended and was not evaluated.") % {"pilot": pilot.reference}
            return Result.not_met(why, fix=pilot.get_absolute_url())
    for pilot in ended:
        if pilot.state == PilotState.EVALUATED:
            why = _("Pilot %(pilot)s was evaluated and waits for a decision.") % {"pilot": pilot.reference}
            return Result.attention(why, fix=pilot.get_absolute_url())
    return Result.met(_("Every pilot was evaluated and decided about."), *map(_evidence, ended))


@control(
    "pilots.scaled_up",
    scope="application",
    question=gettext_lazy("Does the use follow a decision to scale up, when there was a pilot?"),
    law=gettext_lazy("De Ronde Venen, art. 2.3"),
)
def scaled_up(application: Application) -> Result:
    """Not met when the latest pilot since the approval did not lead to a decision to scale up."""
    pilot = next((item for item in selectors.pilots_of(application) if item.was_started), None)
    if pilot is None or pilot.started_on is None:
        return Result.not_applicable(_("There was no pilot."))
    if pilot.scales_up:
        return Result.met(_("After the pilot it was decided to scale up."), _evidence(pilot))
    decision = current_decision(application)
    if decision is not None and localdate(decision.created_at) > pilot.started_on:
        return Result.not_applicable(_("The use was approved anew after the pilot."))
    why = _("There is no decision to scale up after pilot %(pilot)s.") % {"pilot": pilot.reference}
    return Result.not_met(why, fix=pilot.get_absolute_url())


@control(
    "pilots.lessons_shared",
    scope="application",
    question=gettext_lazy("Were the lessons of the pilot shared with colleagues?"),
    law=gettext_lazy("Leidschendam-Voorburg, learning and sharing knowledge"),
)
def lessons_shared(application: Application) -> Result:
    """Needs attention when a pilot was decided about and nothing about it is in the knowledge base."""
    decided = [pilot for pilot in selectors.pilots_of(application) if pilot.state == PilotState.DECIDED]
    if not decided:
        return Result.not_applicable(_("No pilot of this application has been decided about."))
    articles = selectors.lessons_of(application)
    if articles:
        evidence = (Evidence(article.title, article.get_absolute_url()) for article in articles)
        return Result.met(_("The lessons are in the knowledge base."), *evidence)
    why = _("Nothing about pilot %(pilot)s is in the knowledge base yet.") % {"pilot": decided[0].reference}
    return Result.attention(why, fix=decided[0].get_absolute_url())


def _evidence(pilot: Pilot) -> Evidence:
    return Evidence(str(pilot), pilot.get_absolute_url())
