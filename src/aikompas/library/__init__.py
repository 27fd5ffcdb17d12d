# SPDX-License-Identifier: EUPL-1.2
"""Which instruments an organisation has: shipped and loaded ones, their versions, and which are in use."""
