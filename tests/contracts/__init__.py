# SPDX-License-Identifier: EUPL-1.2
"""What the product promises to those who run it: settings that are checked, and nothing half-done."""
