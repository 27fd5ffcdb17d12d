# SPDX-License-Identifier: EUPL-1.2
"""What the law asks and what helps: our own set, the official task registry, and when each applies. No database."""

from aikompas.measures.catalogue.matching import Match, Outcome, Reason, match
from aikompas.measures.catalogue.model import Catalogue, Measure, Requirement

__all__ = ["Catalogue", "Match", "Measure", "Outcome", "Reason", "Requirement", "match"]
