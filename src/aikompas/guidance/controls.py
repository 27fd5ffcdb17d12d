# SPDX-License-Identifier: EUPL-1.2
"""Controls about designation: personal and confidential data only where that was settled."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.guidance.deciding import data_limit, rule_of_data
from aikompas.guidance.selectors import designated_for
from aikompas.policy.controls import Evidence, Result, control
from aikompas.policy.sections.use import UseRules
from aikompas.policy.selectors import profile_of
from aikompas.register.choices import PERSONAL_DATA, DataCategory
from aikompas.register.lifecycle import ACTIVE_STATES
from aikompas.register.models import Application


def designation_url(application: Application) -> str:
    """Return the page on which an application is designated."""
    return reverse("guidance:designation", args=(application.organisation.slug, application.pk))


@control(
    "guidance.personal_data_only_where_designated",
    scope="application",
    by="privacy_adviser",
    question=gettext_lazy("Are personal data processed only if the application is designated for them?"),
    law=gettext_lazy("De Ronde Venen, art. 4.1 and 4.4; Leidschendam-Voorburg, principle 5b; GDPR, art. 5"),
)
def personal_data_only_where_designated(application: Application) -> Result:
    """Met when an application with personal data is designated for data that are as sensitive."""
    return _judged(application, PERSONAL_DATA, _("It processes no personal data."))


@control(
    "guidance.confidential_data_only_where_designated",
    scope="application",
    by="privacy_adviser",
    question=gettext_lazy(
        "Is confidential information processed only if the application is designated for it?"
    ),
    law=gettext_lazy("De Ronde Venen, art. 4.2 and 4.4"),
)
def confidential_data_only_where_designated(application: Application) -> Result:
    """Met when an application with confidential information is designated for it."""
    return _judged(
        application, frozenset({DataCategory.CONFIDENTIAL}), _("It processes no confidential information.")
    )


def _judged(application: Application, kinds: frozenset[DataCategory], without: str) -> Result:
    processed = kinds.intersection(application.data_categories)
    if not processed:
        return Result.not_applicable(without)
    if application.state not in ACTIVE_STATES:
        return Result.not_applicable(_("The application is not used."))
    rules, url = profile_of(application.organisation).use, designation_url(application)
    most = max(processed, key=rules.rank)
    name = _name(rules, most)
    if rule_of_data(rules, most) == "forbidden":
        return Result.not_met(
            _("The policy allows these data in no application: %(data)s.") % {"data": name}, fix=url
        )
    designated = designated_for(application)
    limit = data_limit(rules, designated)
    if limit is not None and rules.rank(most) <= rules.rank(limit):
        return Result.met(
            _("These data may go in: %(data)s.") % {"data": name}, Evidence(_name(rules, limit), url)
        )
    if designated is None:
        why = _("The application is not designated for these data: %(data)s.")
    else:
        why = _("The application is designated for less sensitive data than it processes: %(data)s.")
    return Result.not_met(why % {"data": name}, fix=url)


def _name(rules: UseRules, data_class: str) -> str:
    item = rules.data_class(data_class)
    return item.name if item else str(DataCategory(data_class).label)
