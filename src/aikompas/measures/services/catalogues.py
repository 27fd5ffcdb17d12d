# SPDX-License-Identifier: EUPL-1.2
"""Loading the official task registry, and choosing whether to work with it."""

from __future__ import annotations

import hashlib
import json

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.measures.catalogue.official import Files, InvalidRegistry, read_registry
from aikompas.measures.models import LoadedRegistry
from aikompas.measures.selectors.applications import applications_to_follow
from aikompas.measures.services.needs import refresh_needs
from aikompas.organisations.permissions import require


@service
def load_registry(*, actor: Actor, name: str, files: Files) -> LoadedRegistry:
    """Keep the files of the official registry, unmodified; raises ``ValidationError`` with what is wrong in them."""
    require(actor, "measures.manage_catalogue")
    assert actor.organisation_id is not None
    try:
        read_registry(files)
    except InvalidRegistry as error:
        raise ValidationError({"archive": list(error.problems[:50])}) from error
    sha256 = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()
    if LoadedRegistry.objects.filter(organisation_id=actor.organisation_id, sha256=sha256).exists():
        raise ValidationError({"archive": _("These very files were loaded before.")})
    registry = LoadedRegistry.objects.create(
        organisation_id=actor.organisation_id,
        name=name.strip()[:200],
        sha256=sha256,
        files=files,
        loaded_by_id=actor.id,
    )
    record(actor, "measures.registry_loaded", registry, changes={"sha256": (None, sha256)})
    return registry


@service
def activate_registry(*, actor: Actor, registry: LoadedRegistry | None) -> None:
    """Work with a loaded registry beside our own set, or with our own set alone (``None``); work done is kept."""
    require(actor, "measures.manage_catalogue", registry)
    mine = LoadedRegistry.objects.filter(organisation_id=actor.organisation_id).defer("files")
    before = mine.filter(is_active=True).first()
    if before == registry:
        unchanged()
        return
    mine.filter(is_active=True).update(is_active=False)
    if registry:
        registry.is_active = True
        registry.save(update_fields=["is_active"])
    record(
        actor,
        "measures.registry_chosen",
        registry,
        changes={"registry": (str(before) if before else None, str(registry) if registry else None)},
    )
    refresh_needs(actor=actor, applications=list(applications_to_follow(actor)))
