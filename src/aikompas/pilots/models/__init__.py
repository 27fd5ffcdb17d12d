# SPDX-License-Identifier: EUPL-1.2
"""Pilots with their criteria, extensions and midway checks, and the articles of the knowledge base."""

from aikompas.pilots.models.articles import Article, Tag
from aikompas.pilots.models.pilots import Criterion, Extension, MidwayCheck, Pilot

__all__ = ["Article", "Criterion", "Extension", "MidwayCheck", "Pilot", "Tag"]
