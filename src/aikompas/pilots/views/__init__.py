# SPDX-License-Identifier: EUPL-1.2
"""Pages of pilots and of the knowledge base."""
