# SPDX-License-Identifier: EUPL-1.2
"""Settings for the property tests: a busy machine is no failure."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
