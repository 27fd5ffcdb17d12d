# SPDX-License-Identifier: EUPL-1.2
"""Making organisations and changing their settings."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.organisations.models import RESERVED_SLUGS, Organisation
from aikompas.organisations.municipalities import find_municipality
from aikompas.organisations.permissions import require

SETTINGS = ("name", "tooi_uri", "code", "oin", "language", "theme", "contact_email")


@service
def create_organisation(*, actor: Actor, name: str, slug: str = "", **settings: Any) -> Organisation:
    """Make an organisation; a municipality gets its code and TOOI identifier from its name. For commands and jobs."""
    require(actor, "organisations.create_organisation")
    municipality = find_municipality(name)
    if municipality is not None:
        settings = {"code": municipality.code, "tooi_uri": municipality.tooi_uri, **settings}
    organisation = Organisation(name=name.strip(), slug=slug or _free_slug(name), **settings)
    organisation.full_clean()
    organisation.save()
    record(
        actor,
        "organisations.organisation_created",
        organisation,
        changes=diff(None, snapshot(organisation, "slug", "policy_profile", *SETTINGS)),
        organisation_id=organisation.pk,
    )
    return organisation


@service
def update_organisation(*, actor: Actor, organisation: Organisation, **settings: Any) -> Organisation:
    """Change settings of an organisation: any of ``SETTINGS``; the short name in addresses stays."""
    require(actor, "organisations.manage_organisation", organisation)
    if unknown := settings.keys() - set(SETTINGS):
        raise TypeError(f"no settings of an organisation: {', '.join(sorted(unknown))}")
    organisation = Organisation.objects.get(pk=organisation.pk)
    before = snapshot(organisation, *SETTINGS)
    for name, value in settings.items():
        setattr(organisation, name, value)
    organisation.full_clean()
    changes = diff(before, snapshot(organisation, *SETTINGS))
    if not changes:
        unchanged()
        return organisation
    organisation.save()
    record(actor, "organisations.organisation_updated", organisation, changes=changes)
    return organisation


def _free_slug(name: str) -> str:
    """Return a short name that no other organisation has: "Gemeente Ede" becomes "ede"."""
    base = slugify(name).removeprefix("gemeente-")[:70] or "organisatie"
    candidates = (base if number == 1 else f"{base}-{number}" for number in range(1, 1_000))
    return next(
        slug
        for slug in candidates
        if slug not in RESERVED_SLUGS and not Organisation.objects.filter(slug=slug).exists()
    )
