# SPDX-License-Identifier: EUPL-1.2
"""Settings for development, test and production, from environment variables."""
