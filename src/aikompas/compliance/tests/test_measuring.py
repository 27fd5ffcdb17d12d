# SPDX-License-Identifier: EUPL-1.2
"""Results are stored in both languages, kept right at every change, and never better than the facts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from aikompas.audit.labels import label_of
from aikompas.classification.tests.factories import answers_to, classified
from aikompas.compliance import refreshing, selectors, touching
from aikompas.compliance.models import ClauseDay, ControlResult, Measuring, Touched
from aikompas.compliance.tests.factories import measured, result_about
from aikompas.core.actor import Actor
from aikompas.organisations.models import Organisation
from aikompas.organisations.tests.factories import OrganisationFactory
from aikompas.policy import controls
from aikompas.policy.controls import Outcome, Result
from aikompas.policy.selectors import profile_of
from aikompas.policy.services import switch_profile
from aikompas.register.choices import State
from aikompas.register.models import Application
from aikompas.register.tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db
CLASSIFIED = "classification.classified"


@pytest.fixture
def application() -> Application:
    """An application that was reported and not yet classified."""
    return ApplicationFactory()


def test_a_result_is_stored_with_its_reason_in_both_languages_and_where_to_put_it_right(
    application: Application,
) -> None:
    measured(application.organisation)
    row = result_about(application, CLASSIFIED)
    assert row.outcome == Outcome.NOT_MET
    assert set(row.why) == {"nl", "en"}
    assert row.why["nl"] != row.why["en"]
    assert row.fix.startswith(f"/{application.organisation.slug}/")
    assert row.department_id == application.department_id
    with translation.override("en"):
        assert selectors.stored_result(row).why == row.why["en"]


def test_a_change_touches_its_subject_and_the_worker_measures_it_anew(application: Application) -> None:
    measured(application.organisation)
    classified(application, answers_to("high"))
    assert Touched.objects.filter(scope="application", subject_id=application.pk).exists()
    assert result_about(application, CLASSIFIED).outcome == Outcome.NOT_MET
    refreshing.measure_touched()
    assert result_about(application, CLASSIFIED).outcome == Outcome.MET
    assert not Touched.objects.exists()


def test_who_looks_before_the_worker_came_by_sees_the_truth(application: Application) -> None:
    measured(application.organisation)
    classified(application, answers_to("high"))
    seen = {item.control_id: item.result.outcome for item in selectors.results_of(application)}
    assert seen[CLASSIFIED] == Outcome.MET


def test_a_change_that_comes_while_measuring_is_not_lost(
    application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker takes away only what it had read before it measured."""
    organisation = measured(application.organisation)
    count = refreshing.count_today

    def count_and_change(*args: object) -> None:
        count(*args)
        classified(application, answers_to("high"))

    monkeypatch.setattr(refreshing, "count_today", count_and_change)
    refreshing.touching.add(organisation.pk, [("application", application.pk)])
    refreshing.refresh(organisation)
    assert Touched.objects.filter(subject_id=application.pk).exists()


def test_one_process_at_a_time_measures_an_organisation_and_a_dead_one_holds_it_for_minutes_only(
    application: Application,
) -> None:
    organisation = measured(application.organisation)
    now = timezone.now()
    Measuring.objects.update(claimed_until=now + timedelta(minutes=1))
    assert not refreshing.refresh(organisation)
    Measuring.objects.update(claimed_until=now - timedelta(seconds=1))
    assert refreshing.refresh(organisation)


def test_a_control_that_no_module_registered_is_not_measured_and_never_met(application: Application) -> None:
    organisation = measured(application.organisation)
    states = selectors.clause_states(organisation, profile_of(organisation))
    planned = [
        counts
        for state in states
        for control, counts in state.controls.items()
        if control not in {known.id for known in controls.all_controls()}
    ]
    assert planned
    assert all(counts.state == Outcome.NOT_MEASURED for counts in planned)
    mixed = next(state for state in states if state.counts.not_measured and state.counts.met)
    assert mixed.state != Outcome.MET


def test_a_control_that_fails_says_not_measured_and_stops_no_other(
    application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(subject: object) -> Result:
        raise RuntimeError

    broken = controls.get_control("register.reported_beforehand")
    monkeypatch.setitem(
        controls._controls,
        broken.id,
        controls.Control(broken.id, broken.scope, broken.question, broken.law, fails),
    )
    measured(application.organisation)
    assert result_about(application, broken.id).outcome == Outcome.NOT_MEASURED
    assert result_about(application, CLASSIFIED).outcome == Outcome.NOT_MET


def test_what_ended_is_no_longer_counted(application: Application) -> None:
    measured(application.organisation)
    application.state = State.REJECTED
    application.save()
    refreshing.touching.add(application.organisation_id, [("application", application.pk)])
    refreshing.measure_touched()
    assert not ControlResult.objects.filter(subject_id=application.pk).exists()


def test_another_profile_has_everything_measured_anew(application: Application) -> None:
    organisation = measured(application.organisation)
    system = Actor.system(organisation.pk, label="test")
    switch_profile(actor=system, organisation=organisation, choice="leidschendam-voorburg-2025-2028")
    assert selectors.everything_waits(organisation)
    refreshing.measure_touched()
    organisation.refresh_from_db()
    asked = set(profile_of(organisation).controls)
    assert set(ControlResult.objects.values_list("control_id", flat=True)) <= asked


def test_everything_is_measured_anew_after_another_version_of_the_house_rules_not_after_reading_it(
    application: Application,
) -> None:
    def touched(action: str) -> set[touching.Subject]:
        return set(touching.subjects_of_change(action, application, application.organisation_id))

    assert touched("policy.house_rules_published") == {touching.EVERYTHING}
    assert touching.EVERYTHING not in touched("policy.house_rules_acknowledged")


def test_what_changes_everything_are_actions_that_the_trail_knows() -> None:
    assert all(label_of(action) != action for action in touching.CHANGES_EVERYTHING)


def test_each_clause_is_counted_once_a_day(application: Application) -> None:
    organisation = measured(application.organisation)
    measured(organisation)
    profile = profile_of(organisation)
    assert ClauseDay.objects.count() == len(profile.clauses)
    day = ClauseDay.objects.get(reference=profile.clauses[0].reference)
    assert day.day == timezone.localdate()


def test_results_of_another_municipality_are_never_counted(application: Application) -> None:
    measured(application.organisation)
    other = measured(OrganisationFactory())
    assert not ControlResult.objects.filter(organisation=other, scope="application").exists()
    assert CLASSIFIED not in selectors.tally_of(other.pk)


def queries_of_measuring(organisation: Organisation) -> int:
    """Count the queries of measuring everything."""
    with CaptureQueriesContext(connection) as queries:
        measured(organisation)
    return len(queries)


def test_measuring_asks_as_many_queries_of_three_applications_as_of_one(application: Application) -> None:
    organisation = application.organisation
    measured(organisation)
    one = queries_of_measuring(organisation)
    ApplicationFactory.create_batch(
        2,
        organisation=organisation,
        department=application.department,
        system=application.system,
        owner=application.owner,
    )
    measured(organisation)
    assert queries_of_measuring(organisation) == one
