# SPDX-License-Identifier: EUPL-1.2
"""Tests of pilots and of the knowledge base."""
