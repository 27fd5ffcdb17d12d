# SPDX-License-Identifier: EUPL-1.2
"""A batch of subjects costs the same number of queries whatever its size, for every control that is registered."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aikompas.organisations.models import Organisation
from aikompas.organisations.roles import Expertise, Role
from aikompas.organisations.tests.factories import OrganisationFactory, member
from aikompas.policy.controls import all_controls
from aikompas.policy.subjects import prepare, scopes, subjects_of
from tests.controls.dossiers import make_dossiers

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_every_control_asks_as_often_for_twenty_subjects_as_for_ten() -> None:
    organisation = OrganisationFactory()
    member(organisation, Role.COMMITTEE_MEMBER, expertises=Expertise.values)
    make_dossiers(organisation, 10)
    _queries(organisation)  # what is read once and then known
    few = _queries(organisation)
    make_dossiers(organisation, 10)
    many = _queries(organisation)
    assert {control.scope for control in all_controls()} <= set(scopes())
    assert {name: (few[name], many[name]) for name in many if many[name] != few[name]} == {}


def _queries(organisation: Organisation) -> dict[str, int]:
    """Return how many queries preparing each scope, and each control after that, needs."""
    found = {}
    for scope in scopes():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            subjects = prepare(scope, subjects_of(scope, organisation.pk))
        found[f"prepare {scope}"] = len(queries)
        for control in all_controls():
            if control.scope == scope:
                with CaptureQueriesContext(connection) as queries:
                    for subject in subjects:
                        control.check(subject)
                found[control.id] = len(queries)
    return found
