# SPDX-License-Identifier: EUPL-1.2
"""Reading the YAML files that the product ships."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(file: Path) -> Any:
    """Return the data of a shipped file, read by the fast parser where there is one."""
    loader = _LOADER(file.read_bytes())
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()
