# SPDX-License-Identifier: EUPL-1.2
"""What the trail calls the actions of this app."""

from django.utils.translation import gettext_lazy as _

from aikompas.audit.labels import register

register("review.advice_given", _("Advice given"))
register("review.concluded", _("Advice of the committee concluded"))
register("review.decided", _("Decision taken"))
register("review.lapsed", _("Advice and decision lapsed"))
register("review.condition_met", _("Condition met"))
register("review.condition_reopened", _("Condition opened again"))
register("review.condition_handed_over", _("Condition handed over"))

register("field.expertise", _("expertise"))
register("field.verdict", _("judgement"))
register("field.deviates", _("deviates from the advice"))
register("field.conditions", _("conditions"))
register("field.dossier", _("hash of the dossier"))
register("field.advice", _("advice"))
register("field.conclusion", _("conclusion"))
register("field.decision", _("decision"))
