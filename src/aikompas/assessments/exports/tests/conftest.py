# SPDX-License-Identifier: EUPL-1.2
"""What the tests of documents have in common."""

from aikompas.assessments.tests.conftest import application

__all__ = ["application"]
