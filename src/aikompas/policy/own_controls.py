# SPDX-License-Identifier: EUPL-1.2
"""Controls about the policy itself: adopted, reviewed, house rules, timetable and budget."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aikompas.organisations.models import Membership, Organisation
from aikompas.policy import selectors
from aikompas.policy.acknowledging import Standing
from aikompas.policy.controls import Evidence, Result, control
from aikompas.policy.models import StepState
from aikompas.policy.money import euros
from aikompas.policy.presentation import title_of_step

SOON = timedelta(days=30)


@control(
    "policy.in_force",
    scope="organisation",
    question=gettext_lazy("Is the policy adopted and in force?"),
    law=gettext_lazy("De Ronde Venen, art. 12"),
)
def in_force(organisation: Organisation) -> Result:
    """Tell whether a policy document is in force today."""
    versions = list(selectors.in_force(organisation.pk))
    if versions:
        evidence = (Evidence(version.document.title, version.get_absolute_url()) for version in versions)
        return Result.met(_("The policy is adopted and in force."), *evidence)
    return Result.not_met(
        _("No policy document is in force. Add it, and record who adopted it."),
        fix=_page("document_list", organisation),
    )


@control(
    "policy.reviewed_in_time",
    scope="organisation",
    question=gettext_lazy("Was the policy reviewed in time?"),
    law=gettext_lazy("Example policy for municipalities, monitoring"),
)
def reviewed_in_time(organisation: Organisation) -> Result:
    """Tell whether the review of no document in force is overdue."""
    versions = list(selectors.in_force(organisation.pk))
    if not versions:
        return Result.not_applicable(_("No policy document is in force, so none has to be reviewed."))
    today = timezone.localdate()
    late = [item for item in versions if item.next_review and item.next_review < today]
    if late:
        titles = ", ".join(item.document.title for item in late)
        return Result.not_met(
            _("The review is overdue: %(titles)s.") % {"titles": titles}, fix=late[0].get_absolute_url()
        )
    if not any(item.next_review for item in versions):
        return Result.attention(
            _("No date is set for the next revision."), fix=versions[0].get_absolute_url()
        )
    return Result.met(_("No review is overdue."))


@control(
    "policy.house_rules_published",
    scope="organisation",
    question=gettext_lazy("Are there house rules for generative AI?"),
    law=gettext_lazy("Leidschendam-Voorburg, policy point 1"),
)
def house_rules_published(organisation: Organisation) -> Result:
    """Tell whether a version of the house rules counts today."""
    published = selectors.published_house_rules(organisation.pk)
    current = selectors.current_house_rules(organisation.pk) if published else None
    if current and current.counts_from:
        told = {"number": current.number, "date": date_format(current.counts_from)}
        return Result.met(
            _("Version %(number)s counts since %(date)s.") % told,
            Evidence(_("House rules"), current.get_absolute_url()),
        )
    fix = _page("house_rules", organisation)
    if published and published[-1].counts_from:
        told = {"date": date_format(published[-1].counts_from)}
        return Result.not_met(_("The house rules are published, but count from %(date)s only.") % told, fix)
    return Result.not_met(_("There are no house rules for generative AI yet."), fix)


@control(
    "policy.house_rules_acknowledged",
    scope="person",
    question=gettext_lazy("Did the employee read and acknowledge the current house rules?"),
    law=gettext_lazy("Leidschendam-Voorburg, policy point 1; De Ronde Venen, art. 5"),
)
def house_rules_acknowledged(member: Membership) -> Result:
    """Tell whether this person's acknowledgement counts today."""
    state = selectors.house_rules_state(member)
    fix = reverse("policy:house_rules", args=[member.organisation.slug])
    if state.standing == Standing.NO_RULES:
        return Result.not_applicable(_("There are no house rules that count yet."))
    if state.standing == Standing.NOT_ASKED:
        return Result.not_applicable(_("The house rules do not concern this role."))
    if state.standing == Standing.ACKNOWLEDGED:
        return Result.met(_("The current house rules are acknowledged."))
    if state.until:
        told = {"date": date_format(state.until)}
        return Result.attention(
            _("There is a new version; the earlier acknowledgement counts until %(date)s.") % told, fix
        )
    return Result.not_met(_("The current house rules are not acknowledged."), fix)


@control(
    "policy.roadmap_on_schedule",
    scope="organisation",
    question=gettext_lazy("Were the steps of the timetable taken in time?"),
    law=gettext_lazy("Leidschendam-Voorburg, timetable"),
)
def roadmap_on_schedule(organisation: Organisation) -> Result:
    """Tell whether no step of the timetable is overdue, also of what the policy plans and nobody took up."""
    today, fix = timezone.localdate(), _page("roadmap", organisation)
    steps = list(selectors.steps_of_policy(organisation.pk, selectors.profile_of(organisation)))
    untouched = selectors.items_not_taken_over(organisation)
    if not steps and not untouched:
        return Result.not_applicable(_("There is no timetable."))
    late = [title_of_step(step) for step in steps if step.is_overdue]
    late += [item.title for item in untouched if item.due < today]
    if late:
        sentence = ngettext(
            "%(number)s step is overdue: %(titles)s.", "%(number)s steps are overdue: %(titles)s.", len(late)
        )
        return Result.not_met(sentence % {"number": len(late), "titles": ", ".join(late)}, fix)
    waiting = [step for step in steps if step.state == StepState.NOT_STARTED and step.due <= today + SOON]
    if waiting:
        told = {"titles": ", ".join(title_of_step(step) for step in waiting)}
        return Result.attention(_("Not started, and due within a month: %(titles)s.") % told, fix)
    return Result.met(_("No step is overdue."), Evidence(_("Timetable"), fix))


@control(
    "policy.budget_not_exceeded",
    scope="organisation",
    question=gettext_lazy("Is this year's budget not exceeded?"),
    law=gettext_lazy("Leidschendam-Voorburg, council proposal"),
)
def budget_not_exceeded(organisation: Organisation) -> Result:
    """Tell whether what is committed and spent stays within the budget of this year."""
    totals = selectors.totals_of_year(organisation, timezone.localdate().year)
    fix = _page("budget", organisation)
    told = {
        "used": euros(totals.used),
        "budget": euros(totals.budget),
        "year": totals.year,
        "percent": totals.percent,
    }
    if totals.budget is None and not totals.used:
        return Result.not_applicable(_("There is no budget for %(year)s, and nothing was spent.") % told)
    if totals.budget is None:
        return Result.not_met(
            _("There is no budget for %(year)s, but %(used)s was spent or committed.") % told, fix
        )
    if totals.is_exceeded:
        return Result.not_met(_("%(used)s is spent or committed, of %(budget)s.") % told, fix)
    if totals.is_warned:
        return Result.attention(_("%(percent)s%% of the budget of %(year)s is used.") % told, fix)
    used = _("%(used)s is spent or committed, of %(budget)s.") % told
    return Result.met(used, Evidence(_("Budget"), fix))


def _page(name: str, organisation: Organisation) -> str:
    return reverse(f"policy:{name}", args=[organisation.slug])
