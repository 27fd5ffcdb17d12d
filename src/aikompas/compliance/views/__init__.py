# SPDX-License-Identifier: EUPL-1.2
"""Pages about whether the policy is kept."""
