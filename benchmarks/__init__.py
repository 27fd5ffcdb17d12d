# SPDX-License-Identifier: EUPL-1.2
"""Measurements of the product at the size it is made for; see README.md in this folder."""
