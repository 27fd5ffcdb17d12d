# SPDX-License-Identifier: EUPL-1.2
"""Why a file is not accepted, in words for who offered it."""


class UnacceptableFile(Exception):
    """The content is not of a kind that is accepted, is broken, or could do harm."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
