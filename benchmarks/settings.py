# SPDX-License-Identifier: EUPL-1.2
"""Production's speed (cached templates, no debugging) with the fixed keys of tests."""

from aikompas.config.settings.test import *  # noqa: F403

DEBUG = False
