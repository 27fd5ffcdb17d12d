# SPDX-License-Identifier: EUPL-1.2
"""Starting an assessment, filled in beforehand."""

from __future__ import annotations

from django.db.models import Max
from django.utils.translation import gettext as _

from aikompas.assessments.carrying import carried_over
from aikompas.assessments.keeping import Kept, in_instance, keep_answers, keep_filled
from aikompas.assessments.models import AnswerOrigin, Assessment
from aikompas.assessments.questionnaires import interface_language, prefilled
from aikompas.assessments.selectors import answer_rows, approved_assessment, filled_of, open_assessment
from aikompas.assessments.services.teamwork import carry_team
from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.instruments.questionnaires import Filled, Questionnaire, key_of, started, synchronised
from aikompas.library.selectors import NotInUse, in_use, kept
from aikompas.library.services import keep_instrument
from aikompas.organisations.permissions import require
from aikompas.register.lifecycle import ACTIVE_STATES
from aikompas.register.models import Application


@service
def start_assessment(*, actor: Actor, application: Application, urn: str) -> Assessment:
    """Start an assessment, filled in beforehand, or return the one that is open.

    Facts of the application come first where nobody wrote something else the last time; then the approved answers.
    """
    require(actor, "assessments.fill_in", application)
    existing = open_assessment(application, urn)
    if existing:
        unchanged()
        return existing
    if application.state not in ACTIVE_STATES:
        raise Refused(_("An application that is prohibited, rejected, retired or archived is not assessed."))
    earlier = approved_assessment(application, urn)
    language = earlier.language if earlier else interface_language()
    form, language = _begin_on(actor, application, urn, language)
    number = (application.assessments.aggregate(highest=Max("number"))["highest"] or 0) + 1
    assessment = Assessment.objects.create(
        organisation_id=application.organisation_id,
        application=application,
        number=number,
        urn=urn,
        version=form.version,
        sha256=form.sha256,
        language=language,
        started_by_id=actor.id,
    )
    filled, origins = _beforehand(form, application, earlier)
    keep_filled(assessment, form, Kept(form, {}, [], Filled(filled.answers)), filled, actor.id)
    keep_answers(assessment, {}, filled.answers, person_id=actor.id, origins=origins)
    if earlier:
        carry_team(actor=actor, source=earlier, target=assessment)
    record(
        actor,
        "assessments.started",
        assessment,
        changes={"filled_in_beforehand": (None, len(filled.answers))},
    )
    return assessment


def _begin_on(actor: Actor, application: Application, urn: str, language: str) -> tuple[Questionnaire, str]:
    """Return the questionnaire in use, kept as it is now, and its language."""
    try:
        version = in_use(application.organisation_id, urn, language)
    except NotInUse:
        raise Refused(_("This questionnaire is not in use in your organisation.")) from None
    if version.is_shipped:
        keep_instrument(actor=actor, sha256=version.sha256)
    return kept(application.organisation_id, version.sha256), version.language


def _beforehand(
    form: Questionnaire, application: Application, earlier: Assessment | None
) -> tuple[Filled, dict[str, str]]:
    """Return with what an assessment begins, and where each answer comes from."""
    begun = started(form)
    answers, origins = dict(begun.answers), dict.fromkeys(begun.answers, str(AnswerOrigin.DEFAULT))
    instances = begun.instances
    rows = answer_rows(earlier) if earlier else {}
    if earlier:
        carried = carried_over(form, filled_of(earlier))
        instances = carried.instances
        answers |= carried.answers
        origins |= dict.fromkeys(carried.answers, str(AnswerOrigin.EARLIER))
    live = {item.key for item in instances}
    for task_id, value in prefilled(form, application).items():
        key = key_of(task_id, 0) if form.near[task_id] else task_id
        written = origins.get(key) == AnswerOrigin.EARLIER and rows[key].origin != AnswerOrigin.FACTS
        if not written and in_instance(form, key, live):
            answers[key], origins[key] = value, str(AnswerOrigin.FACTS)
    filled = synchronised(form, Filled(answers, instances))
    return filled, {key: origins.get(key, str(AnswerOrigin.DEFAULT)) for key in filled.answers}
