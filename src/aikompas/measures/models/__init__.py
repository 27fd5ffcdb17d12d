# SPDX-License-Identifier: EUPL-1.2
"""Work on requirements and measures, and the risk register."""

from aikompas.measures.models.catalogues import LoadedRegistry
from aikompas.measures.models.risks import Risk, RiskAcceptance
from aikompas.measures.models.work import Evidence, WorkItem

__all__ = ["Evidence", "LoadedRegistry", "Risk", "RiskAcceptance", "WorkItem"]
