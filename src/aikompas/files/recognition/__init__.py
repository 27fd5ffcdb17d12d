# SPDX-License-Identifier: EUPL-1.2
"""What a file is, by its content: the name that somebody gave it says nothing."""

from aikompas.files.recognition.refusals import UnacceptableFile
from aikompas.files.recognition.types import FileKind, FileType, accepted_types, recognise

__all__ = ["FileKind", "FileType", "UnacceptableFile", "accepted_types", "recognise"]
