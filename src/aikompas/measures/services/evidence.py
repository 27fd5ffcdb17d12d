# SPDX-License-Identifier: EUPL-1.2
"""Evidence that work was done."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from aikompas.audit.recording import record, service
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed, Refused
from aikompas.files.selectors import files_of
from aikompas.files.services import remove_file, store_file
from aikompas.files.uploads import Accepted
from aikompas.measures.choices import UNFINISHED
from aikompas.measures.models import Evidence, WorkItem
from aikompas.measures.rules import may_work


@service
def add_evidence(
    *, actor: Actor, item: WorkItem, title: str, url: str = "", upload: Accepted | None = None
) -> Evidence:
    """Add a link or a file that shows that work was done."""
    _check(actor, item)
    if bool(url.strip()) == (upload is not None):
        raise ValidationError({"url": _("Give a link, or choose a file.")})
    evidence = Evidence(
        organisation_id=item.organisation_id,
        item=item,
        title=title.strip(),
        url=url.strip(),
        added_by_id=actor.id,
    )
    evidence.full_clean(exclude=("item", "organisation"))
    evidence.save(force_insert=True)
    if upload:
        store_file(actor=actor, upload=upload, belongs_to=evidence)
    record(actor, "measures.evidence_added", item, changes={"evidence": (None, evidence.title)})
    return evidence


@service
def remove_evidence(*, actor: Actor, evidence: Evidence) -> None:
    """Take evidence away that should not be there; finished work keeps what it rests on."""
    item = evidence.item
    _check(actor, item)
    item.refresh_from_db(fields=("state",))
    if item.state not in UNFINISHED:
        raise Refused(_("This work is finished and rests on its evidence. Put it back in progress first."))
    for file in files_of(evidence):
        remove_file(actor=actor, file=file)
    record(actor, "measures.evidence_removed", item, changes={"evidence": (evidence.title, None)})
    evidence.delete()


def _check(actor: Actor, item: WorkItem) -> None:
    if not may_work(actor, item):
        raise NotAllowed("measures.work")
