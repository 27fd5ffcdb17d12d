# SPDX-License-Identifier: EUPL-1.2
"""What follows for the public register when the use of an application is stopped at once, or begins again."""

from aikompas.core.events import subscribe
from aikompas.publication.services import follow_use
from aikompas.register.events import Resumed, Suspended


@subscribe(Suspended)
def use_suspended(event: Suspended) -> None:
    """Let the published texts say that the application is not in use."""
    follow_use(actor=event.actor, application=event.application)


@subscribe(Resumed)
def use_resumed(event: Resumed) -> None:
    """Let the published texts say that the application is used or tried out again."""
    follow_use(actor=event.actor, application=event.application)
