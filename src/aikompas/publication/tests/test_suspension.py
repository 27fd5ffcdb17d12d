# SPDX-License-Identifier: EUPL-1.2
"""What residents read about a use that was stopped at once, and when it begins again."""

from __future__ import annotations

import pytest

from aikompas.organisations.tests.factories import OrganisationFactory, system
from aikompas.publication import selectors
from aikompas.publication.selectors import outdated_among, publication_overview
from aikompas.publication.tests.factories import published
from aikompas.register.choices import State
from aikompas.register.services import move
from aikompas.register.tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db


def test_a_use_that_is_stopped_is_at_once_no_longer_shown_as_in_use(client, monkeypatch):
    organisation = OrganisationFactory(slug="testdam")
    application = ApplicationFactory(organisation=organisation, state=State.IN_USE)
    page = f"/testdam/algoritmeregister/{application.pk}/"
    published(application)
    assert selectors.published_text(application).status == "in_use"

    move(
        actor=system(organisation), application=application, action="suspend", reason="Verkeerde uitkomsten."
    )

    answer = client.get(page)
    assert selectors.published_text(application).status == "out_of_use"
    assert answer.context["is_suspended"]
    assert "Verkeerde uitkomsten" not in answer.content.decode()
    assert not outdated_among(publication_overview(system(organisation))).exists()

    monkeypatch.setattr("aikompas.register.services.lifecycle.gate_checks", lambda application, gate: [])
    move(actor=system(organisation), application=application, action="lift_suspension", reason="Hersteld.")
    assert selectors.published_text(application).status == "in_use"
    assert not client.get(page).context["is_suspended"]
