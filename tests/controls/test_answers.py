# SPDX-License-Identifier: EUPL-1.2
"""What controls over several apps answer about a dossier in which one thing is different."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from aikompas.assessments.models import Assessment, AssessmentTask, AssessmentWaiver
from aikompas.classification.models import ClassificationRun
from aikompas.measures.choices import Need, WorkState
from aikompas.measures.models import Evidence, Risk, WorkItem
from aikompas.organisations.tests.factories import OrganisationFactory
from aikompas.policy.controls import Outcome, get_control
from aikompas.policy.subjects import prepare
from aikompas.publication.models import RegisterText
from aikompas.register.choices import RiskClass
from aikompas.register.models import Application
from tests.controls.dossiers import make_dossiers

pytestmark = pytest.mark.django_db
MET, NOT_MET, NOT_APPLICABLE, ATTENTION = (
    Outcome.MET,
    Outcome.NOT_MET,
    Outcome.NOT_APPLICABLE,
    Outcome.ATTENTION,
)


def nothing(application: Application) -> None:
    """Leave the dossier as it is."""


def change(model: type, **fields: object) -> Callable[[Application], None]:
    """Return what changes the rows of a model."""
    return lambda application: model.objects.filter(application=application).update(**fields)


def remove(model: type) -> Callable[[Application], None]:
    """Return what removes the rows of a model."""
    return lambda application: model.objects.filter(application=application).delete()


def be(**facts: object) -> Callable[[Application], None]:
    """Return what changes facts of the application."""
    return lambda application: Application.objects.filter(pk=application.pk).update(**facts)


def without_evidence(application: Application) -> None:
    """Take the evidence away."""
    Evidence.objects.filter(item__application=application).delete()


ROWS = [
    ("classification.current_tree", nothing, MET),
    (
        "classification.current_tree",
        change(ClassificationRun, tree_version="0", tree_sha256="0" * 64),
        NOT_MET,
    ),
    ("classification.current_tree", remove(ClassificationRun), NOT_APPLICABLE),
    ("assessments.on_schedule", nothing, MET),
    ("assessments.on_schedule", remove(Assessment), MET),
    ("assessments.on_schedule", be(risk_class=RiskClass.MINIMAL), NOT_APPLICABLE),
    ("assessments.human_rights", nothing, NOT_MET),
    ("assessments.human_rights", change(Assessment, urn="urn:nl:aikompaspreiama"), MET),
    ("assessments.human_rights", be(risk_class=RiskClass.LIMITED), NOT_APPLICABLE),
    ("assessments.data_protection", nothing, NOT_MET),
    ("assessments.data_protection", change(Assessment, results={}), MET),
    ("assessments.data_protection", change(Assessment, urn="urn:nl:dpia"), MET),
    ("assessments.data_protection", be(personal_data=False), NOT_APPLICABLE),
    ("measures.risks_listed", nothing, MET),
    ("measures.risks_listed", be(risk_class=RiskClass.LIMITED), NOT_APPLICABLE),
    ("measures.evidence_attached", nothing, MET),
    ("measures.evidence_attached", without_evidence, ATTENTION),
    ("measures.evidence_attached", change(WorkItem, state=WorkState.OPEN), NOT_APPLICABLE),
    ("measures.people_told", nothing, MET),
    ("measures.people_told", change(WorkItem, state=WorkState.OPEN), NOT_MET),
    ("measures.people_told", change(WorkItem, state=WorkState.OPEN, need=Need.UNDETERMINED), ATTENTION),
    ("measures.people_told", change(WorkItem, need=Need.NO_LONGER), NOT_APPLICABLE),
    ("measures.people_told", be(risk_class=RiskClass.UNKNOWN), NOT_APPLICABLE),
    ("publication.text_current", nothing, MET),
    ("publication.text_current", be(purpose="Iets anders."), NOT_MET),
    ("publication.text_current", remove(RegisterText), NOT_APPLICABLE),
    ("publication.contact_given", nothing, MET),
    ("publication.contact_given", change(RegisterText, fields={}), NOT_MET),
    ("publication.contact_given", remove(RegisterText), NOT_APPLICABLE),
]


@pytest.mark.parametrize(
    ("control", "difference", "outcome"),
    ROWS,
    ids=[f"{number}-{control}-{outcome}" for number, (control, _difference, outcome) in enumerate(ROWS)],
)
def test_a_control_answers_the_same_alone_and_in_a_batch(
    control: str, difference: Callable[[Application], None], outcome: Outcome
) -> None:
    organisation = OrganisationFactory()
    make_dossiers(organisation, 1)
    application = Application.objects.get(organisation=organisation)
    difference(application)
    alone = get_control(control).check(Application.objects.get(pk=application.pk))
    (subject,) = prepare("application", [Application.objects.get(pk=application.pk)])
    in_batch = get_control(control).check(subject)
    assert alone.outcome == in_batch.outcome == outcome
    assert str(alone.why) == str(in_batch.why)


def test_no_risks_and_an_assessment_past_its_date_are_not_met() -> None:
    organisation = OrganisationFactory()
    make_dossiers(organisation, 1)
    application = Application.objects.get(organisation=organisation)
    for model in (Assessment, AssessmentWaiver):
        model.objects.filter(application=application).delete()
    AssessmentTask.objects.filter(application=application).update(due="2020-01-01")
    for risk in Risk.objects.filter(application=application):
        risk.acceptances.all().delete()
        risk.delete()
    for control in ("assessments.on_schedule", "measures.risks_listed"):
        assert get_control(control).check(application).outcome == NOT_MET
