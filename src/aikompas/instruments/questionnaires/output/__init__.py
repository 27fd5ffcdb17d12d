# SPDX-License-Identifier: EUPL-1.2
"""The official output format: `write_output` and `read_output`."""

from aikompas.instruments.questionnaires.output.reading import InvalidOutput, Output, read_output
from aikompas.instruments.questionnaires.output.writing import (
    OWN,
    SCHEMA,
    is_picture,
    official_urn,
    shown_part,
    write_output,
)

__all__ = [
    "OWN",
    "SCHEMA",
    "InvalidOutput",
    "Output",
    "is_picture",
    "official_urn",
    "read_output",
    "shown_part",
    "write_output",
]
