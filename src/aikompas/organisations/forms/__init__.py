# SPDX-License-Identifier: EUPL-1.2
"""Forms of the administrator's pages and of one's own account."""
