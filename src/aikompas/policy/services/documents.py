# SPDX-License-Identifier: EUPL-1.2
"""Writing policy documents: a document, its versions, and the steps of their route."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.core.events import publish
from aikompas.core.transitions import UnknownTransition
from aikompas.files.selectors import files_of
from aikompas.files.services import copy_file, remove_file, store_file
from aikompas.files.uploads import Accepted
from aikompas.organisations.permissions import require
from aikompas.policy.events import DocumentMoved
from aikompas.policy.models import Adoption, DocumentVersion, PolicyDocument, VersionState
from aikompas.policy.route import ADOPTIONS, EDIT, ROUTE
from aikompas.policy.selectors import get_profile_choice

ABOUT = ("title", "audience", "final_body")
CONTENTS = ("text", "change_note", "profile", "next_review")
STANDS = ("state", "in_force_from", "in_force_until", "next_review")


@service
def create_document(
    *,
    actor: Actor,
    title: str,
    audience: str,
    final_body: str,
    upload: Accepted | None = None,
    **contents: Any,
) -> DocumentVersion:
    """Make a document with its first version, a draft; ``contents`` are those of ``edit_version``."""
    require(actor, EDIT)
    document = PolicyDocument(
        organisation_id=actor.organisation_id, title=title.strip(), audience=audience, final_body=final_body
    )
    document.full_clean()
    document.save()
    record(actor, "policy.document_created", document, changes=diff(None, snapshot(document, *ABOUT)))
    version = _new_version(actor, document)
    edit_version(actor=actor, version=version, upload=upload, **contents)
    return version


@service
def update_document(
    *, actor: Actor, document: PolicyDocument, title: str, audience: str, final_body: str
) -> PolicyDocument:
    """Change what a document is called, who may read it, and who adopts it last."""
    require(actor, EDIT, document)
    before = snapshot(document, *ABOUT)
    document.title, document.audience, document.final_body = title.strip(), audience, final_body
    document.full_clean()
    document.save()
    if changes := diff(before, snapshot(document, *ABOUT)):
        record(actor, "policy.document_updated", document, changes=changes)
    else:
        unchanged()
    return document


@service
def start_version(*, actor: Actor, document: PolicyDocument) -> DocumentVersion:
    """Begin a new version from the newest one; raises ``Refused`` while another one is not adopted yet."""
    require(actor, EDIT, document)
    newest = document.versions.first()
    if newest and newest.state in {VersionState.DRAFT, VersionState.OFFERED}:
        raise Refused(_("There is a version that is not adopted yet: go on with that one."))
    version = _new_version(actor, document)
    if newest:
        version.text, version.profile = newest.text, newest.profile
        version.save()
        for file in files_of(newest):
            copy_file(actor=actor, file=file, belongs_to=version)
    return version


@service
def edit_version(
    *,
    actor: Actor,
    version: DocumentVersion,
    text: str = "",
    change_note: str = "",
    profile: str = "",
    next_review: date | None = None,
    upload: Accepted | None = None,
) -> DocumentVersion:
    """Change what a draft says; a file takes the place of the one before."""
    require(actor, EDIT, version)
    _require_state(version, VersionState.DRAFT, _("Only a draft can be changed."))
    if profile:
        get_profile_choice(actor, profile)
    before = snapshot(version, *CONTENTS)
    version.text, version.change_note = text.strip(), change_note.strip()
    version.profile, version.next_review = profile, next_review
    if not version.text and upload is None and not files_of(version).exists():
        raise ValidationError({"text": _("Write the text, or choose a file.")})
    version.full_clean(exclude=("written_by",))
    version.save()
    if upload is not None:
        for file in files_of(version):
            remove_file(actor=actor, file=file)
        store_file(actor=actor, upload=upload, belongs_to=version)
    if changes := diff(before, snapshot(version, *CONTENTS)):
        record(actor, "policy.version_edited", version, changes=changes)
    else:
        unchanged()
    return version


@service
def move_version(*, actor: Actor, version: DocumentVersion, action: str, reason: str = "") -> DocumentVersion:
    """Offer a draft for adoption, give it back, or end an adopted version today."""
    if action in ADOPTIONS:
        raise TypeError("an adoption is recorded with adopt_version")
    if action == "end":
        version.in_force_until = min(version.in_force_until or date.max, timezone.localdate())
    return _move(actor, version, action, reason)


@service
def adopt_version(
    *,
    actor: Actor,
    version: DocumentVersion,
    action: str,
    body: str,
    decided_on: date,
    decision_number: str = "",
    in_force_from: date | None = None,
    in_force_until: date | None = None,
    next_review: date | None = None,
) -> DocumentVersion:
    """Record that a body adopted a version; the version before it ends the day before this one begins."""
    if action not in ADOPTIONS:
        raise TypeError(f"{action} is no adoption")
    _check_dates(decided_on, in_force_from, in_force_until, next_review)
    version.in_force_from, version.in_force_until = in_force_from, in_force_until
    version.next_review = next_review
    moved = _move(actor, version, action, "")
    if moved.is_final and in_force_from is None:
        raise ValidationError({"in_force_from": _("Say from which day it is in force.")})
    Adoption.objects.create(
        organisation_id=version.organisation_id,
        version=version,
        body=body.strip(),
        decided_on=decided_on,
        decision_number=decision_number.strip(),
        recorded_by_id=actor.id,
    )
    if moved.is_final and in_force_from is not None:
        _end_earlier(actor, moved, in_force_from)
    return moved


def _new_version(actor: Actor, document: PolicyDocument) -> DocumentVersion:
    highest = document.versions.aggregate(highest=Max("number"))["highest"] or 0
    version = DocumentVersion.objects.create(
        organisation_id=document.organisation_id,
        document=document,
        number=highest + 1,
        written_by_id=actor.id,
    )
    record(actor, "policy.version_started", version, changes={"number": (None, version.number)})
    return version


def _move(actor: Actor, version: DocumentVersion, action: str, reason: str) -> DocumentVersion:
    stored = DocumentVersion.objects.select_related("document").get(pk=version.pk)
    try:
        step = ROUTE.get(stored.state, action)
    except UnknownTransition:
        told = {"state": stored.get_state_display()}
        raise Refused(_("This step is not possible: the version is “%(state)s”.") % told) from None
    require(actor, step.permission, stored)
    before = snapshot(stored, *STANDS)
    version.state = step.to
    version.save(update_fields=STANDS)
    changes = diff(before, snapshot(version, *STANDS))
    record(actor, f"policy.version_{action}", version, changes=changes, note=reason.strip())
    publish(DocumentMoved(version.organisation_id, version.pk, action))
    return version


def _end_earlier(actor: Actor, version: DocumentVersion, begins: date) -> None:
    last = begins - timedelta(days=1)
    for earlier in version.document.versions.exclude(pk=version.pk):
        if earlier.is_final and (earlier.in_force_until is None or earlier.in_force_until > last):
            before = snapshot(earlier, *STANDS)
            earlier.in_force_until = last
            earlier.save(update_fields=("in_force_until",))
            record(
                actor, "policy.version_followed", earlier, changes=diff(before, snapshot(earlier, *STANDS))
            )


def _check_dates(
    decided_on: date, in_force_from: date | None, in_force_until: date | None, next_review: date | None
) -> None:
    if decided_on > timezone.localdate():
        raise ValidationError({"decided_on": _("A decision cannot be in the future.")})
    if in_force_from and in_force_until and in_force_until < in_force_from:
        raise ValidationError({"in_force_until": _("The end comes before the beginning.")})
    if next_review and next_review < decided_on:
        raise ValidationError({"next_review": _("The next review comes after the decision.")})


def _require_state(version: DocumentVersion, state: str, sentence: str) -> None:
    if DocumentVersion.objects.values_list("state", flat=True).get(pk=version.pk) != state:
        raise Refused(sentence)
