# SPDX-License-Identifier: EUPL-1.2
"""The publication standard of the national algorithm register: pure Python, no Django."""
