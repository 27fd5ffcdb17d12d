# SPDX-License-Identifier: EUPL-1.2
"""Guidance for employees: the catalogue, which data may go where, and "May I use this?"."""
