# SPDX-License-Identifier: EUPL-1.2
"""What people call the actions that this app leaves in the trail."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "publication.text_started": _("Register text started"),
    "publication.text_saved": _("Register text changed"),
    "publication.text_submitted": _("Register text offered for approval"),
    "publication.text_returned": _("Register text returned"),
    "publication.text_approved": _("Register text approved"),
    "publication.text_published": _("Register text published"),
    "publication.text_superseded": _("Register text replaced by a later version"),
    "publication.text_followed_use": _("Register text says that the use stopped or began again"),
    "publication.text_withdrawn": _("Register text withdrawn"),
    "publication.draft_discarded": _("Draft of a register text discarded"),
    "publication.application_imported": _("Application imported"),
    "publication.application_followed_source": _("Facts changed by an import"),
    "publication.text_imported": _("Register text imported"),
    "publication.text_identified": _("LARS code added to a register text"),
    "publication.text_disappeared": _("Register text no longer in the source"),
    "publication.text_reappeared": _("Register text in the source again"),
    "publication.import_requested": _("Import asked for"),
    "publication.import_failed": _("Import failed"),
    "result.failed": _("Failed"),
}
