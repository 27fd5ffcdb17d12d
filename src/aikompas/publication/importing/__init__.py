# SPDX-License-Identifier: EUPL-1.2
"""Putting registrations of a file in the register: find the organisation, find the text, merge, write in bulk."""
