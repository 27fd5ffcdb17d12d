# SPDX-License-Identifier: EUPL-1.2
"""Reading profiles: the one that an organisation uses, and those that it can choose from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from aikompas.core.actor import Actor
from aikompas.organisations.models import Organisation
from aikompas.policy.models import ProfileVersion
from aikompas.policy.profiles import (
    InvalidProfile,
    Profile,
    parse_profile,
    shipped_ids,
    shipped_profile,
    shipped_text,
)

HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Choice:
    """A profile that an organisation can choose: one that ships, or a version of its own."""

    id: str
    profile: Profile
    is_shipped: bool
    is_chosen: bool
    loaded_at: datetime | None = None
    loaded_by: str = ""


def profile_of(organisation: Organisation) -> Profile:
    """Return the profile that an organisation uses."""
    return profile_named(organisation.policy_profile)


def profile_named(choice: str) -> Profile:
    """Return a profile by the id of one that ships or the hash of one that was loaded; raises ``InvalidProfile``."""
    return _loaded_profile(choice) if HASH.fullmatch(choice) else shipped_profile(choice)


@lru_cache(maxsize=512)
def _loaded_profile(sha256: str) -> Profile:
    """Compile a text once: what has the same hash says the same, whoever loaded it."""
    text = ProfileVersion.objects.filter(sha256=sha256).values_list("text", flat=True).first()
    if text is None:
        raise InvalidProfile(f"no policy profile with the hash {sha256} was loaded")
    return parse_profile(text)


def profile_versions(organisation_id: UUID | None) -> QuerySet[ProfileVersion]:
    """Return the versions that an organisation loaded, the newest first."""
    return ProfileVersion.objects.filter(organisation_id=organisation_id).select_related("loaded_by")


def profile_choices(organisation: Organisation) -> list[Choice]:
    """Return what an organisation can choose: its own versions first, then what ships."""
    chosen = organisation.policy_profile
    own = [
        Choice(
            id=version.sha256,
            profile=profile_named(version.sha256),
            is_shipped=False,
            is_chosen=version.sha256 == chosen,
            loaded_at=version.created_at,
            loaded_by=str(version.loaded_by or ""),
        )
        for version in profile_versions(organisation.pk)
    ]
    shipped = [Choice(name, shipped_profile(name), True, name == chosen) for name in shipped_ids()]
    return own + shipped


def get_profile_choice(actor: Actor, choice: str) -> Profile:
    """Return a profile that the actor's organisation can choose; raises ``ProfileVersion.DoesNotExist``."""
    if choice in shipped_ids():
        return shipped_profile(choice)
    return profile_named(profile_versions(actor.organisation_id).get(sha256=choice).sha256)


def text_of_profile(actor: Actor, choice: str) -> str:
    """Return the YAML of a profile that the actor's organisation can choose; raises ``ProfileVersion.DoesNotExist``."""
    if choice in shipped_ids():
        return shipped_text(choice)
    return profile_versions(actor.organisation_id).get(sha256=choice).text
