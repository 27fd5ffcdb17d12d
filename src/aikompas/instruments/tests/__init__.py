# SPDX-License-Identifier: EUPL-1.2
"""Tests of the instruments: no Django, no database."""
