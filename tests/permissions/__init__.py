# SPDX-License-Identifier: EUPL-1.2
"""Every address with every role, and with people of another municipality."""
