# SPDX-License-Identifier: EUPL-1.2
"""Taking over answers: between questionnaires by reference, and from another assessment as a whole."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from aikompas.assessments import selectors, services
from aikompas.assessments.models import AnswerOrigin
from aikompas.assessments.tests.factories import owner_of
from aikompas.assessments.tests.official import DPIA, PRESCAN, begun, load_official
from aikompas.core.errors import NotAllowed
from aikompas.organisations.models import Membership
from aikompas.organisations.testing import sign_in
from aikompas.register.models import Application
from aikompas.register.tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db


def test_an_answer_of_the_prescan_is_offered_to_the_dpia_and_taken_over_on_request(
    client: Client, application: Application
) -> None:
    load_official(application)
    owner = owner_of(application)
    prescan, dpia = begun(application, PRESCAN), begun(application, DPIA)
    services.save_answers(actor=owner, assessment=prescan, answers={"0.2": "Scant kentekens."})
    sign_in(client, Membership.objects.get(user=application.owner))
    address = reverse("assessments:take_over", args=[application.organisation.slug, dpia.pk])
    page = client.get(address).content.decode()
    assert "Scant kentekens." in page
    assert "Pre-scan DPIA" in page
    client.post(address, {"key": ["1.1"]})
    row = selectors.answer_rows(dpia)["1.1"]
    assert (row.value, row.origin) == ("Scant kentekens.", AnswerOrigin.OTHER)


def test_an_assessment_of_another_application_is_copied_with_its_repetitions(
    application: Application,
) -> None:
    load_official(application)
    other = ApplicationFactory(
        organisation=application.organisation, owner=application.owner, state=application.state
    )
    owner = owner_of(application)
    source, target = begun(other, DPIA), begun(application, DPIA)
    services.add_instance(actor=owner, assessment=source, task_id="2.1")
    services.save_answers(
        actor=owner, assessment=source, answers={"2.1.1[0]": "Kenteken", "2.1.1[1]": "Foto"}
    )
    services.take_over(actor=owner, assessment=target, keys=["2.1.1[1]"], source=source)
    answers = selectors.answers_of(target)
    assert answers["2.1.1[1]"] == "Foto"
    assert "2.1.1[0]" not in answers


def test_an_assessment_that_one_may_not_see_is_not_copied(application: Application) -> None:
    load_official(application)
    target = begun(application, DPIA)
    elsewhere = ApplicationFactory(state=application.state)
    load_official(elsewhere)
    source = begun(elsewhere, DPIA)
    services.save_answers(actor=owner_of(elsewhere), assessment=source, answers={"1.1": "Geheim"})
    with pytest.raises(NotAllowed):
        services.take_over(actor=owner_of(application), assessment=target, keys=["1.1"], source=source)
