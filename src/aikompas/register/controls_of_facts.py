# SPDX-License-Identifier: EUPL-1.2
"""Controls about the facts of an application: what it is for, who can stop it, its data, and where it runs."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.core.dates import months_later
from aikompas.policy.controls import Evidence, Result, control
from aikompas.register.choices import (
    DataQuality,
    DecisionRole,
    RiskClass,
    State,
    Supply,
    SystemKind,
    YesNoUnknown,
)
from aikompas.register.models import AISystem, Application
from aikompas.register.selectors import owner_works_here
from aikompas.register.selectors.environments import ENDS_SOON

# Of these the law and the policies ask nothing more than that they are known.
LIGHT = frozenset(
    {RiskClass.MINIMAL, RiskClass.OTHER_ALGORITHM, RiskClass.OUT_OF_SCOPE, RiskClass.NO_ALGORITHM}
)
TRAINING_MONTHS = 24


@control(
    "register.purpose_described",
    scope="application",
    question=gettext_lazy("Is it described what the application is for and what it brings?"),
    law=gettext_lazy("De Ronde Venen art. 10.1; Leidschendam-Voorburg principle 2"),
)
def purpose_described(application: Application) -> Result:
    """Met when purpose and work are described."""
    missing = [
        text
        for text, value in (
            (_("the purpose"), application.purpose),
            (_("for which work"), application.work),
        )
        if not value.strip()
    ]
    if missing:
        return _missing(application, missing, "what")
    return Result.met(
        _("Purpose and work are described."), Evidence(_("Overview"), _facts(application, "what"))
    )


@control(
    "register.facts_complete",
    scope="application",
    question=gettext_lazy("Is everything known that the register should tell about this use?"),
    law=gettext_lazy("Leidschendam-Voorburg annex 3; De Ronde Venen art. 2.6"),
)
def facts_complete(application: Application) -> Result:
    """Met when the facts are known that the policies want recorded of every use."""
    system = application.system
    known = (
        (_("the AI system"), system),
        (_("how the system comes to its results"), system and system.kind != SystemKind.UNKNOWN),
        (_("the department"), application.department_id),
        (_("which data go in"), application.data_categories),
        (_("where the data come from"), application.data_sources.strip()),
        (_("who notices the outcome"), application.affected_groups),
        (_("the role in decisions"), application.decision_role != DecisionRole.UNKNOWN),
        (_("whether the outcome has legal effect"), application.legal_effect != YesNoUnknown.UNKNOWN),
    )
    missing = [text for text, value in known if not value]
    if missing:
        return _missing(application, missing, "what")
    return Result.met(_("The facts are complete."), Evidence(_("Overview"), application.get_absolute_url()))


@control(
    "register.owner_works_here",
    scope="application",
    question=gettext_lazy("Does the owner of the application still work here?"),
    law=gettext_lazy("AI Act, art. 26(2); De Ronde Venen art. 2.6"),
    by="committee_secretary",
)
def owner_is_here(application: Application) -> Result:
    """Met when the owner has an active place in the organisation."""
    if application.owner_id is None:
        return _missing(application, [_("an owner")], "people")
    if not owner_works_here(application):
        return Result.not_met(
            _("The owner no longer works here. Give the application another owner."),
            fix=_edit(application, "people"),
        )
    return Result.met(
        _("The owner works here."), Evidence(str(application.owner), _facts(application, "people"))
    )


@control(
    "register.no_decision_without_a_person",
    scope="application",
    question=gettext_lazy("Does the application take no decisions without an employee looking at them?"),
    law=gettext_lazy("De Ronde Venen art. 5.1 and 7.1; GDPR art. 22"),
)
def no_decision_without_a_person(application: Application) -> Result:
    """Met when a person decides; not applicable when the use has no role in decisions about people."""
    role = application.decision_role
    if role == DecisionRole.NONE:
        return Result.not_applicable(_("The application has no role in decisions about people."))
    if role == DecisionRole.UNKNOWN:
        return _missing(application, [_("the role in decisions")], "decisions")
    if role == DecisionRole.DECIDES:
        return Result.not_met(
            _("The application decides without an employee looking at it."),
            fix=_edit(application, "decisions"),
        )
    return Result.met(
        _("An employee decides."),
        Evidence(application.get_decision_role_display(), _facts(application, "decisions")),
    )


@control(
    "register.oversight_can_stop",
    scope="application",
    question=gettext_lazy(
        "Can whoever oversees the application stop it, and is that person trained to do so?"
    ),
    law=gettext_lazy("AI Act, art. 14(4) and 26(2)"),
)
def oversight_can_stop(application: Application) -> Result:
    """Met when an overseer is named, trained not too long ago, and it is described how the use is stopped."""
    if application.risk_class in LIGHT:
        return Result.not_applicable(_("This is not asked of a use with minimal risk."))
    trained_on = application.oversight_trained_on
    known = (
        (_("who oversees it"), application.oversight_person_id),
        (_("how it can be stopped"), application.oversight_stop.strip()),
        (
            _("which training that person had, and when"),
            trained_on and application.oversight_training.strip(),
        ),
    )
    missing = [text for text, value in known if not value]
    if missing:
        return _missing(application, missing, "people")
    assert trained_on is not None
    if months_later(trained_on, TRAINING_MONTHS) < timezone.localdate():
        return Result.attention(
            _("The training was on %(date)s, more than two years ago. Repeat it.")
            % {"date": date_format(trained_on)},
            fix=_edit(application, "people"),
        )
    return Result.met(
        _("Whoever oversees the application is trained and can stop it."),
        Evidence(
            f"{application.oversight_training}, {date_format(trained_on)}", _facts(application, "people")
        ),
    )


@control(
    "register.data_quality_judged",
    scope="application",
    question=gettext_lazy("Was the quality of the data judged and found sufficient?"),
    law=gettext_lazy("Leidschendam-Voorburg policy point 2; AI Act, art. 26(4)"),
)
def data_quality_judged(application: Application) -> Result:
    """Met when the data are good enough; needs attention when it is not written down why."""
    quality, fix = application.data_quality, _edit(application, "data")
    if application.risk_class == RiskClass.NO_ALGORITHM:
        return Result.not_applicable(_("This is no algorithm."))
    if quality == DataQuality.NOT_JUDGED:
        return Result.not_met(_("Nobody has judged the quality of the data yet."), fix=fix)
    if quality == DataQuality.INSUFFICIENT:
        return Result.not_met(_("The quality of the data was found insufficient."), fix=fix)
    if not application.data_quality_note.strip():
        return Result.attention(_("The data were found sufficient, but it is not written down why."), fix=fix)
    return Result.met(
        _("The data were judged and found sufficient."),
        Evidence(application.data_quality_note, _facts(application, "data")),
    )


@control(
    "register.black_box_safeguarded",
    scope="application",
    question=gettext_lazy("Are there safeguards when it cannot be explained how the application works?"),
    law=gettext_lazy("Leidschendam-Voorburg policy point 4; De Ronde Venen art. 7.2"),
)
def black_box_safeguarded(application: Application) -> Result:
    """Met when a black box has safeguards; not applicable when it can be explained how the use works."""
    if application.black_box == YesNoUnknown.NO:
        return Result.not_applicable(_("It can be explained how the application works."))
    if application.black_box == YesNoUnknown.UNKNOWN:
        return _missing(application, [_("whether it is a black box")], "explanation")
    if not application.explainability.strip():
        return Result.not_met(
            _("This is a black box, and no safeguards are described."), fix=_edit(application, "explanation")
        )
    return Result.met(
        _("This is a black box with safeguards."),
        Evidence(application.explainability, _facts(application, "explanation")),
    )


@control(
    "register.approved_environment",
    scope="application",
    by="security_officer",
    question=gettext_lazy("Does the application run in an approved ICT environment?"),
    law=gettext_lazy("Leidschendam-Voorburg policy point 6; Cybersecurity Act; BIO"),
)
def approved_environment(application: Application) -> Result:
    """Met when the approval of the environment counts; needs attention when it ends soon."""
    system = application.system
    if system is None:
        return _missing(application, [_("the AI system")], "what")
    environment, today = system.environment, timezone.localdate()
    if environment is None:
        return Result.not_met(
            _("It is not recorded in which approved ICT environment %(system)s runs.") % {"system": system},
            fix=_system_page(system, application),
        )
    told: dict[str, object] = {"environment": environment}
    page = reverse("register:environment_detail", args=(application.organisation.slug, environment.pk))
    if not environment.is_approved():
        return Result.not_met(_("The approval of %(environment)s does not count today.") % told, fix=page)
    until = environment.approved_until
    if until and until <= today + ENDS_SOON:
        told["date"] = date_format(until)
        return Result.attention(_("The approval of %(environment)s ends on %(date)s.") % told, fix=page)
    return Result.met(_("Runs in an approved ICT environment."), Evidence(str(environment), page))


@control(
    "register.vendor_named",
    scope="application",
    question=gettext_lazy("Is it known who makes the system, or which partner uses it for the municipality?"),
    law=gettext_lazy("De Ronde Venen art. 2.5; Leidschendam-Voorburg policy point 5"),
)
def vendor_named(application: Application) -> Result:
    """Met when vendor or partner is named; not applicable to what the municipality made itself."""
    system = application.system
    if system is None:
        return _missing(application, [_("the AI system")], "what")
    if system.supply == Supply.OWN:
        return Result.not_applicable(_("The municipality made this system itself."))
    page = _system_page(system, application)
    if system.supply == Supply.UNKNOWN:
        return Result.not_met(_("It is not known who makes the system."), fix=page)
    if not system.vendor.strip():
        return Result.not_met(_("The vendor or partner is not named."), fix=page)
    return Result.met(_("The vendor or partner is named."), Evidence(system.vendor, page))


@control(
    "register.review_planned",
    scope="application",
    question=gettext_lazy("Is it planned when the application is judged again?"),
    law=gettext_lazy("De Ronde Venen art. 3.4; Leidschendam-Voorburg policy point 8"),
)
def review_planned(application: Application) -> Result:
    """Met when what is used has a date for its next review; needs attention when that has passed."""
    if application.state != State.IN_USE:
        return Result.not_applicable(_("The application is not in use."))
    due, fix = application.next_review, _edit(application, "period")
    if due is None:
        return Result.not_met(_("It is not planned when this use is judged again."), fix=fix)
    told = {"date": date_format(due)}
    if due < timezone.localdate():
        return Result.attention(_("The review was planned for %(date)s.") % told, fix=fix)
    return Result.met(
        _("The next review is planned."), Evidence(date_format(due), _facts(application, "period"))
    )


def _missing(application: Application, facts: list[str], part: str) -> Result:
    told = _("Still missing: %(facts)s.") % {"facts": ", ".join(facts)}
    return Result.not_met(told, fix=_edit(application, part))


def _facts(application: Application, part: str) -> str:
    return f"{application.get_absolute_url()}#{part}"


def _edit(application: Application, part: str) -> str:
    args = (application.organisation.slug, application.pk)
    return f"{reverse('register:application_edit', args=args)}#{part}"


def _system_page(system: AISystem, application: Application) -> str:
    return reverse("register:system_edit", args=(application.organisation.slug, system.pk))
