# SPDX-License-Identifier: EUPL-1.2
"""Templates: replace the one that ships by one's own, and go back to it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from aikompas.audit.recording import service
from aikompas.core.actor import Actor
from aikompas.documents.docx import UnusableTemplate
from aikompas.files.models import DocumentTemplate
from aikompas.files.services.storing import remove_file, store_file
from aikompas.files.templating import template_kinds
from aikompas.files.uploads import Accepted
from aikompas.organisations.permissions import require


@service
def replace_template(*, actor: Actor, kind: str, language: str, upload: Accepted) -> DocumentTemplate:
    """Use an own template from now on; raises ``ValidationError`` that says why one cannot be filled."""
    require(actor, "files.manage_templates")
    if upload.file_type.code != "docx":
        raise ValidationError({"file": _("A template is a DOCX.")})
    try:
        template_kinds()[kind].check(upload.content, language)
    except UnusableTemplate as error:
        message = _("This template cannot be filled: %(reason)s") % {"reason": error}
        raise ValidationError({"file": message}) from error
    template, _new = DocumentTemplate.objects.get_or_create(
        organisation_id=actor.organisation_id, kind=kind, language=language
    )
    before = template.file
    template.file = store_file(actor=actor, upload=upload, belongs_to=template)
    template.save()
    if before is not None:
        remove_file(actor=actor, file=before)
    return template


@service
def use_shipped_template(*, actor: Actor, template: DocumentTemplate) -> None:
    """Go back to the template that ships."""
    require(actor, "files.manage_templates", template)
    if template.file is not None:
        remove_file(actor=actor, file=template.file)
