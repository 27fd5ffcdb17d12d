# SPDX-License-Identifier: EUPL-1.2
"""Which requirements and measures an organisation works with."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from aikompas.classification.trees import interface_language
from aikompas.core.actor import Actor
from aikompas.measures.catalogue.model import Catalogue
from aikompas.measures.catalogue.official import read_registry
from aikompas.measures.catalogue.shipped import links_to_official, shipped
from aikompas.measures.models import LoadedRegistry


def registries_visible_to(actor: Actor) -> QuerySet[LoadedRegistry]:
    """Return the registries that the actor's organisation loaded."""
    return (
        LoadedRegistry.objects.filter(organisation_id=actor.organisation_id)
        .select_related("loaded_by")
        .defer("files")
    )


def get_registry(actor: Actor, registry_id: UUID) -> LoadedRegistry:
    """Return a loaded registry; raises ``LoadedRegistry.DoesNotExist``."""
    return registries_visible_to(actor).get(pk=registry_id)


def catalogue_of(organisation_id: UUID | None) -> Catalogue:
    """Return the catalogue of an organisation: our own set, beside the official registry when one is in use."""
    language = interface_language()
    found = LoadedRegistry.objects.filter(organisation_id=organisation_id, is_active=True).values_list(
        "pk", "sha256"
    )
    active = found.first()
    return _together(*active, language) if active else shipped(language)


def registry_read(registry: LoadedRegistry) -> Catalogue:
    """Return what a loaded registry consists of, with what was noticed about it."""
    return _official(registry.pk, registry.sha256)


@lru_cache(maxsize=16)
def _together(registry_id: UUID, sha256: str, language: str) -> Catalogue:
    return _official(registry_id, sha256).together_with(shipped(language), links_to_official())


@lru_cache(maxsize=8)
def _official(registry_id: UUID, sha256: str) -> Catalogue:
    """Read a registry once; the hash is part of what is remembered, so that no other text can take its place."""
    files = LoadedRegistry.objects.values_list("files", flat=True).get(pk=registry_id, sha256=sha256)
    return read_registry(files)
