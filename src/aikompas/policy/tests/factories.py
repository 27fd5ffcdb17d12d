# SPDX-License-Identifier: EUPL-1.2
"""Policy documents and profiles for tests."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from aikompas.organisations.models import Organisation
from aikompas.organisations.tests.factories import system
from aikompas.policy import services
from aikompas.policy.models import AdoptedBy, Audience, DocumentVersion
from aikompas.policy.profiles import shipped_text


def draft(organisation: Organisation, **fields: Any) -> DocumentVersion:
    """Return the draft of a policy document."""
    given = {
        "title": "AI-beleid",
        "audience": Audience.INTERNAL,
        "final_body": AdoptedBy.EXECUTIVE,
        "text": "# Beleid\n\nWij melden AI vooraf.",
        **fields,
    }
    return services.create_document(actor=system(organisation), **given)


def adopted_version(organisation: Organisation, **fields: Any) -> DocumentVersion:
    """Return a version that the management adopted and that is in force from today."""
    actor = system(organisation)
    version = services.move_version(actor=actor, version=draft(organisation, **fields), action="offer")
    today = timezone.localdate()
    return services.adopt_version(
        actor=actor, version=version, action="adopt", body="Directie", decided_on=today, in_force_from=today
    )


def profile_text() -> str:
    """Return the text of a third municipality's profile: the model with another id and name."""
    text = shipped_text("model").replace("id: model\n", "id: utopia\n", 1)
    return text.replace("name: Modelbeleid AI voor gemeenten", "name: Beleid van Utopia", 1)
