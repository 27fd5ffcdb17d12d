# SPDX-License-Identifier: EUPL-1.2
"""What reading a file can raise."""

from .findings import Finding


class UnreadableFile(Exception):
    """The file holds no registrations that can be read; `line` says where it goes wrong, when that is known."""

    def __init__(self, code: str, line: int | None = None, **params: str | int) -> None:
        self.finding = Finding("", code, "fatal", params)
        self.line = line
        super().__init__(self.message("en"))

    def message(self, language: str = "nl") -> str:
        """Return what is wrong with the file, and where."""
        text = self.finding.message(language)
        if self.line is None:
            return text
        return f"{'Regel' if language == 'nl' else 'Line'} {self.line}: {text}"
