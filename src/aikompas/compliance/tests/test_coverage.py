# SPDX-License-Identifier: EUPL-1.2
"""No clause of a profile that ships is without a control or an attestation, and each is listed with its state."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from aikompas.compliance import selectors
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, member
from aikompas.policy.labels import is_measured
from aikompas.policy.planned import planned_controls
from aikompas.policy.profiles import shipped_ids, shipped_profile


@pytest.mark.parametrize("profile_id", shipped_ids())
def test_every_clause_has_a_control_that_exists_or_is_promised_or_an_attestation(profile_id: str) -> None:
    profile = shipped_profile(profile_id)
    assert all(clause.controls or clause.attestation for clause in profile.clauses)
    named = {control for clause in profile.clauses for control in clause.controls}
    assert {control for control in named if not is_measured(control)} <= set(planned_controls())


@pytest.mark.django_db
@pytest.mark.parametrize("profile_id", shipped_ids())
def test_every_clause_is_listed_with_its_state(client: Client, profile_id: str) -> None:
    organisation = OrganisationFactory(policy_profile=profile_id)
    profile = shipped_profile(profile_id)
    states = selectors.clause_states(organisation, profile)
    assert [state.clause for state in states] == list(profile.clauses)
    client = sign_in(client, member(organisation, Role.COUNCIL_MEMBER))
    shown = client.get(reverse("compliance:council", args=[organisation.slug])).content.decode()
    assert all(escape(clause.title) in shown for clause in profile.clauses)
