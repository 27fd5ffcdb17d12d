# SPDX-License-Identifier: EUPL-1.2
"""Two administrators who act at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from aikompas.core.errors import Refused
from aikompas.organisations import services
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Membership
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import OrganisationFactory, member


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_deactivate_each_other_leave_one():
    organisation = OrganisationFactory()
    first, second = member(organisation, Role.ADMINISTRATOR), member(organisation, Role.ADMINISTRATOR)
    start = Barrier(2)

    def deactivate(actor, membership) -> str:
        try:
            start.wait(timeout=10)
            services.deactivate_membership(actor=actor, membership=membership)
        except Refused:
            return "refused"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(deactivate, (actor_for(first), actor_for(second)), (second, first)))
    assert sorted(outcomes) == ["done", "refused"]
    assert Membership.objects.filter(is_active=True).count() == 1
