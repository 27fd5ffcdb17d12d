# SPDX-License-Identifier: EUPL-1.2
"""The pages that are measured, and how."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.test import Client
from django.urls import reverse

from benchmarks.data import Made
from benchmarks.timing import timed

BASELINE = "baseline: password reset"


def measure_pages(made: Made) -> list[dict[str, Any]]:
    """Return figures per page, the baseline first."""
    staff, resident = Client(), Client()
    staff.force_login(made.secretary)
    slug = made.organisation.slug
    register = reverse("register:application_list", args=[slug])
    public = reverse("publication:public_list", args=[slug])
    pages = {
        BASELINE: (resident, reverse("account_reset_password")),
        "home": (staff, reverse("organisations:home", args=[slug])),
        "worklist": (staff, reverse("worklist:worklist", args=[slug])),
        "worklist, overdue": (staff, reverse("worklist:worklist", args=[slug]) + "?overdue=on&sort=-due"),
        "register list": (staff, register),
        "register list, filtered": (
            staff,
            f"{register}?state=in_use&risk_class=high&personal_data=true&sort=name",
        ),
        "register list, search": (staff, f"{register}?q=vergunning+parkeren"),
        "register list, last page": (staff, f"{register}?page=last"),
        "application": (staff, reverse("register:application_detail", args=[slug, made.application.pk])),
        "application, life cycle": (
            staff,
            reverse("register:application_lifecycle", args=[slug, made.application.pk]),
        ),
        "reports": (staff, reverse("register:report_list", args=[slug])),
        "advice and decisions": (staff, reverse("review:queue", args=[slug])),
        "register texts": (staff, reverse("publication:text_list", args=[slug])),
        "history": (staff, reverse("audit:history", args=[slug])),
        "public list": (resident, public),
        "public list, search": (resident, f"{public}?q=vergunning"),
        "public list, deep page": (resident, f"{public}?page=40"),
        "public entry": (resident, _public_entry(made)),
        "open data": (resident, f"/api/v1/organisations/{slug}/algorithms"),
    }
    if made.neighbour:
        neighbour = Client()
        neighbour.force_login(made.neighbour)
        url = reverse("register:application_list", args=[made.neighbour_slug])
        pages["register list, average municipality"] = (neighbour, url)
        pages["register list, search, average municipality"] = (neighbour, f"{url}?q=vergunning+parkeren")
    rows = [{"page": name, **timed(partial(client.get, path))} for name, (client, path) in pages.items()]
    baseline = rows[0]["median ms"]
    for row in rows:
        row["ratio"] = round(row["median ms"] / baseline, 1)
    return rows


def _public_entry(made: Made) -> str:
    text = made.application.register_texts.get(language="nl")
    return reverse("publication:public_detail", args=[made.organisation.slug, text.application_id])
