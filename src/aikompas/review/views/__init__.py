# SPDX-License-Identifier: EUPL-1.2
"""Pages of advice and decision: the queue, the tab of an application, judging, conditions, kept dossiers."""
