# SPDX-License-Identifier: EUPL-1.2
"""Pages: one's own notifications, the outbox, webhooks."""
