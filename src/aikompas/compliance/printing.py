# SPDX-License-Identifier: EUPL-1.2
"""The state of the policy as a tagged PDF: every promise, whether it is kept, and what is to be done."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from aikompas.compliance import selectors
from aikompas.compliance.counting import by_principle
from aikompas.compliance.presentation import all_counts, row_of, share_in_words, totals
from aikompas.files.exporting import Job, made
from aikompas.files.uploads import Accepted
from aikompas.policy.selectors import profile_of


def make_pdf(job: Job) -> Accepted:
    """Return the overview as PDF/UA-1, in the language of who asks."""
    from aikompas.documents.pdf import render_pdf  # loads Pango and fonts: in the worker only

    organisation = job.about.organisation
    with translation.override(job.language):
        profile = profile_of(organisation)
        states = selectors.clause_states(organisation, profile)
        title = _("Compliance with the policy")
        context = {
            "title": title,
            "organisation": organisation,
            "profile": profile,
            "made_on": timezone.localdate(),
            "measuring": job.about,
            "totals": totals(states),
            "share": share_in_words(all_counts(states)),
            "parts": [
                (principle, [row_of(state) for state in found]) for principle, found in by_principle(states)
            ],
            "deviations": selectors.deviations_visible_to(job.actor).filter(
                pk__in=selectors.counting_deviations().values("pk")
            ),
        }
        job.progress(30)
        content = render_pdf(
            render_to_string("compliance/document.html", context),
            title=f"{title}, {organisation}",
            language=job.language,
            theme=organisation.theme,
        )
        job.progress(90)
        name = slugify(f"{title} {organisation}")[:120]
    return made(f"{name}.pdf", "pdf", content)
