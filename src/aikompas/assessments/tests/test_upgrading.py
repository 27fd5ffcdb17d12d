# SPDX-License-Identifier: EUPL-1.2
"""Moving an assessment to a newer version of its questionnaire: seen beforehand, and nothing is lost silently."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from aikompas.assessments import services
from aikompas.assessments.models import AnswerChange, AnswerOrigin, Assessment
from aikompas.assessments.selectors import answers_of, versions_of
from aikompas.assessments.tests.factories import owner_of
from aikompas.assessments.upgrading import newer_version_of, plan_of, set_aside
from aikompas.audit.models import AuditEvent
from aikompas.core.errors import NotAllowed, Refused
from aikompas.library.bundles import NamedFile
from aikompas.library.models import InstrumentFile
from aikompas.library.services import load_files
from aikompas.library.usage import usage_of
from aikompas.organisations.models import Membership
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import actor, system
from aikompas.register.models import Application

pytestmark = pytest.mark.django_db
URN = "urn:nl:verhuislijst"

OLD = """
name: Verhuislijst
urn: urn:nl:verhuislijst
version: "1.0"
tasks:
  - id: "1"
    task: Begin
    type: [task_group]
    tasks:
      - {id: "1.1", task: Wat is het doel?, type: [text_input]}
      - {id: "1.2", task: Voor wie?, type: [radio_option], options: [{value: Inwoners}, {value: Bedrijven}]}
      - {id: "1.3", task: Welke gegevens?, type: [checkbox_option], options: [{value: Naam}, {value: Adres}]}
      - {id: "1.4", task: Sinds wanneer?, type: [date]}
      - {id: "1.5", task: Wie doen mee?, type: [text_input], repeatable: true}
  - {id: "2", task: Slot, type: [text_input]}
"""
NEW = """
name: Verhuislijst
urn: urn:nl:verhuislijst
version: "2.0"
tasks:
  - id: "1"
    task: Begin
    type: [task_group]
    tasks:
      - {id: "1.1", task: Wat is het precieze doel?, type: [text_input]}
      - {id: "1.2", task: Voor wie?, type: [radio_option], options: [{value: Inwoners}, {value: Verenigingen}]}
      - {id: "1.3", task: Welke gegevens?, type: [checkbox_option], options: [{value: Naam}, {value: BSN}]}
      - {id: "1.5", task: Wie doen mee?, type: [text_input], repeatable: true}
      - {id: "1.6", task: Waarom?, type: [text_input]}
  - {id: "2", task: Slot, type: [text_input]}
