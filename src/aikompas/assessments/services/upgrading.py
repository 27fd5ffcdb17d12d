# SPDX-License-Identifier: EUPL-1.2
"""Writes: move an assessment to the version of its questionnaire that is in use now."""

from __future__ import annotations

from django.utils.translation import gettext as _

from aikompas.assessments.keeping import check_open, keep_answers, keep_filled, kept_of
from aikompas.assessments.models import AnswerOrigin, Assessment, AssessmentAnswer, SectionDone
from aikompas.assessments.services.versions import take_version
from aikompas.assessments.upgrading import newer_version_of, plan_of
from aikompas.audit.recording import record, service
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.instruments.questionnaires import synchronised
from aikompas.library.services import keep_instrument
from aikompas.organisations.permissions import require


@service
def move_to_version(*, actor: Actor, assessment: Assessment, sha256: str) -> Assessment:
    """Move an assessment to the version in use, which must be the one that the person saw.

    What was filled in is kept as a version first. Answers that have no place in the new version are set aside: they
    stay in the history of the assessment and are listed.
    """
    require(actor, "assessments.fill_in", assessment)
    check_open(assessment)
    version = newer_version_of(assessment)
    if version is None or version.sha256 != sha256:
        raise Refused(_("Meanwhile another version was put into use. Look at what would change again."))
    plan = plan_of(assessment, version)
    name = _("Before the move to version %(version)s") % {"version": version.version}
    take_version(actor=actor, assessment=assessment, name=name)
    if version.is_shipped:
        keep_instrument(actor=actor, sha256=sha256)
    before = kept_of(assessment)
    lost = {item.key: item.left for item in plan.aside}
    keep_answers(assessment, before.answers, lost, person_id=actor.id, origins=AnswerOrigin.VERSION)
    gone = [key for key, left in lost.items() if left is None]
    AssessmentAnswer.objects.filter(assessment=assessment, key__in=gone).delete()
    was = (assessment.version, assessment.sha256)
    assessment.version, assessment.sha256 = version.version, sha256
    assessment.language = version.language
    assessment.save(update_fields=["version", "sha256", "language", "changed_at"])
    keep_filled(assessment, plan.form, kept_of(assessment), synchronised(plan.form, plan.wanted), actor.id)
    SectionDone.objects.filter(assessment=assessment, section_id__in=plan.touched).delete()
    record(
        actor,
        "assessments.moved_to_version",
        assessment,
        changes={
            "version": (was[0], version.version),
            "questionnaire_sha256": (was[1], sha256),
            "set_aside": (None, sorted(lost)),
        },
    )
    return assessment
