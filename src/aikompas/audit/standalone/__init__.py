# SPDX-License-Identifier: EUPL-1.2
"""The stand-alone verifier, for whoever does not trust this installation."""
