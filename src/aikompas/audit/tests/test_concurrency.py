# SPDX-License-Identifier: EUPL-1.2
"""Eight writers at once: no fork, no loss, no deadlock."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.contrib.auth.models import Group
from django.db import connections

from aikompas.audit.models import AuditEvent, AuditLog
from aikompas.audit.tests.factories import ZONNEDAM, create_group, person
from aikompas.audit.verification import verify_log

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, EACH = 8, 25


def in_parallel(write) -> None:
    def run(writer: int) -> None:
        try:
            for number in range(EACH):
                write(writer, number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(run, range(WRITERS)))


def test_eight_writers_of_one_organisation_make_one_log():
    in_parallel(lambda writer, number: create_group(actor=person(), name=f"{writer}-{number}"))

    verdict = verify_log(ZONNEDAM)
    assert verdict.ok
    assert verdict.entries == Group.objects.count() == WRITERS * EACH


def test_eight_writers_of_several_organisations_keep_the_logs_apart():
    organisations = [UUID(int=number) for number in range(1, 5)]

    in_parallel(
        lambda writer, number: create_group(
            actor=person(organisations[writer % 4]), name=f"{writer}-{number}"
        )
    )

    assert all(verify_log(organisation).ok for organisation in organisations)
    assert [log.size for log in AuditLog.objects.all()] == [2 * EACH] * 4


def test_writers_that_fail_leave_no_gap():
    def write(writer: int, number: int) -> None:
        try:
            create_group(actor=person(), name=str(number))
        except Exception:
            assert Group.objects.filter(name=str(number)).exists(), "refused only for a name that is taken"

    in_parallel(write)

    assert verify_log(ZONNEDAM).ok
    assert AuditEvent.objects.count() == Group.objects.count() == EACH
