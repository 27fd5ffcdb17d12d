# SPDX-License-Identifier: EUPL-1.2
"""Pages: the question, the catalogue and the designations."""
