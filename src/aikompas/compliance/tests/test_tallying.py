# SPDX-License-Identifier: EUPL-1.2
"""What the pages show are the results, counted: whatever was measured, moved, forgotten or accepted before."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aikompas.compliance import measuring, selectors
from aikompas.compliance.counting import Counts, of, total
from aikompas.compliance.models import ControlResult, Deviation, Tally
from aikompas.compliance.tests.factories import measured
from aikompas.core.ids import new_id
from aikompas.organisations.models import Organisation
from aikompas.organisations.tests.factories import DepartmentFactory, OrganisationFactory
from aikompas.policy.controls import Outcome
from aikompas.policy.profiles import shipped_ids, shipped_profile
from aikompas.register.tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db
CONTROLS = ("one.asked", "one.known", "two.done")


@dataclass
class Subject:
    """Something that controls are asked about, with what they will say."""

    department_id: UUID | None = None
    answers: dict[str, Outcome] = field(default_factory=dict)
    pk: UUID = field(default_factory=new_id)


def assert_right(organisation: Organisation) -> None:
    """See that what the pages read is what one finds by counting every result."""
    accepted = {(row.control_id, row.subject_id) for row in Deviation.objects.all() if row.counts}
    everywhere: dict[str, Counts] = defaultdict(Counts)
    departments: dict[UUID, dict[str, Counts]] = defaultdict(lambda: defaultdict(Counts))
    for row in ControlResult.objects.filter(organisation=organisation):
        is_accepted = row.outcome in selectors.NOT_KEPT and (row.control_id, row.subject_id) in accepted
        counts = of(row.outcome) + Counts(accepted=int(is_accepted))
        everywhere[row.control_id] += counts
        if row.department_id:
            departments[row.department_id][row.control_id] += counts
    assert selectors.tally_of(organisation.pk) == everywhere
    for department, found in departments.items():
        assert selectors.tally_of(organisation.pk, department) == found
    assert selectors.tally_by_department(organisation.pk, everywhere) == {
        department: total(found.values()) for department, found in departments.items()
    }


STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("measure"),
            st.sets(st.integers(0, 3), min_size=1),
            st.dictionaries(st.sampled_from(CONTROLS), st.sampled_from(Outcome), max_size=3),
            st.integers(0, 2),
        ),
        st.tuples(st.just("forget"), st.sets(st.integers(0, 3), min_size=1)),
        st.tuples(st.just("forget before"), st.sets(st.integers(0, 3))),
        st.tuples(st.just("accept"), st.sampled_from(CONTROLS), st.integers(0, 3), st.integers(-1, 1)),
    ),
    max_size=12,
)


@pytest.fixture
def organisation(monkeypatch: pytest.MonkeyPatch) -> Organisation:
    """An organisation whose policy asks of a subject what it has an answer for."""
    monkeypatch.setattr(
        measuring,
        "answers",
        lambda controls, subject, failed: [
            measuring.Answer(control_id, outcome, {}, [], "")
            for control_id, outcome in subject.answers.items()
        ],
    )
    return OrganisationFactory()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_counts_are_those_of_the_results_after_whatever_happened(
    organisation: Organisation, steps: list[tuple[object, ...]]
) -> None:
    with transaction.atomic():
        departments = [
            None,
            *(item.pk for item in DepartmentFactory.create_batch(2, organisation=organisation)),
        ]
        subjects = [Subject() for _number in range(4)]
        for step in steps:
            happen(organisation, subjects, departments, *step)
            assert_right(organisation)
        transaction.set_rollback(True)


def happen(organisation, subjects, departments, what, *how):
    """Do one step."""
    profile = shipped_profile(shipped_ids()[0])
    if what == "measure":
        chosen, said, department = how
        for number in chosen:
            subjects[number].answers, subjects[number].department_id = said, departments[department]
        measuring.measure(organisation, profile, "application", [subjects[number] for number in chosen])
    elif what == "forget":
        measuring.forget(organisation, "application", [subjects[number].pk for number in how[0]])
    elif what == "forget before":
        moment = timezone.now()
        measuring.measure(organisation, profile, "application", [subjects[number] for number in how[0]])
        measuring.forget_before(organisation, moment)
    else:
        control_id, number, days = how
        mine = {"organisation": organisation, "control_id": control_id, "subject_id": subjects[number].pk}
        Deviation.objects.filter(**mine).update(withdrawn_at=timezone.now())
        until = timezone.localdate() + timedelta(days=days)
        Deviation.objects.create(**mine, scope="application", reason="-", until=until)


def test_what_did_not_change_is_not_counted_again() -> None:
    application = ApplicationFactory()
    measured(application.organisation)
    with CaptureQueriesContext(connection) as queries:
        measured(application.organisation)
    assert not any(Tally._meta.db_table in query["sql"] for query in queries if "SELECT" not in query["sql"])


def test_a_department_that_goes_takes_its_counts_with_it() -> None:
    department = DepartmentFactory()
    organisation = measured(department.organisation)
    assert Tally.objects.filter(department=department).exists()
    department.delete()
    assert_right(organisation)
