# SPDX-License-Identifier: EUPL-1.2
"""Importing registrations: everything of a file in one transaction, or nothing."""

from __future__ import annotations

import hashlib
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.log import lock
from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed, Refused
from aikompas.organisations.models import Organisation
from aikompas.organisations.permissions import require
from aikompas.organisations.services import create_organisation
from aikompas.publication.choices import RunState
from aikompas.publication.importing.destinations import Directory, municipality_of
from aikompas.publication.importing.importer import COMPLETE, Importer
from aikompas.publication.importing.result import ImportResult
from aikompas.publication.models import ImportRun, RegisterText
from aikompas.publication.standard.reading import Reading, Row
from aikompas.publication.standard.registration import Registration

LARGEST_FILE = 20 * 1024 * 1024


@service
def import_registrations(
    *,
    actor: Actor,
    reading: Reading,
    organisation: Organisation | None = None,
    all_organisations: bool = False,
    dry_run: bool = False,
    run: ImportRun | None = None,
) -> ImportResult:
    """Take the registrations of a file over, all or nothing.

    Into one organisation, or into the organisations that they name: ``all_organisations`` also makes those that are not
    there yet, and takes the file as complete for the whole installation. ``dry_run`` only tells what would happen.
    ``run`` is finished in the same transaction.
    """
    require(actor, "publication.import_registrations", organisation)
    if organisation is None and not actor.is_system:
        raise NotAllowed("publication.import_all_organisations")
    if run is not None:
        _expect_running(run)
    result = ImportResult.of(reading, dry_run=dry_run)
    with transaction.atomic():
        _import(actor, reading, organisation, all_organisations, result)
        if dry_run:
            transaction.set_rollback(True)
    unchanged()
    if run is not None:
        _finish(run, result)
    return result


@service
def request_import(
    *, actor: Actor, organisation: Organisation, filename: str, content: bytes, dry_run: bool = False
) -> ImportRun:
    """Keep a file to be imported in the background."""
    require(actor, "publication.import_registrations", organisation)
    if not content:
        raise ValidationError({"file": _("The file is empty.")})
    if len(content) > LARGEST_FILE:
        raise ValidationError({"file": _("The file is larger than 20 MB.")})
    run = ImportRun.objects.create(
        organisation=organisation,
        filename=filename[-200:],
        sha256=hashlib.sha256(content).hexdigest(),
        dry_run=dry_run,
        started_by_id=actor.id,
        content=content,
    )
    record(actor, "publication.import_requested", run, changes={"sha256": [None, run.sha256]})
    return run


@service
def repeat_for_real(*, actor: Actor, run: ImportRun) -> ImportRun:
    """Let the file of a try be imported for real."""
    require(actor, "publication.import_registrations", run)
    run.refresh_from_db()
    if run.state != RunState.DONE or not run.dry_run or not run.content:
        raise Refused(_("Only the file of a try can be imported for real. Choose the file again."))
    content, run.content = bytes(run.content), b""
    run.save(update_fields=("content",))
    return request_import(actor=actor, organisation=run.organisation, filename=run.filename, content=content)


@service
def begin_import(*, actor: Actor, run: ImportRun) -> ImportRun:
    """Say that a waiting import is being worked on; asking for it is what stands in the trail."""
    unchanged()
    run.refresh_from_db()
    if run.state != RunState.QUEUED:
        raise Refused(_("This import is not waiting."))
    run.state, run.progress, run.heartbeat_at = RunState.RUNNING, 20, timezone.now()
    run.save(update_fields=("state", "progress", "heartbeat_at"))
    return run


@service
def show_progress(*, actor: Actor, run: ImportRun, progress: int, kind: str) -> None:
    """Show how far an import is, before its one transaction begins."""
    unchanged()
    run.progress, run.kind, run.heartbeat_at = progress, kind, timezone.now()
    run.save(update_fields=("progress", "kind", "heartbeat_at"))


@service
def fail_import(*, actor: Actor, run: ImportRun, error: str) -> ImportRun:
    """Say that an import stopped; nothing of its file was taken over."""
    run.state, run.error, run.finished_at = RunState.FAILED, error[:500], timezone.now()
    run.save(update_fields=("state", "error", "finished_at"))
    record(actor, "publication.import_failed", run, result="failed")
    return run


