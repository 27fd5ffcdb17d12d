# SPDX-License-Identifier: EUPL-1.2
"""The minutes of an item as they follow from what was recorded: a proposal that the secretary edits."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import formats, translation
from django.utils.translation import gettext as _

from aikompas.review.models import AgendaItem


def proposed_notes(item: AgendaItem) -> str:
    """Return the advice and the conclusion of an item in words, in the language of the organisation."""
    with translation.override(item.meeting.organisation.language):
        return "\n".join(_lines(item))


def _lines(item: AgendaItem) -> Iterator[str]:
    for advice in item.advices.all():
        words = {
            "expertise": advice.get_expertise_display(),
            "member": advice.member,
            "verdict": advice.get_verdict_display(),
            "reasons": advice.reasons,
        }
        yield _("%(expertise)s (%(member)s): %(verdict)s. %(reasons)s") % words
    for conclusion in item.conclusions.all():
        words = {"verdict": conclusion.get_verdict_display(), "reasons": conclusion.reasons}
        yield _("Conclusion: %(verdict)s. %(reasons)s") % words
        for condition in conclusion.conditions.all():
            due = formats.date_format(condition.due, "DATE_FORMAT")
            words = {"text": condition.text, "owner": condition.owner, "due": due}
            yield _("Condition: %(text)s (%(owner)s, before %(due)s)") % words
