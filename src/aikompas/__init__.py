# SPDX-License-Identifier: EUPL-1.2
"""AI-Kompas makes a municipality's AI policy executable."""

__version__ = "0.1.0"
