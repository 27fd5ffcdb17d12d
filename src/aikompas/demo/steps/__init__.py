# SPDX-License-Identifier: EUPL-1.2
"""What happens in the stories, each step by the service that people use for it."""

from aikompas.demo.steps import (
    adopting,
    assessing,
    classifying,
    compliance,
    evaluating,
    founding,
    guiding,
    keeping,
    looking_back,
    measuring,
    meeting,
    piloting,
    planning,
    publishing,
    registering,
    reviewing,
    suspending,
)
from aikompas.demo.world import STEPS

__all__ = [
    "STEPS",
    "adopting",
    "assessing",
    "classifying",
    "compliance",
    "evaluating",
    "founding",
    "guiding",
    "keeping",
    "looking_back",
    "measuring",
    "meeting",
    "piloting",
    "planning",
    "publishing",
    "registering",
    "reviewing",
    "suspending",
]
