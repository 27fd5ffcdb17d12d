# SPDX-License-Identifier: EUPL-1.2
"""What a policy profile says, a module for each subject; every section is optional and has sensible defaults."""
