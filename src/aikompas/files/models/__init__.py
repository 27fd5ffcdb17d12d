# SPDX-License-Identifier: EUPL-1.2
"""Stored files, and exports that are made in the background."""

from aikompas.files.models.exports import KEPT, Export, ExportState
from aikompas.files.models.stored import StoredFile, random_place
from aikompas.files.models.templates import DocumentTemplate

__all__ = ["KEPT", "DocumentTemplate", "Export", "ExportState", "StoredFile", "random_place"]
