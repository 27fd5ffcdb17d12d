# SPDX-License-Identifier: EUPL-1.2
"""Assessments on the official questionnaires, which are loaded unmodified."""

from __future__ import annotations

from django.utils import translation

from aikompas.assessments import services
from aikompas.assessments.models import Assessment
from aikompas.assessments.tests.factories import owner_of
from aikompas.core.testing import shared_standards
from aikompas.library.bundles import NamedFile
from aikompas.library.services import load_files
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import actor
from aikompas.register.models import Application

DPIA, PRESCAN = "urn:nl:dpia", "urn:nl:prescan"
FILES = ("dpia.yaml", "prescan.yaml", "begrippenkader_dpia.yaml", "assets/risico_matrix.png")


def load_official(application: Application) -> None:
    """Load the official pre-scan, DPIA, glossary and picture for the organisation, and use them."""
    folder = shared_standards() / "par-assessments"
    files = [NamedFile((folder / name).name, (folder / name).read_bytes()) for name in FILES]
    load_files(
        actor=actor(Role.ADMINISTRATOR, application.organisation),
        files=files,
        language="nl",
        source="uploaded",
        activate=True,
    )


def begun(application: Application, urn: str) -> Assessment:
    """Return an assessment on an official questionnaire that the owner began."""
    with translation.override("nl"):
        return services.start_assessment(actor=owner_of(application), application=application, urn=urn)
