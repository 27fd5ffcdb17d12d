# SPDX-License-Identifier: EUPL-1.2
"""Forms of pilots and of the knowledge base."""
