# SPDX-License-Identifier: EUPL-1.2
"""Pilots (the AI lab) and the knowledge base."""
