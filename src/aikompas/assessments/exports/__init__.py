# SPDX-License-Identifier: EUPL-1.2
"""Assessments as documents: PDF, DOCX, Markdown and official JSON; and reading them back."""
