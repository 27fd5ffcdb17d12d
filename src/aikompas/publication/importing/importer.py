# SPDX-License-Identifier: EUPL-1.2
"""Takes the registrations of one organisation over: new, changed, unchanged, no longer there."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from aikompas.core.actor import Actor
from aikompas.organisations.models import Organisation
from aikompas.publication.choices import TextState
from aikompas.publication.importing.applications import follow_source
from aikompas.publication.importing.known import Known, KnownTexts
from aikompas.publication.importing.merging import merged, same_record
from aikompas.publication.importing.result import Gone, ImportResult
from aikompas.publication.importing.writing import Batch
from aikompas.publication.models import RegisterText
from aikompas.publication.records import language_of
from aikompas.publication.standard.reading import Row
from aikompas.publication.standard.registration import Registration, text_of

READ_LANGUAGES = ("nld", "eng", "")
# Files that say everything that stands in a register, so that what is absent has disappeared.
COMPLETE = frozenset({"csv", "snapshot", "json"})


class Importer:
    """One import in one organisation."""

    def __init__(self, actor: Actor, organisation: Organisation, result: ImportResult) -> None:
        self.organisation = organisation
        self.result = result
        self.known = KnownTexts(organisation)
        self.batch = Batch(actor, organisation, result.kind)

    def take_over(self, rows: Iterable[Row], rejected: Iterable[Row] = ()) -> None:
        """Take over the rows and write what changed; what only was rejected has not disappeared."""
        for row in rows:
            self._take_over(row)
        for row in rejected:
            known = self.known.find(row.registration)
            if known is not None and not known.claimed_by:
                known.claimed_by = row.number
        if self.result.kind in COMPLETE:
            self._mark_disappeared()
        self.batch.write()

    def _take_over(self, row: Row) -> None:
        registration = row.registration
        if text_of(registration.record, "lang") not in READ_LANGUAGES:
            self.result.reject(row, _("Only Dutch and English registrations can be taken over."), "lang")
            return
        by_name = self.result.kind != "template"
        known = self.known.find(registration, by_name=by_name)
        if known is None:
            self._create(row, by_name)
        elif known.claimed_by:
            reason = _("Row %(number)s is about the same registration.") % {"number": known.claimed_by}
            self.result.reject(row, reason)
        else:
            known.claimed_by = row.number
            changed = self._update(known, registration)
            self.result.updated += changed
            self.result.unchanged += not changed

    def _is_draft(self, registration: Registration) -> bool:
        return self.result.kind == "template" or registration.state != Registration.state

    def _create(self, row: Row, by_name: bool) -> None:
        registration = row.registration
        language = language_of(registration.record)
        application = self.known.application_for(registration, by_name=by_name)
        if application is None:
            application = self.batch.add_application(registration.record)
        draft = self._is_draft(registration)
        text = self.batch.add_text(application, registration, language=language, draft=draft)
        self.known.add(Known(application, language, [text], claimed_by=row.number))
        self.result.created += 1

    def _update(self, known: Known, registration: Registration) -> bool:
        """Let what is known follow the source; tell whether anything changed."""
        newest = known.newest
        assert newest is not None
        changed = self._mark_back(newest)
        if registration.lars and not newest.lars:
            self.batch.identify(newest, registration.lars)
            changed = True
        before = newest.source_record or {}
        complete = newest.import_kind == self.result.kind
        fields = merged(newest.fields, before, registration.record, complete=complete)
        if self._is_draft(registration):
            return self._update_draft(known, newest, registration, fields) or changed
        if newest.state == TextState.WITHDRAWN or (
            newest.is_published and same_record(newest.fields, fields)
        ):
            return changed
        self._follow(known, before, registration)
        if newest.is_published:
            self.batch.supersede(newest)
        self._add_version(known, newest, registration, fields, draft=False)
        return True

    def _update_draft(
        self, known: Known, newest: RegisterText, registration: Registration, fields: dict
    ) -> bool:
        draft = known.draft
        target = draft or newest
        if draft is not None and draft is not newest:
            before = draft.source_record or {}
            fields = merged(
                draft.fields, before, registration.record, complete=draft.import_kind == self.result.kind
            )
        if same_record(target.fields, fields):
            return False
        if draft is not None:
            self.batch.change_draft(draft, registration, fields)
        else:
            self._add_version(known, newest, registration, fields, draft=True)
        return True

    def _add_version(
        self, known: Known, newest: RegisterText, registration: Registration, fields: dict, *, draft: bool
    ) -> None:
        self.batch.add_text(
            known.application,
            registration,
            language=known.language,
            draft=draft,
            number=max(text.number for text in known.texts) + 1,
            fields=fields,
            uuid=newest.uuid,
            lars=newest.lars,
        )

    def _follow(self, known: Known, before: dict, registration: Registration) -> None:
        changes = follow_source(known.application, before, registration.record) if before else {}
        if changes:
            self.batch.change_application(known.application, changes)

    def _mark_back(self, text: RegisterText) -> bool:
        if text.disappeared_at is None:
            return False
        self.batch.mark_back(text)
        return True

    def _mark_disappeared(self) -> None:
        for known in self.known.of_kind(self.result.kind):
            newest = known.newest
            if known.claimed_by or newest is None or newest.state == TextState.WITHDRAWN:
                continue
            self.result.disappeared.append(
                Gone(newest.lars or newest.source_id or newest.uuid, newest.name, self.organisation.name)
            )
            if newest.disappeared_at is None:
                self.batch.mark_gone(newest)
