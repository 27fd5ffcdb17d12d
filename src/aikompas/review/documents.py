# SPDX-License-Identifier: EUPL-1.2
"""The papers and the minutes of a meeting as one tagged PDF each, made in the background."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.files.exporting import Job, made, register_export
from aikompas.files.holders import register_holder
from aikompas.files.uploads import Accepted
from aikompas.organisations.permissions import may
from aikompas.policy.selectors import profile_of
from aikompas.review.dossiers import in_short
from aikompas.review.models import AgendaItem, Meeting
from aikompas.review.selectors.committee import recused_from
from aikompas.review.selectors.judgements import current_advices
from aikompas.review.selectors.meetings import agenda_of, attendance_of, get_meeting

PAPERS, MINUTES = "review.papers", "review.minutes"
PERMISSION = "review.view_meetings"


@dataclass(frozen=True, slots=True)
class Paper:
    """What the members read about one item: the dossier in short, and what was advised so far."""

    item: AgendaItem
    dossier: dict[str, Any]
    advices: list[Any]
    recused: list[str]


def papers_of(meeting: Meeting) -> Iterator[Paper]:
    """Yield the papers of a meeting, item by item."""
    for item in agenda_of(meeting):
        application = item.application
        if application is None:
            yield Paper(item, {}, [], [])
            continue
        yield Paper(
            item,
            in_short(application),
            list(current_advices(application)),
            list(recused_from(application).values()),
        )


def make_papers(job: Job) -> Accepted:
    """Make the agenda with the dossier of every item."""
    meeting: Meeting = job.about
    with translation.override(meeting.organisation.language):
        papers = []
        count = max(1, meeting.items.count())
        for number, paper in enumerate(papers_of(meeting), start=1):
            papers.append(paper)
            job.progress(5 + 60 * number // count)
        return _made(meeting, _("Papers of the meeting"), "review/documents/papers.html", {"papers": papers})


def make_minutes(job: Job) -> Accepted:
    """Make the minutes: who was there, what was said, advised and concluded."""
    meeting: Meeting = job.about
    with translation.override(meeting.organisation.language):
        context = {"items": agenda_of(meeting), "attendance": attendance_of(meeting)}
        job.progress(30)
        return _made(meeting, _("Minutes of the meeting"), "review/documents/minutes.html", context)


def _made(meeting: Meeting, title: str, template: str, context: dict[str, Any]) -> Accepted:
    from aikompas.documents.pdf import render_pdf  # loads Pango and fonts: in the worker only

    organisation = meeting.organisation
    about = {
        "meeting": meeting,
        "title": title,
        "organisation": organisation,
        "body": profile_of(organisation).bodies.advisory,
        "made_on": timezone.localdate(),
    }
    content = render_pdf(
        render_to_string(template, {**about, **context}),
        title=f"{title}: {meeting}",
        language=organisation.language,
        theme=organisation.theme,
    )
    return made(f"{slugify(f'{title} {meeting}')[:120]}.pdf", "pdf", content)


def register() -> None:
    """Register the documents, and that they belong to a meeting."""
    register_holder(
        Meeting,
        find=get_meeting,
        permission=PERMISSION,
        may_change=lambda actor, meeting: may(actor, "review.manage_meetings", meeting),
    )
    register_export(PAPERS, gettext_lazy("Papers of a meeting as PDF"), PERMISSION, make_papers)
    register_export(MINUTES, gettext_lazy("Minutes of a meeting as PDF"), PERMISSION, make_minutes)
