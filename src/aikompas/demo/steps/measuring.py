# SPDX-License-Identifier: EUPL-1.2
"""Work on requirements and measures, and risks: weighed, and accepted by somebody with authority."""

from __future__ import annotations

from typing import Any

from aikompas.demo.content import Facts
from aikompas.demo.steps.registering import in_days
from aikompas.demo.world import World, step
from aikompas.measures import services
from aikompas.measures.models import WorkItem
from aikompas.measures.selectors.risks import risks_of
from aikompas.measures.selectors.work import items_of


@step
def work_on(
    world: World, key: str, *, what: str, state: str, by: str, within: int | None = None, **written: Any
) -> None:
    """Bring a requirement or measure to a state, with explanation, evidence, a date and a reviewer where written."""
    actor, item = world.actor(by), _item(world, key, what)
    for proof in written.get("evidence", []):
        services.add_evidence(actor=actor, item=item, title=proof["title"], url=proof["url"])
    changes: dict[str, Any] = {
        "state": state,
        "owner": world.user(by),
        "explanation": written.get("explanation", ""),
        "due": in_days(within) if within is not None else None,
        "reviewer": world.user(written["reviewer"]) if "reviewer" in written else None,
    }
    services.change_work(actor=actor, item=item, changes=changes)


@step
def review_work(world: World, key: str, *, what: str, by: str, accepted: bool, note: str = "") -> None:
    """Accept work, or return it."""
    item = _item(world, key, what)
    services.review_work(actor=world.actor(by), item=item, accepted=accepted, note=note)


@step
def add_risk(world: World, key: str, *, by: str, facts: Facts, measures: list[str]) -> None:
    """Add a risk, weighed before and after the measures that it is linked with."""
    services.add_risk(
        actor=world.actor(by),
        application=world.applications[key],
        facts=world.texts(facts),
        measures=[_item(world, key, measure) for measure in measures],
    )


@step
def accept_risk(world: World, key: str, *, by: str, title: str, within: int, reason: str) -> None:
    """Accept what is left of a risk, until so many days from then."""
    risk = risks_of(world.applications[key]).get(title=title)
    services.accept_risk(actor=world.actor(by), risk=risk, reason=reason, until=in_days(within))


def _item(world: World, key: str, what: str) -> WorkItem:
    return items_of(world.applications[key]).get(urn__endswith=f":{what}")
