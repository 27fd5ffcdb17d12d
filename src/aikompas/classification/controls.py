# SPDX-License-Identifier: EUPL-1.2
"""Controls about classification."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aikompas.classification import trees
from aikompas.classification.models import ClassificationRun
from aikompas.classification.selectors import signed_run, signed_runs
from aikompas.library.selectors import active_trees
from aikompas.policy.controls import Evidence, Result, control
from aikompas.policy.subjects import keep, preparation, prepared
from aikompas.register.choices import RiskClass
from aikompas.register.models import Application


def classification_url(application: Application) -> str:
    """Return the page with the classifications of an application."""
    return reverse("classification:application", args=[application.organisation.slug, application.pk])


@control(
    "classification.classified",
    scope="application",
    question=_("Is this use classified under the AI Act with the current decision tree?"),
    law=_("AI Act art. 6; De Ronde Venen art. 9.1; Leidschendam-Voorburg annex 1"),
)
def classified(application: Application) -> Result:
    """Met when a signed run counts; needs attention when the tree was renewed since."""
    run = signed_run(application)
    url = classification_url(application)
    if run is None:
        return Result.not_met(_("This use has not been classified yet."), fix=url)
    if not is_current(application, run):
        return Result.attention(
            _("Classified on an older version of the decision tree; classify again."), fix=url
        )
    return Result.met(
        _("Classified and signed."),
        Evidence(f"{run.get_risk_class_display()}, {run.tree_urn} {run.tree_version}", url),
    )


@control(
    "classification.not_prohibited",
    scope="application",
    question=_("Is this use not prohibited by the AI Act?"),
    law=_("AI Act art. 5; De Ronde Venen art. 9.1 a"),
)
def not_prohibited(application: Application) -> Result:
    """Not met for a prohibited practice; not applicable as long as nothing is known."""
    if application.risk_class == RiskClass.PROHIBITED:
        return Result.not_met(
            _("This use is prohibited. It can go on only after a new classification with reasons."),
            fix=classification_url(application),
        )
    if application.risk_class == RiskClass.UNKNOWN:
        return Result.not_applicable(_("Not yet known: this use has not been classified."))
    return Result.met(_("This use is not prohibited."))


@control(
    "classification.current_tree",
    scope="application",
    question=_("Was the use classified with the decision tree that is in use now?"),
    law=_("AI Act art. 6; De Ronde Venen art. 9.1"),
)
def current_tree(application: Application) -> Result:
    """Met when the run that counts was made on the tree in use; not applicable without one."""
    run = signed_run(application)
    if run is None:
        return Result.not_applicable(_("Not yet known: this use has not been classified."))
    url = classification_url(application)
    if not is_current(application, run):
        return Result.not_met(
            _("Classified on an older version of the decision tree; classify again."), fix=url
        )
    return Result.met(
        _("Classified with the decision tree that is in use."),
        Evidence(f"{run.tree_urn} {run.tree_version}", url),
    )


def is_current(application: Application, run: ClassificationRun) -> bool:
    """Tell whether a run of an application was made on the tree in use."""
    trees_in_use = prepared(
        application, "classification.trees", lambda: active_trees(application.organisation_id)
    )
    return trees.is_one_of(run, trees_in_use)


@preparation("application")
def load_classifications(applications: list[Application]) -> None:
    """Load the runs that count and the trees in use."""
    runs = signed_runs(applications)
    in_use = {one: active_trees(one) for one in {item.organisation_id for item in applications}}
    for application in applications:
        keep(application, "classification.signed_run", runs.get(application.pk))
        keep(application, "classification.trees", in_use[application.organisation_id])
