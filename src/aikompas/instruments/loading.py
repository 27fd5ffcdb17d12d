# SPDX-License-Identifier: EUPL-1.2
"""Loading an instrument of whatever kind it is."""

from aikompas.instruments.documents import Source, read_document
from aikompas.instruments.problems import InvalidInstrument, Problem
from aikompas.instruments.questionnaires import Questionnaire, questionnaire_from
from aikompas.instruments.trees import DecisionTree, tree_from

Instrument = DecisionTree | Questionnaire


def load_instrument(source: Source) -> Instrument:
    """Load a decision tree or a questionnaire from a file (`Path`) or text; raises `InvalidInstrument`."""
    document = read_document(source)
    keys = set(document.data) if isinstance(document.data, dict) else set()
    if "questions" in keys:
        return tree_from(document)
    if "tasks" in keys:
        return questionnaire_from(document)
    message = (
        "this is neither a decision tree (it has no 'questions') nor a questionnaire (it has no 'tasks')"
    )
    raise InvalidInstrument([Problem("error", "kind", "", message, 1)])


def kind_of(instrument: Instrument) -> str:
    """Return the kind of an instrument: `decision-tree` or `questionnaire`."""
    return "decision-tree" if isinstance(instrument, DecisionTree) else "questionnaire"
