# SPDX-License-Identifier: EUPL-1.2
"""Writes: keep a file, offer files, load them, put an instrument into use or take it out of use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.library.bundles import NamedFile, pack, unpack
from aikompas.library.checking import Found, check
from aikompas.library.models import (
    InstrumentChoice,
    InstrumentFile,
    InstrumentPart,
    Kind,
    Proposal,
    Source,
)
from aikompas.library.selectors import Version, get_version, slot_of
from aikompas.library.shipped import shipped
from aikompas.organisations.permissions import require

PROPOSAL_WAITS = timedelta(days=1)


@service
def keep_instrument(*, actor: Actor, sha256: str) -> InstrumentFile:
    """Keep the file of a version that ships, so that a newer release of the product changes nothing in a dossier."""
    file = InstrumentFile.objects.filter(organisation_id=actor.organisation_id, sha256=sha256).first()
    if file:
        unchanged()
        return file
    item = shipped()[sha256]
    file = InstrumentFile.objects.create(
        organisation_id=actor.organisation_id,
        kind=item.kind,
        urn=item.urn,
        language=item.language,
        version=item.version,
        name=item.name[:200],
        sha256=sha256,
        content=item.text,
        source=Source.SHIPPED,
    )
    record(actor, "library.kept", file, changes={"sha256": (None, sha256)})
    return file


@service
def propose_files(
    *, actor: Actor, files: Sequence[NamedFile], language: str, source: str, address: str = ""
) -> Proposal:
    """Put files aside until somebody read what was found about them; raises ``ValidationError``."""
    require(actor, "library.manage")
    found = unpack(files)
    mine = Proposal.objects.filter(organisation_id=actor.organisation_id)
    mine.filter(created_at__lt=timezone.now() - PROPOSAL_WAITS).delete()
    proposal = Proposal.objects.create(
        organisation_id=actor.organisation_id,
        archive=pack(found),
        source=source,
        address=address,
        language=language,
        proposed_by_id=actor.id,
    )
    names = sorted(file.name for file in found)
    record(actor, "library.proposed", proposal, changes={"files": (None, names), "address": (None, address)})
    return proposal


@service
def withdraw_proposal(*, actor: Actor, proposal: Proposal) -> None:
    """Throw away files that were put aside."""
    require(actor, "library.manage", proposal)
    record(actor, "library.withdrawn", proposal)
    proposal.delete()


@service
def load_proposal(*, actor: Actor, proposal: Proposal, activate: bool = False) -> list[InstrumentFile]:
    """Load the files that were put aside."""
    require(actor, "library.manage", proposal)
    loaded = load_files(
        actor=actor,
        files=unpack([NamedFile("", bytes(proposal.archive))]),
        language=proposal.language,
        source=proposal.source,
        address=proposal.address,
        activate=activate,
    )
    proposal.delete()
    return loaded


@service
def load_files(
    *,
    actor: Actor,
    files: Sequence[NamedFile],
    language: str,
    source: str,
    address: str = "",
    activate: bool = False,
) -> list[InstrumentFile]:
    """Load the instruments in some files, unmodified, with what goes with them; all of them or none.

    A file that was loaded before only gets what it lacked, such as an image.
    """
    require(actor, "library.manage")
    report = check(unpack(files), language)
    if not report.can_be_loaded:
        raise Refused(_("There are errors in these files. Correct them first."))
    loaded = []
    for found in report.instruments:
        before = InstrumentFile.objects.filter(
            organisation_id=actor.organisation_id, sha256=found.file.sha256
        ).first()
        if before is None and found.file.sha256 in shipped():
            before = keep_instrument(actor=actor, sha256=found.file.sha256)
        file = before or _create(actor, found, source, address)
        _add_parts(actor, file, found)
        if activate:
            activate_version(actor=actor, sha256=file.sha256)
        loaded.append(file)
    unchanged()
    return loaded


def _create(actor: Actor, found: Found, source: str, address: str) -> InstrumentFile:
    file = InstrumentFile.objects.create(
        organisation_id=actor.organisation_id,
        kind=found.kind,
        urn=found.urn[:200],
        language=found.language,
        version=found.version[:50],
        name=found.name[:200],
        sha256=found.file.sha256,
        content=found.file.text,
        source=source,
        address=address,
        problems=[problem.as_dict() for problem in found.problems],
        loaded_by_id=actor.id,
    )
    record(
        actor,
        "library.loaded",
        file,
        changes={"urn": (None, file.urn), "sha256": (None, file.sha256), "address": (None, address)},
    )
    return file


def _add_parts(actor: Actor, file: InstrumentFile, found: Found) -> None:
    """Keep the files that go with an instrument, as far as it does not have them."""
    has = set(file.parts.values_list("name", flat=True))
    added = [part for part in found.parts if part.file.name not in has]
    InstrumentPart.objects.bulk_create(
        InstrumentPart(
            organisation_id=actor.organisation_id,
            instrument=file,
            kind=part.kind,
            name=part.file.name,
            media_type=part.media_type,
            sha256=part.file.sha256,
            content=part.file.content,
        )
        for part in added
    )
    if added:
        names = [f"{part.file.name} {part.file.sha256}" for part in added]
        record(actor, "library.completed", file, changes={"files": (None, names)})


@service
def activate_version(*, actor: Actor, sha256: str) -> None:
    """Use a version for new work, instead of the one in use; raises ``InstrumentFile.DoesNotExist``."""
    require(actor, "library.manage")
    version = get_version(actor, sha256)
    if version.is_active:
        unchanged()
        return
    kind, urn, language = slot_of(version)
    mine = InstrumentChoice.objects.filter(
        organisation_id=actor.organisation_id, kind=kind, urn=urn, language=language
    )
    if version.is_shipped:
        file = keep_instrument(actor=actor, sha256=sha256)
        mine.delete()
    else:
        file = InstrumentFile.objects.get(organisation_id=actor.organisation_id, sha256=sha256)
        _choose(actor, version, file)
    record(actor, "library.activated", file, changes={"in_use": (False, True)})


@service
def deactivate_version(*, actor: Actor, sha256: str) -> None:
    """Offer an instrument no longer for new work; raises ``InstrumentFile.DoesNotExist``."""
    require(actor, "library.manage")
    version = get_version(actor, sha256)
    if version.kind == Kind.DECISION_TREE:
        raise Refused(_("Classifying needs a decision tree: put another one into use instead."))
    if not version.is_active:
        unchanged()
        return
    file = version.file or keep_instrument(actor=actor, sha256=sha256)
    _choose(actor, version, None)
    record(actor, "library.deactivated", file, changes={"in_use": (True, False)})


def _choose(actor: Actor, version: Version, file: InstrumentFile | None) -> None:
    kind, urn, language = slot_of(version)
    InstrumentChoice.objects.update_or_create(
        organisation_id=actor.organisation_id,
        kind=kind,
        urn=urn,
        language=language,
        defaults={"instrument": file},
    )
