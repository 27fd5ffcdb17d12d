# SPDX-License-Identifier: EUPL-1.2
"""Writing, approving, publishing and withdrawing register texts. A published text changes by a new version only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Reason, Refused
from aikompas.organisations.permissions import require
from aikompas.policy.subjects import remembering
from aikompas.publication.announcing import PUBLISHED, WITHDRAWN, announce
from aikompas.publication.choices import PUBLISHABLE, TextLanguage, TextState
from aikompas.publication.models import RegisterText
from aikompas.publication.prefill import basis_of, in_other_language, prefill
from aikompas.publication.records import (
    fill_columns,
    findings_of,
    in_order,
    lang_of,
    lasting_facts_of,
    with_use_of,
)
from aikompas.publication.selectors import latest_text, open_text, published_text, texts_of
from aikompas.publication.standard.cleaning import clean
from aikompas.publication.standard.fields import standard
from aikompas.publication.standard.registration import Record
from aikompas.register.models import Application

STEPS = ("state", "submitted_at", "remark", "approved_at", "published_at", "withdrawn_at", "withdraw_reason")


@service
def start_text(*, actor: Actor, application: Application, language: str = TextLanguage.DUTCH) -> RegisterText:
    """Start a text, pre-filled from the dossier, or a new version of the last one; an open one is returned as it is."""
    require(actor, "publication.edit_text", application)
    known = open_text(application, language)
    if known is not None:
        unchanged()
        return known
    last = latest_text(application, language)
    text = RegisterText(
        organisation_id=application.organisation_id,
        application=application,
        language=TextLanguage(language),
        number=last.number + 1 if last else 1,
        uuid=last.uuid if last else str(application.pk),
        lars=last.lars if last else "",
        **_beginning(application, last, language),
        source_facts=lasting_facts_of(last) if last else {},
        source_record=last.source_record if last else None,
        import_kind=last.import_kind if last else "",
        disappeared_at=last.disappeared_at if last else None,
        written_by_id=actor.id,
    )
    fill_columns(text)
    text.save(force_insert=True)
    record(actor, "publication.text_started", text, changes=diff(None, snapshot(text, "state", "fields")))
    return text


def _beginning(application: Application, last: RegisterText | None, language: str) -> dict[str, Any]:
    with remembering(application):
        return {
            "fields": last.fields if last else _first_fields(application, language),
            "basis": basis_of(application),
        }


def _first_fields(application: Application, language: str) -> Record:
    """Return what a first version says: of the dossier, or of the text in the other language."""
    others = (latest_text(application, other) for other in TextLanguage if other != language)
    original = next((text for text in others if text is not None), None)
    if original is None:
        return prefill(application, language)
    return in_other_language(application, original.fields, language)


@service
def save_draft(*, actor: Actor, text: RegisterText, fields: Mapping[str, Any]) -> RegisterText:
    """Keep what was written: fields in the keys of the standard, others stay. An approval lapses by a change."""
    require(actor, "publication.edit_text", text.application)
    _reload(text)
    _expect(text, TextState.DRAFT, TextState.APPROVED)
    if unknown := set(fields) - set(standard().fields):
        raise TypeError(f"no fields of the standard: {', '.join(sorted(unknown))}")
    before = dict(text.fields)
    after, _repairs = clean({**before, **fields})
    text.fields = in_order({**after, "lang": lang_of(text.language)})
    changes = {key: [before.get(key), text.fields.get(key)] for key in standard().fields}
    changes = {key: values for key, values in changes.items() if values[0] != values[1]}
    if not changes:
        unchanged()
        return text
    if text.state == TextState.APPROVED:
        changes["state"] = [text.state, TextState.DRAFT]
    text.state = TextState.DRAFT
    text.approved_at = text.approved_by = text.submitted_at = text.submitted_by = None
    text.basis = basis_of(text.application)
    text.changed_at, text.written_by_id = timezone.now(), actor.id
    fill_columns(text)
    text.save()
    record(actor, "publication.text_saved", text, changes=changes)
    return text


@service
def submit_text(*, actor: Actor, text: RegisterText) -> RegisterText:
    """Offer a draft for approval; refused while the register would refuse it."""
    require(actor, "publication.edit_text", text.application)
    _reload(text)
    _expect(text, TextState.DRAFT)
    _refuse_rejected(text)
    before = snapshot(text, *STEPS)
    text.submitted_at, text.submitted_by_id, text.remark = timezone.now(), actor.id, ""
    return _keep(actor, "publication.text_submitted", text, before)


@service
def return_text(*, actor: Actor, text: RegisterText, reason: str) -> RegisterText:
    """Give a text that was offered or approved back to its writer, with what should be better."""
    require(actor, "publication.approve_text", text.application)
    _reload(text)
    _expect(text, TextState.DRAFT, TextState.APPROVED)
    _reason(reason)
    before = snapshot(text, *STEPS)
    text.state, text.remark = TextState.DRAFT, reason.strip()
    text.submitted_at = text.submitted_by = text.approved_at = text.approved_by = None
    return _keep(actor, "publication.text_returned", text, before)


@service
def approve_text(*, actor: Actor, text: RegisterText) -> RegisterText:
    """Approve a draft for publication; refused with every finding for which the register would refuse it."""
    require(actor, "publication.approve_text", text.application)
    _reload(text)
    _expect(text, TextState.DRAFT)
    _refuse_rejected(text)
    before = snapshot(text, *STEPS)
    text.state, text.remark = TextState.APPROVED, ""
    text.approved_at, text.approved_by_id = timezone.now(), actor.id
    return _keep(actor, "publication.text_approved", text, before)


@service
def publish_text(*, actor: Actor, text: RegisterText) -> RegisterText:
    """Show an approved text to residents in place of the version before; its status follows the application."""
    require(actor, "publication.publish", text.application)
    _reload(text)
    application = text.application
    application.refresh_from_db(fields=("state", "use_start", "use_end"))
    _expect(text, TextState.APPROVED)
    if application.state not in PUBLISHABLE:
        raise Refused(
            _("An application that is “%(state)s” cannot stand in the register.")
            % {"state": application.get_state_display()}
        )
    before = snapshot(text, *STEPS, "fields")
    text.fields = with_use_of(application, text.fields)
    _refuse_rejected(text)
    fill_columns(text)
    earlier = published_text(application, text.language)
    if earlier is not None:
        _step(actor, "publication.text_superseded", earlier, TextState.SUPERSEDED)
    text.state, text.published_at, text.published_by_id = TextState.PUBLISHED, timezone.now(), actor.id
    text.changed_at = text.published_at
    text.save()
    changes = diff(before, snapshot(text, *STEPS, "fields"))
    record(actor, "publication.text_published", text, changes=changes)
    announce(PUBLISHED, text)
    return text


@service
def follow_use(*, actor: Actor, application: Application) -> None:
    """Let the published texts say at once that the use stopped or began again; asks for no permission of its own."""
    unchanged()
    for text in texts_of(application).filter(state=TextState.PUBLISHED):
        before = snapshot(text, "fields")
        text.fields = with_use_of(application, text.fields)
        if changes := diff(before, snapshot(text, "fields")):
            fill_columns(text)
            text.changed_at = timezone.now()
            text.save()
            record(actor, "publication.text_followed_use", text, changes=changes)
            announce(PUBLISHED, text)


@service
def withdraw_text(*, actor: Actor, text: RegisterText, reason: str) -> RegisterText:
    """Take a published text off the public pages; it stays in the dossier."""
    require(actor, "publication.publish", text.application)
    _reload(text)
    _expect(text, TextState.PUBLISHED)
    _reason(reason)
    before = snapshot(text, *STEPS)
    text.state, text.withdraw_reason = TextState.WITHDRAWN, reason.strip()
    text.withdrawn_at, text.withdrawn_by_id = timezone.now(), actor.id
    announce(WITHDRAWN, text)
    return _keep(actor, "publication.text_withdrawn", text, before)


@service
def discard_draft(*, actor: Actor, text: RegisterText) -> None:
    """Throw away a version that was never published."""
    require(actor, "publication.edit_text", text.application)
    _reload(text)
    _expect(text, TextState.DRAFT, TextState.APPROVED)
    record(actor, "publication.draft_discarded", text, changes=diff(snapshot(text, "state", "fields"), None))
    text.delete()


def _reload(text: RegisterText) -> None:
    """Read the text again, now that nobody else can write in this organisation."""
    text.refresh_from_db(
        fields=[field.attname for field in text._meta.concrete_fields if not field.is_relation]
    )


def _expect(text: RegisterText, *states: TextState) -> None:
    if text.state not in states:
        raise Refused(
            _("This step is not possible: the text is “%(state)s”.") % {"state": text.get_state_display()}
        )


def _reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})


def _refuse_rejected(text: RegisterText) -> None:
    """Raise ``Refused`` with a reason for each finding for which the national register would refuse the text."""
    language = get_language() or "nl"
    page = reverse("publication:edit", args=(text.organisation.slug, text.pk))
    reasons = [
        Reason(
            f"{standard().fields[item.field].label(language)}: {item.message(language)}",
            url=f"{page}#id_{item.field}",
        )
        for item in findings_of(text.fields, text.language)
        if item.level == "rejected" and item.field in standard().fields
    ]
    if reasons:
        raise Refused(_("The national register would refuse this text."), reasons)


def _step(actor: Actor, action: str, text: RegisterText, state: TextState) -> None:
    before = snapshot(text, *STEPS)
    text.state = state
    _keep(actor, action, text, before)


def _keep(actor: Actor, action: str, text: RegisterText, before: Any) -> RegisterText:
    text.save()
    record(actor, action, text, changes=diff(before, snapshot(text, *STEPS)))
    return text
