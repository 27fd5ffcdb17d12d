# SPDX-License-Identifier: EUPL-1.2
"""What holds for every control, whatever app it lives in."""
