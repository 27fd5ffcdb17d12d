# SPDX-License-Identifier: EUPL-1.2
"""Attestations: who states what, and how long it counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone

from aikompas.core.errors import NotAllowed, Refused
from aikompas.files.selectors import files_of, get_file
from aikompas.files.tests.factories import pdf
from aikompas.files.uploads import accept
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import OrganisationFactory, actor
from aikompas.policy import selectors, services
from aikompas.policy.attesting import attested
from aikompas.policy.controls import Outcome
from aikompas.policy.models import Attestation

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
CLAUSE = "1.2"


def attest(organisation, role=Role.DECISION_MAKER, **facts):
    given = {"reference": CLAUSE, "text": "Besproken in de directie.", **facts}
    return services.attest(actor=actor(role, organisation), organisation=organisation, **given)


def outcome(organisation):
    profile = selectors.profile_of(organisation)
    latest = selectors.latest_attestations(organisation.pk, profile.id)
    return attested(profile.clause(CLAUSE), latest.get(CLAUSE)).outcome


def test_a_clause_that_nobody_attested_is_not_met(organisation):
    assert outcome(organisation) == Outcome.NOT_MET


def test_a_statement_meets_the_clause_as_long_as_the_policy_says(organisation):
    attestation = attest(organisation)
    assert outcome(organisation) == Outcome.MET
    assert attestation.valid_until.year == TODAY.year + 1


def test_a_statement_that_ends_soon_asks_for_attention(organisation):
    attest(organisation, valid_until=TODAY + timedelta(days=20))
    assert outcome(organisation) == Outcome.ATTENTION


def test_an_expired_statement_counts_no_longer(organisation):
    attestation = attest(organisation)
    Attestation.objects.filter(pk=attestation.pk).update(valid_until=TODAY - timedelta(days=1))
    assert outcome(organisation) == Outcome.NOT_MET


@pytest.mark.parametrize("role", Role.values)
def test_only_the_role_that_the_policy_names_attests(organisation, role):
    if role == Role.DECISION_MAKER:
        attest(organisation, role)
    else:
        with pytest.raises(NotAllowed):
            attest(organisation, role)


def test_what_is_measured_is_not_attested(organisation):
    with pytest.raises(Refused):
        attest(organisation, reference="2.1")


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("valid_until", {"valid_until": TODAY + timedelta(days=800)}),
        ("valid_until", {"valid_until": TODAY - timedelta(days=1)}),
        ("attested_on", {"attested_on": TODAY + timedelta(days=1)}),
    ],
)
def test_dates_that_make_no_sense_are_refused_at_their_field(organisation, field, facts):
    with pytest.raises(ValidationError) as refused:
        attest(organisation, **facts)
    assert field in refused.value.message_dict


def test_evidence_is_kept_with_the_statement(organisation, storage):
    evidence = accept(ContentFile(pdf(), name="verslag.pdf"), ("document",))
    attestation = attest(organisation, evidence=evidence)
    (file,) = files_of(attestation)
    assert get_file(actor(Role.AUDITOR, organisation), file.pk) == file
    with pytest.raises(type(file).DoesNotExist):
        get_file(actor(Role.AUDITOR, OrganisationFactory()), file.pk)
