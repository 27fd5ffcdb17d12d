# SPDX-License-Identifier: EUPL-1.2
"""English as written in the Netherlands: day, month, year."""
