# SPDX-License-Identifier: EUPL-1.2
"""Engines that execute decision trees and questionnaires: pure Python, no Django, no database."""
