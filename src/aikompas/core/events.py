# SPDX-License-Identifier: EUPL-1.2
"""Events by which a lower app tells higher apps that something happened.

Handlers run at once, inside the transaction of the service that publishes: state that must follow from a change is
never lost, whatever happens to the process. Effects outside the database belong in ``transaction.on_commit``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction


class Event:
    """Base of all events; an event is a frozen dataclass."""


SomeEvent = TypeVar("SomeEvent", bound=Event)
_handlers: dict[type[Event], list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(
    event_type: type[SomeEvent],
) -> Callable[[Callable[[SomeEvent], None]], Callable[[SomeEvent], None]]:
    """Register a handler of one kind of event; registering the same handler again changes nothing."""

    def register(handler: Callable[[SomeEvent], None]) -> Callable[[SomeEvent], None]:
        if handler not in _handlers[event_type]:
            _handlers[event_type].append(handler)
        return handler

    return register


def publish(event: Event) -> None:
    """Hand an event to its handlers, inside the running transaction.

    Raises ``TransactionManagementError`` outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("events are published inside a transaction only")
    for handler in _handlers[type(event)]:
        handler(event)
