# SPDX-License-Identifier: EUPL-1.2
"""What the trail calls the actions of this app."""

from django.utils.translation import gettext_lazy as _

from aikompas.audit.labels import register

register("review.advice_given", _("Advice given"))
register("review.concluded", _("Advice of the committee concluded"))
register("review.decided", _("Decision taken"))
register("review.lapsed", _("Advice and decision lapsed"))
register("review.condition_offered", _("Condition said to be met"))
register("review.condition_met", _("Condition found met"))
register("review.condition_sent_back", _("Condition sent back"))
register("review.condition_reopened", _("Condition opened again"))
register("review.condition_handed_over", _("Condition handed over"))

register("review.decision_made_known", _("Decision made known"))
register("review.mandate_given", _("Mandate given"))
register("review.mandate_ended", _("Mandate ended"))
register("review.periodic_started", _("Periodic review started"))
register("review.periodic_saved", _("Periodic review filled in"))
register("review.periodic_finished", _("Periodic review finished"))
register("review.periodic_done", _("Periodic review done"))
register("review.periodic_sent_back", _("Periodic review sent back"))
register("review.periodic_withdrawn", _("Periodic review withdrawn"))

register("field.expertise", _("expertise"))
register("field.verdict", _("judgement"))
register("field.deviates", _("deviates from the advice"))
register("field.conditions", _("conditions"))
register("field.dossier", _("hash of the dossier"))
register("field.advice", _("advice"))
register("field.conclusion", _("conclusion"))
register("field.decision", _("decision"))
register("field.body", _("deciding body"))
register("field.mandate", _("mandate"))
register("field.outcome", _("outcome"))
register("field.checker", _("who checks it"))
register("field.check_note", _("what was found"))
