# SPDX-License-Identifier: EUPL-1.2
"""The trail: one log per organisation, its events and its signed heads. Events and heads are append-only."""

from __future__ import annotations

import json
from typing import Any, NoReturn
from uuid import UUID

from django.db import models
from django.utils.functional import cached_property

from aikompas.core.ids import new_id

INSTALLATION = UUID(int=0)
"""The log of what belongs to no organisation."""


class AppendOnly(Exception):
    """Something tried to change or remove what is in the trail."""

    def __init__(self) -> None:
        super().__init__("the audit trail is append-only")


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """A queryset that reads and adds."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnly

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly

    def update_or_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly


class EventQuerySet(AppendOnlyQuerySet):
    """Events; a list that pages through them counts no further than people page."""

    LISTED = 10_000

    def count(self) -> int:
        """Count up to the limit of a list; a filter or a download reaches the rest."""
        return super().count() if self.query.is_sliced else self[: self.LISTED].count()


class AppendOnlyModel(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row, if it is new."""
        if not self._state.adding:
            raise AppendOnly
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly


class AuditLog(models.Model):
    """The present head of one organisation's log; its row is the lock that writers queue for."""

    organisation_id = models.UUIDField(primary_key=True)
    size = models.PositiveBigIntegerField(default=0)
    root = models.CharField(max_length=64)
    frontier = models.JSONField(default=list)
    time = models.DateTimeField(null=True)
    key_id = models.CharField(max_length=16, blank=True)
    signature = models.CharField(max_length=88, blank=True)

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.size}"


class AuditEvent(AppendOnlyModel):
    """One thing that was done. The leaf is the evidence; the columns below repeat it for filters."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation_id = models.UUIDField()
    sequence = models.PositiveBigIntegerField()
    leaf = models.TextField()
    leaf_hash = models.CharField(max_length=64)
    subtree_hash = models.CharField(max_length=64)
    time = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    action = models.CharField(max_length=100)
    object_type = models.CharField(max_length=100, blank=True)
    object_id = models.CharField(max_length=64, blank=True)
    result = models.CharField(max_length=20)

    objects = EventQuerySet.as_manager()

    class Meta(AppendOnlyModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "sequence"], name="audit_one_event_per_place")
        ]
        indexes = [
            models.Index(fields=["organisation_id", "time", "sequence"], name="audit_by_time"),
            models.Index(fields=["organisation_id", "actor_id", "time", "sequence"], name="audit_by_actor"),
            models.Index(fields=["organisation_id", "action", "time", "sequence"], name="audit_by_action"),
            models.Index(fields=["organisation_id", "object_type", "time", "sequence"], name="audit_by_type"),
            models.Index(fields=["object_type", "object_id", "sequence"], name="audit_by_object"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.sequence} {self.action}"

    @cached_property
    def content(self) -> dict[str, Any]:
        """What the leaf says."""
        content: dict[str, Any] = json.loads(self.leaf)
        return content


class TreeHead(AppendOnlyModel):
    """A signed head of a log, kept as evidence of what it was at that time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation_id = models.UUIDField()
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    time = models.DateTimeField()
    key_id = models.CharField(max_length=16)
    signature = models.CharField(max_length=88)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta(AppendOnlyModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "size"], name="audit_one_head_per_size")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.size}"