"""
ANSWERS = {
    "1.1": "Sneller helpen.",
    "1.2": "Bedrijven",
    "1.3": ["Naam", "Adres"],
    "1.4": "2026-03-01",
    "1.5[0]": "De balie.",
    "2": "Klaar.",
}


def use(application: Application, text: str) -> InstrumentFile:
    """Put a version of the questionnaire into use."""
    (file,) = load_files(
        actor=system(application.organisation),
        files=[NamedFile("lijst.yaml", text.encode())],
        language="nl",
        source="uploaded",
        activate=True,
    )
    return file


@pytest.fixture
def assessment(application: Application) -> Assessment:
    """An assessment on the old version with every question answered, while the new one is in use."""
    use(application, OLD)
    with translation.override("nl"):
        begun = services.start_assessment(actor=owner_of(application), application=application, urn=URN)
    services.save_answers(actor=owner_of(application), assessment=begun, answers=ANSWERS)
    services.mark_section(actor=owner_of(application), assessment=begun, section_id="1", done=True)
    services.mark_section(actor=owner_of(application), assessment=begun, section_id="2", done=True)
    use(application, NEW)
    return Assessment.objects.get(pk=begun.pk)


def move(assessment: Assessment) -> Assessment:
    """Move an assessment to the version in use; return it as it is then."""
    version = newer_version_of(assessment)
    assert version is not None
    services.move_to_version(
        actor=owner_of(assessment.application), assessment=assessment, sha256=version.sha256
    )
    return Assessment.objects.get(pk=assessment.pk)


def test_beforehand_it_says_what_stays_and_what_has_no_place(assessment: Assessment) -> None:
    version = newer_version_of(assessment)
    assert version is not None
    with translation.override("en"):
        plan = plan_of(assessment, version)
        assert {item.key: str(item.why).split(" ")[0] for item in plan.aside} == {
            "1.2": "This",
            "1.3": "Some",
            "1.4": "This",
        }
    assert [part.id for part in plan.comparison.added] == ["1.6"]
    assert [part.id for part in plan.comparison.removed] == ["1.4"]
    assert answers_of(assessment) == ANSWERS


def test_after_the_move_what_fits_is_there_and_the_rest_is_set_aside(assessment: Assessment) -> None:
    moved = move(assessment)
    kept = {key: value for key, value in answers_of(moved).items() if value}
    assert kept == {"1.1": "Sneller helpen.", "1.3": ["Naam"], "1.5[0]": "De balie.", "2": "Klaar."}
    assert moved.version == "2.0"
    assert newer_version_of(moved) is None
    with translation.override("nl"):
        aside = {task.title: change.before for task, change in set_aside(moved) if task}
    assert aside["Voor wie?"] == "Bedrijven"
    assert set(aside) == {"Voor wie?", "Welke gegevens?", "Sinds wanneer?"}


def test_what_was_filled_in_before_stays_as_a_version_and_in_the_history(assessment: Assessment) -> None:
    moved = move(assessment)
    assert versions_of(moved).latest("number").content["answers"] == ANSWERS
    changes = AnswerChange.objects.filter(assessment=moved, origin=AnswerOrigin.VERSION)
    assert {change.key: change.before for change in changes} == {
        key: ANSWERS[key] for key in ("1.2", "1.3", "1.4")
    }


def test_only_sections_that_change_must_be_called_done_again(assessment: Assessment) -> None:
    moved = move(assessment)
    assert list(moved.done_sections.values_list("section_id", flat=True)) == ["2"]


def test_the_trail_names_both_versions_and_which_answers_were_set_aside_but_not_the_answers(
    assessment: Assessment,
) -> None:
    move(assessment)
    event = AuditEvent.objects.get(action="assessments.moved_to_version")
    assert event.content["changes"]["version"] == ["1.0", "2.0"]
    assert event.content["changes"]["set_aside"] == [None, ["1.2", "1.3", "1.4"]]
    assert "Bedrijven" not in str(event.content)


def test_without_a_move_the_assessment_goes_on_with_its_own_version(assessment: Assessment) -> None:
    services.save_answers(
        actor=owner_of(assessment.application), assessment=assessment, answers={"1.2": "Inwoners"}
    )
    assert assessment.version == "1.0"


def test_a_version_that_was_not_looked_at_is_refused(assessment: Assessment) -> None:
    with pytest.raises(Refused):
        services.move_to_version(
            actor=owner_of(assessment.application), assessment=assessment, sha256="0" * 64
        )


def test_who_may_not_fill_in_may_not_move(assessment: Assessment) -> None:
    auditor = actor(Role.AUDITOR, assessment.application.organisation)
    with pytest.raises(NotAllowed):
        services.move_to_version(actor=auditor, assessment=assessment, sha256="0" * 64)


def test_the_list_of_instruments_counts_what_was_begun_on_each_version(assessment: Assessment) -> None:
    assert usage_of(assessment.organisation_id)[assessment.sha256] == 1


def test_the_owner_sees_the_move_on_the_page_and_makes_it(client: Client, assessment: Assessment) -> None:
    sign_in(client, Membership.objects.get(user=assessment.application.owner))
    slug = assessment.application.organisation.slug
    overview = client.get(reverse("assessments:overview", args=[slug, assessment.pk])).content.decode()
    address = reverse("assessments:newer_version", args=[slug, assessment.pk])
    assert address in overview
    page = client.get(address).content.decode()
    assert "Bedrijven" in page
    assert "Wat is het" in page
    version = newer_version_of(assessment)
    assert version is not None
    after = client.post(address, {"sha256": version.sha256}, follow=True).content.decode()
    assert "Bedrijven" in after
    assert newer_version_of(Assessment.objects.get(pk=assessment.pk)) is None
