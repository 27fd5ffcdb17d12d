# SPDX-License-Identifier: EUPL-1.2
"""The component tags by subject; ``templatetags/ui.py`` puts them together as ``{% load ui %}``."""
