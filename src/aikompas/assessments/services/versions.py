# SPDX-License-Identifier: EUPL-1.2
"""Writes: keep what is filled in as a version with a name."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from aikompas.assessments.models import Assessment, AssessmentVersion
from aikompas.assessments.selectors.versions import content_of, digest
from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.organisations.permissions import require


@service
def keep_version(*, actor: Actor, assessment: Assessment, name: str) -> AssessmentVersion:
    """Keep what is filled in now under a name, as it is."""
    require(actor, "assessments.fill_in", assessment)
    if not name.strip():
        raise ValidationError({"name": _("Give the version a name.")})
    return take_version(actor=actor, assessment=assessment, name=name.strip())


@service
def take_version(*, actor: Actor, assessment: Assessment, name: str, again: bool = True) -> AssessmentVersion:
    """Keep what is filled in now; unless ``again``, the newest version will do when it is the same.

    Called by steps that asked for a permission of their own.
    """
    content = content_of(assessment)
    sha256 = digest(content)
    newest = assessment.versions.order_by("-number").first()
    if not again and newest is not None and newest.sha256 == sha256:
        unchanged()
        return newest
    number = (assessment.versions.aggregate(highest=Max("number"))["highest"] or 0) + 1
    version = AssessmentVersion.objects.create(
        organisation_id=assessment.organisation_id,
        assessment=assessment,
        number=number,
        name=name[:150],
        content=content,
        sha256=sha256,
        taken_by_id=actor.id,
    )
    record(actor, "assessments.version_kept", version, changes={"sha256": (None, sha256)})
    return version
