# SPDX-License-Identifier: EUPL-1.2
"""Reading files: those of an object that one may see, and one file by who may see what it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.core.files.storage import default_storage
from django.db.models import Model, QuerySet
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.files.holders import find_holder, type_of
from aikompas.files.models import StoredFile


def files_of(obj: Model) -> QuerySet[StoredFile]:
    """Return the files of an object, the oldest first; whoever may see the object may see them."""
    files = StoredFile.objects.filter(object_type=type_of(obj), object_id=obj.pk)
    return files.select_related("organisation", "uploaded_by")


def files_by_object(model: type[Model], ids: Iterable[UUID]) -> dict[UUID, list[StoredFile]]:
    """Return the files of many objects of one kind, in one query."""
    found: dict[UUID, list[StoredFile]] = defaultdict(list)
    files = StoredFile.objects.filter(object_type=model._meta.label_lower, object_id__in=list(ids))
    for file in files.select_related("organisation", "uploaded_by"):
        found[file.object_id].append(file)
    return found


def get_file(actor: Actor, file_id: UUID) -> StoredFile:
    """Return a file that belongs to something the actor may see; raises ``StoredFile.DoesNotExist``."""
    file = StoredFile.objects.select_related("organisation").get(
        organisation_id=actor.organisation_id, pk=file_id
    )
    try:
        find_holder(actor, file.object_type, file.object_id)
    except ObjectDoesNotExist:
        raise StoredFile.DoesNotExist from None
    return file


def abandoned_contents(organisation_id: UUID, older_than: timedelta = timedelta(days=1)) -> Iterator[str]:
    """Yield where contents are kept that no file names: a transaction that was rolled back left them behind.

    What is younger may belong to a transaction that still runs.
    """
    folder = str(organisation_id)
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:  # nothing was ever stored here
        return
    named = set(StoredFile.objects.filter(organisation_id=organisation_id).values_list("content", flat=True))
    limit = timezone.now() - older_than
    for name in names:
        place = f"{folder}/{name}"
        if place not in named and default_storage.get_modified_time(place) < limit:
            yield place
