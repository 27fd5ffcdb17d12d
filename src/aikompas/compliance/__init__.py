# SPDX-License-Identifier: EUPL-1.2
"""Whether the policy is kept: stored results of controls, their history, and accepted deviations."""
