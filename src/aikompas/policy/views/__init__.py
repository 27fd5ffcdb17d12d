# SPDX-License-Identifier: EUPL-1.2
"""Pages about the policy."""
