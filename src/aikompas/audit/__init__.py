# SPDX-License-Identifier: EUPL-1.2
"""The tamper-evident trail of everything that was done."""
