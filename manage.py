#!/usr/bin/env python
# SPDX-License-Identifier: EUPL-1.2
"""Django's management command, for those who look for it; ``aikompas`` does the same."""

import sys

from aikompas.cli import manage

if __name__ == "__main__":
    sys.exit(manage(sys.argv))
