# SPDX-License-Identifier: EUPL-1.2
"""Reading templates: an organisation's own, or else the one that ships."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from aikompas.core.actor import Actor
from aikompas.files.models import DocumentTemplate
from aikompas.files.templating import template_kinds


def own_templates(organisation_id: UUID | None) -> QuerySet[DocumentTemplate]:
    """Return the templates that an organisation has in the place of those that ship."""
    templates = DocumentTemplate.objects.filter(organisation_id=organisation_id, file__isnull=False)
    return templates.select_related("file__organisation")


def get_template(actor: Actor, template_id: UUID) -> DocumentTemplate:
    """Return a template of the actor's organisation; raises ``DocumentTemplate.DoesNotExist``."""
    return DocumentTemplate.objects.get(organisation_id=actor.organisation_id, pk=template_id)


def template_content(organisation_id: UUID, kind: str, language: str) -> bytes:
    """Return the template with which a document is made."""
    own = own_templates(organisation_id).filter(kind=kind, language=language).first()
    if own is None or own.file is None:
        return template_kinds()[kind].default(language)
    with own.file.content.open("rb") as content:
        return content.read()
