# SPDX-License-Identifier: EUPL-1.2
"""The words of the steps of pilots and articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class StepWords:
    """What a step is called, what it means, and what is said after it."""

    label: Text
    meaning: Text
    done: Text
    variant: str = "secondary"


STEPS = {
    "start": StepWords(
        _("Start the pilot"),
        _("From today the use may be tried, until the last day. The plan cannot be changed any more."),
        _("The pilot has begun."),
        "primary",
    ),
    "cancel": StepWords(
        _("Cancel the pilot"),
        _("The plan stays to be read. A new plan can be made."),
        _("The pilot is cancelled."),
        "danger",
    ),
    "check": StepWords(
        _("Do the midway check"),
        _("Look halfway, with who take part, whether the pilot goes on."),
        _("The midway check is recorded."),
    ),
    "extend": StepWords(
        _("Extend the pilot"),
        _("More time is given by the committee or its secretary, once there is a good reason."),
        _("The pilot is extended."),
    ),
    "evaluate": StepWords(
        _("Evaluate the pilot"),
        _(
            "Compare what was measured with what was agreed on beforehand. Then somebody else decides what follows."
        ),
        _("The evaluation is recorded. It waits for a decision."),
        "primary",
    ),
    "stop": StepWords(
        _("Stop the pilot"),
        _("From now on the use is not allowed any more. What was learned is still evaluated."),
        _("The pilot is stopped."),
        "danger",
    ),
    "decide": StepWords(
        _("Decide about the pilot"),
        _("Scale up, adjust or stop."),
        _("The decision is recorded."),
        "primary",
    ),
}

ARTICLE_STEPS = {
    "publish": StepWords(
        _("Publish"),
        _("From now on all colleagues can find and read the article."),
        _("The article is published."),
        "primary",
    ),
    "withdraw": StepWords(
        _("Withdraw"),
        _("Colleagues do not find the article any more. It can be opened again."),
        _("The article is withdrawn."),
        "danger",
    ),
    "reopen": StepWords(
        _("Open again"),
        _("The article becomes a proposal again, so that it can be changed and published."),
        _("The article is open again."),
    ),
}


def in_order(steps: Iterable[tuple[str, StepWords]]) -> list[tuple[str, StepWords]]:
    """Return steps as their buttons stand: the usual one first, what cannot be undone last."""
    return sorted(steps, key=lambda step: ("primary", "secondary", "danger").index(step[1].variant))
