# SPDX-License-Identifier: EUPL-1.2
"""Every test has a storage of its own, and departments hold files: any object of an app below can."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.test import override_settings

from aikompas.config.settings.environment import file_storage
from aikompas.core.actor import Actor
from aikompas.files import holders
from aikompas.organisations.models import Department
from aikompas.organisations.permissions import may


def find_department(actor: Actor, department_id: UUID) -> Department:
    """Return a department of the actor's organisation."""
    return Department.objects.get(organisation_id=actor.organisation_id, pk=department_id)


@pytest.fixture(autouse=True)
def storage(tmp_path: Path) -> Iterator[Path]:
    """The folder in which this test keeps its files."""
    folder = tmp_path / "media"
    default = file_storage()
    default["OPTIONS"]["location"] = str(folder)
    with override_settings(STORAGES={**settings.STORAGES, "default": default}):
        yield folder


@pytest.fixture(autouse=True)
def departments_hold_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let departments have files, which administrators may change."""
    monkeypatch.setattr(holders, "_holders", {**holders._holders})
    holders.register_holder(
        Department,
        find=find_department,
        may_change=lambda actor, department: may(actor, "organisations.manage_people", department),
    )
