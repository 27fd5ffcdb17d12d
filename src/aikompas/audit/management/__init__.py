# SPDX-License-Identifier: EUPL-1.2
"""Console commands of the audit trail."""