@service
def retry_import(*, actor: Actor, run: ImportRun) -> ImportRun:
    """Let an import that failed or was interrupted wait again."""
    require(actor, "publication.import_registrations", run)
    run.refresh_from_db()
    if not run.can_retry:
        raise Refused(_("Only an import that failed or was interrupted can be tried again."))
    run.state, run.error, run.progress = RunState.QUEUED, "", 0
    run.attempt += 1
    run.heartbeat_at, run.finished_at = timezone.now(), None
    run.save()
    record(actor, "publication.import_requested", run, changes={"attempt": [run.attempt - 1, run.attempt]})
    return run


def _import(
    actor: Actor,
    reading: Reading,
    organisation: Organisation | None,
    all_organisations: bool,
    result: ImportResult,
) -> None:
    rows, rejected = _by_destination(actor, reading, organisation, all_organisations, result)
    destinations = {item.pk: item for item in [*rows, *rejected]}
    if all_organisations and reading.kind in COMPLETE:
        destinations |= {item.pk: item for item in _organisations_with(reading.kind)}
    if organisation is not None:
        destinations[organisation.pk] = organisation
    for key in sorted(destinations):  # always the same order, so that two imports wait for each other
        lock(key)
    by_name = sorted(destinations.values(), key=lambda item: (item.name, item.pk))
    for destination in by_name:
        Importer(actor, destination, result).take_over(
            rows.get(destination, ()), rejected.get(destination, ())
        )


def _by_destination(
    actor: Actor,
    reading: Reading,
    organisation: Organisation | None,
    all_organisations: bool,
    result: ImportResult,
) -> tuple[dict[Organisation, list[Row]], dict[Organisation, list[Row]]]:
    """Return the rows, and the rejected rows, of each organisation; reject what belongs to none."""
    known = [organisation] if organisation else Organisation.objects.all()
    directory = Directory(known)
    rows: dict[Organisation, list[Row]] = defaultdict(list)
    rejected: dict[Organisation, list[Row]] = defaultdict(list)
    for row in reading.rows:
        found = directory.find(row.registration)
        if row.fatal:
            if found is not None:
                rejected[found].append(row)
            continue
        if found is None and all_organisations and organisation is None:
            found = _new_organisation(actor, row.registration)
            directory.add(found)
            result.new_organisations.append(found.name)
        if found is None:
            result.reject(row, _nowhere(organisation, row.registration), "organization")
        else:
            rows[found].append(row)
    return rows, rejected


def _nowhere(organisation: Organisation | None, registration: Registration) -> str:
    name = registration.organisation
    if organisation is None:
        return _("There is no organisation “%(name)s” in this installation.") % {"name": name}
    return _("This registration is of “%(name)s”.") % {"name": name}


def _new_organisation(actor: Actor, registration: Registration) -> Organisation:
    name = registration.organisation
    municipality = municipality_of(name, registration.organisation_uri)
    if municipality is None:
        return create_organisation(actor=actor, name=name)
    return create_organisation(
        actor=actor, name=municipality.name, code=municipality.code, tooi_uri=municipality.tooi_uri
    )


def _organisations_with(kind: str) -> list[Organisation]:
    texts = RegisterText.objects.filter(import_kind=kind).values("organisation")
    return list(Organisation.objects.filter(pk__in=texts))


def _expect_running(run: ImportRun) -> None:
    """Refuse to write for an attempt that was given up in the meantime."""
    now: tuple[str, int] | None = ImportRun.objects.filter(pk=run.pk).values_list("state", "attempt").first()
    if now != (RunState.RUNNING, run.attempt):
        raise Refused(_("This import was started again in the meantime."))


def _finish(run: ImportRun, result: ImportResult) -> None:
    run.state, run.progress, run.finished_at = RunState.DONE, 100, timezone.now()
    run.kind, run.report = result.kind, result.as_dict()
    run.created, run.updated, run.unchanged = result.created, result.updated, result.unchanged
    run.rejected, run.disappeared = len(result.rejected), len(result.disappeared)
    run.error = ""
    if not run.dry_run:  # the file of a try is kept, to import it for real
        run.content = b""
    run.save()
