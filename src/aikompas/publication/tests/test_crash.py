# SPDX-License-Identifier: EUPL-1.2
"""Kill the process during an import: nothing of the file is stored, and the trail verifies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection

from aikompas.audit.models import AuditEvent
from aikompas.audit.verification import verify_log
from aikompas.organisations.models import Organisation
from aikompas.organisations.tests.factories import OrganisationFactory
from aikompas.publication.models import RegisterText
from aikompas.publication.tests.factories import import_all, snapshot_file, snapshot_item
from aikompas.register.models import Application

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

# The import of the console, which stops for good in the midst of the second organisation.
PROGRAM = """
import sys, time, django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from django.core.management import call_command
from aikompas.publication.importing.writing import Batch
written = Batch.write
def write(self):
    written(self)
    if self.organisation.name == "Gemeente Zwolle":
        print("halfway", flush=True)
        time.sleep(600)
Batch.write = write
call_command("register_import", sys.argv[2], all_organisations=True)
"""


def test_a_killed_import_leaves_nothing_and_can_be_done_again(tmp_path):
    organisation = OrganisationFactory(name="Gemeente Testdam")
    import_all(snapshot_file(snapshot_item(9)))
    before = (Application.objects.count(), RegisterText.objects.count(), AuditEvent.objects.count())
    items = [snapshot_item(1), snapshot_item(2, "Gemeente Zwolle"), snapshot_item(9)]
    file = tmp_path / "snapshot.json"
    file.write_text(json.dumps({"algoritmes": items}), encoding="utf-8")

    name = str(connection.settings_dict["NAME"])
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, name, str(file)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},  # noqa: TID251 - the child needs our machine
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "halfway"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    time.sleep(0.2)

    assert (Application.objects.count(), RegisterText.objects.count(), AuditEvent.objects.count()) == before
    assert not Organisation.objects.filter(name="Gemeente Zwolle").exists()
    assert verify_log(organisation.pk).ok
    result = import_all(snapshot_file(*items))
    assert (result.created, result.unchanged) == (2, 1)
    assert verify_log(organisation.pk).ok
