# SPDX-License-Identifier: EUPL-1.2
"""Decision trees: load one with `load_tree`, follow answers through it with `run`."""

from aikompas.instruments.problems import AnswerError, InvalidInstrument, Problem
from aikompas.instruments.trees.exploration import Exploration, explore
from aikompas.instruments.trees.model import (
    Answer,
    Category,
    Conclusion,
    DecisionTree,
    Definition,
    Question,
    Redirect,
    Source,
    Target,
)
from aikompas.instruments.trees.reading import load_tree, tree_from
from aikompas.instruments.trees.running import Given, Run, Step, run

__all__ = [
    "Answer",
    "AnswerError",
    "Category",
    "Conclusion",
    "DecisionTree",
    "Definition",
    "Exploration",
    "Given",
    "InvalidInstrument",
    "Problem",
    "Question",
    "Redirect",
    "Run",
    "Source",
    "Step",
    "Target",
    "explore",
    "load_tree",
    "run",
    "tree_from",
]
