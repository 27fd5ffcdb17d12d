# SPDX-License-Identifier: EUPL-1.2
"""How dates are written, per language of the interface; set as ``FORMAT_MODULE_PATH``."""
