# SPDX-License-Identifier: EUPL-1.2
"""Writing what an import changes in one organisation: in bulk, with every line of the trail."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from aikompas.audit.recording import Done, diff, record_many, snapshot
from aikompas.core.actor import Actor
from aikompas.organisations.models import Organisation
from aikompas.publication.choices import TextState
from aikompas.publication.importing.applications import FACTS, new_application
from aikompas.publication.models import RegisterText
from aikompas.publication.records import fill_columns, source_facts_of
from aikompas.publication.standard.registration import Record, Registration
from aikompas.register.models import Application, ApplicationVersion, facts_of
from aikompas.register.selectors import next_number

AT_ONCE = 200
TEXT_COLUMNS = (
    "state", "fields", "name", "status", "category", "themes", "search", "uuid", "lars", "source_id", "basis",
    "source_record", "source_facts", "import_kind", "imported_at", "changed_at", "disappeared_at", "approved_at",
    "submitted_at",
)  # fmt: skip


class Batch:
    """Everything that one import changes in one organisation, written at once by `write`."""

    def __init__(self, actor: Actor, organisation: Organisation, kind: str) -> None:
        self.actor = actor
        self.organisation = organisation
        self.kind = kind
        self.now = timezone.now()
        self._new_applications: list[Application] = []
        self._changed_applications: dict[UUID, Application] = {}
        self._new_texts: list[RegisterText] = []
        self._changed_texts: dict[UUID, RegisterText] = {}
        self._superseded: list[UUID] = []
        self._done: list[Done] = []
        self._number = 0

    def add_application(self, record: Record) -> Application:
        """Plan a new application for a registration."""
        if not self._number:
            self._number = next_number(Application, self.organisation.pk)
        application = new_application(self.organisation.pk, self._number, record)
        self._number += 1
        self._new_applications.append(application)
        changes = diff(None, snapshot(application, "number", "origin", *FACTS))
        self._done.append(Done("publication.application_imported", application, changes))
        return application

    def change_application(self, application: Application, changes: dict[str, list[Any]]) -> None:
        """Plan a change of an application that follows its registration."""
        self._changed_applications[application.pk] = application
        self._done.append(Done("publication.application_followed_source", application, changes))

    def add_text(
        self, application: Application, registration: Registration, *, language: str, draft: bool, **more: Any
    ) -> RegisterText:
        """Plan a new version of a text, published unless it is a draft; more: number, fields, uuid."""
        text = RegisterText(
            organisation=self.organisation,
            application=application,
            language=language,
            state=TextState.DRAFT if draft else TextState.PUBLISHED,
            number=more.get("number", 1),
            uuid=registration.uuid or more.get("uuid", "") or str(application.pk),
            lars=registration.lars or more.get("lars", ""),
            fields=more.get("fields", registration.record),
            written_by_id=self.actor.id,
            changed_at=self.now,
            published_at=None if draft else self.now,
        )
        self._from_source(text, registration)
        self._new_texts.append(text)
        self._done.append(
            Done("publication.text_imported", text, diff(None, snapshot(text, "state", "language", "fields")))
        )
        return text

    def supersede(self, text: RegisterText) -> None:
        """Plan that a later version takes the place of a published text."""
        text.state = TextState.SUPERSEDED
        self._superseded.append(text.pk)
        changes = {"state": [TextState.PUBLISHED.value, TextState.SUPERSEDED.value]}
        self._done.append(Done("publication.text_superseded", text, changes))

    def change_draft(self, text: RegisterText, registration: Registration, fields: Record) -> None:
        """Plan new content of a draft; an approval lapses."""
        before = snapshot(text, "state", "fields")
        text.fields, text.state = fields, TextState.DRAFT
        text.approved_at = text.submitted_at = None
        text.changed_at = self.now
        self._from_source(text, registration)
        self._change(text, "publication.text_imported", diff(before, snapshot(text, "state", "fields")))

    def identify(self, text: RegisterText, lars: str) -> None:
        """Plan the LARS code of a text that had none."""
        changes = {"lars": [text.lars, lars]}
        text.lars = lars
        self._change(text, "publication.text_identified", changes)

    def mark_gone(self, text: RegisterText) -> None:
        """Plan the mark that a text is no longer in its source."""
        text.disappeared_at = self.now
        self._change(text, "publication.text_disappeared", {"disappeared_at": [None, self.now.isoformat()]})

    def mark_back(self, text: RegisterText) -> None:
        """Plan that a text is in its source again."""
        changes = {"disappeared_at": [text.disappeared_at.isoformat() if text.disappeared_at else None, None]}
        text.disappeared_at = None
        self._change(text, "publication.text_reappeared", changes)

    def _from_source(self, text: RegisterText, registration: Registration) -> None:
        text.import_kind, text.imported_at = self.kind, self.now
        text.source_record = registration.record
        text.source_facts = source_facts_of(registration)
        text.basis, text.disappeared_at = {}, None
        fill_columns(text)

    def _change(self, text: RegisterText, action: str, changes: dict[str, Any]) -> None:
        self._changed_texts[text.pk] = text
        self._done.append(Done(action, text, changes))

    def write(self) -> None:
        """Write everything and its lines in the trail, in the present transaction."""
        if not self._done:
            return
        Application.objects.bulk_create(self._new_applications, batch_size=AT_ONCE)
        changed = list(self._changed_applications.values())
        for application in changed:
            application.changed_at = self.now
        Application.objects.bulk_update(changed, [*FACTS, "changed_at"], batch_size=AT_ONCE)
        self._write_versions([*self._new_applications, *changed])
        for start in range(0, len(self._superseded), AT_ONCE):
            ids = self._superseded[start : start + AT_ONCE]
            RegisterText.objects.filter(pk__in=ids).update(state=TextState.SUPERSEDED)
        RegisterText.objects.bulk_update(self._changed_texts.values(), TEXT_COLUMNS, batch_size=AT_ONCE)
        RegisterText.objects.bulk_create(self._new_texts, batch_size=AT_ONCE)
        record_many(self.actor, self._done, organisation_id=self.organisation.pk)

    def _write_versions(self, applications: list[Application]) -> None:
        """Keep the facts of new and changed applications as versions."""
        numbers = dict(
            ApplicationVersion.objects.filter(application__in=[item.pk for item in applications])
            .values_list("application_id")
            .annotate(last=Max("number"))
            .order_by()
        )
        ApplicationVersion.objects.bulk_create(
            [
                ApplicationVersion(
                    organisation=self.organisation,
                    application=application,
                    number=numbers.get(application.pk, 0) + 1,
                    facts=facts_of(application),
                    changed_by_id=self.actor.id,
                )
                for application in applications
            ],
            batch_size=AT_ONCE,
        )
