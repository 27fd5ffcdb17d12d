# SPDX-License-Identifier: EUPL-1.2
"""The parts of a dossier about work and risks, kept or of now, as people read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from aikompas.measures.choices import Need, ReviewState, RiskState, WorkState
from aikompas.measures.weighing import cell_in_words
from aikompas.policy.risk_matrix import RiskMatrix

Kept = Sequence[Mapping[str, Any]]
Row = tuple[str, str, str]


def work_in_words(kept: Kept) -> Iterator[Row]:
    """Yield key, name and text of each requirement and measure."""
    for item in kept:
        texts = [str(dict(WorkState.choices).get(item["state"], item["state"]))]
        if item["need"] != Need.APPLIES:
            texts.append(str(dict(Need.choices).get(item["need"], item["need"])))
        if item["review"] != ReviewState.NONE:
            texts.append(str(dict(ReviewState.choices).get(item["review"], item["review"])))
        proofs = "; ".join(f"{proof['title']} {proof['url']}".strip() for proof in item["evidence"])
        more = [item["explanation"], _("Evidence: %(evidence)s") % {"evidence": proofs} if proofs else ""]
        yield item["urn"], item["title"], "\n".join([", ".join(texts), *filter(None, more)])


def risks_in_words(kept: Kept, matrix: RiskMatrix) -> Iterator[Row]:
    """Yield key, name and text of each risk."""
    for risk in kept:
        weights = [
            (_("Without measures"), risk["inherent"]),
            (_("With measures"), risk["residual"]),
        ]
        texts = [risk["cause"], risk["event"], risk["effect"]]
        texts += [f"{name}: {cell_in_words(matrix, (cell[0], cell[1]))}" for name, cell in weights if cell]
        texts += risk["measures"]
        if risk["accepted_until"]:
            texts.append(_("Accepted until %(date)s") % {"date": risk["accepted_until"]})
        if risk["state"] == RiskState.CLOSED:
            texts.append(str(RiskState.CLOSED.label))
        yield risk["reference"], f"{risk['reference']} {risk['title']}", "\n".join(filter(None, texts))
