# SPDX-License-Identifier: EUPL-1.2
"""When an assessment can be submitted: what is required is answered, or people say that a part is finished."""

from __future__ import annotations

import pytest
from django.urls import reverse

from aikompas.assessments import services
from aikompas.assessments.models import AssessmentState
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.tests.factories import owner_of
from aikompas.assessments.tests.official import PRESCAN, begun, load_official
from aikompas.core.errors import Refused
from aikompas.organisations.testing import sign_in
from aikompas.register.models import Application


def test_a_questionnaire_that_requires_nothing_is_complete_when_every_part_is_answered_or_called_done(
    application: Application,
) -> None:
    load_official(application)
    assessment, actor = begun(application, PRESCAN), owner_of(application)
    with pytest.raises(Refused) as caught:
        services.submit_assessment(actor=actor, assessment=assessment)
    assert caught.value.reasons
    for section in questionnaire_of(assessment).sections:
        services.mark_section(actor=actor, assessment=assessment, section_id=section.id, done=True)
    services.submit_assessment(actor=actor, assessment=assessment)
    assert assessment.state == AssessmentState.SUBMITTED


def test_the_overview_leads_to_the_parts_that_are_not_finished(client, application: Application) -> None:
    load_official(application)
    assessment = begun(application, PRESCAN)
    sign_in(client, application.owner.memberships.get())
    slug = application.organisation.slug
    page = client.get(reverse("assessments:overview", args=[slug, assessment.pk])).content.decode()
    assert reverse("assessments:fill_in", args=[slug, assessment.pk, "3"]) in page
    assert "onderdelen zijn niet af" in page
    assert reverse("assessments:submit", args=[slug, assessment.pk]) not in page
