# SPDX-License-Identifier: EUPL-1.2
"""Reading register texts, always within the actor's organisation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from aikompas.core.actor import Actor
from aikompas.organisations.models import Organisation
from aikompas.policy.subjects import prepared
from aikompas.publication.choices import OPEN_STATES, PUBLISHABLE, TextLanguage, TextState
from aikompas.publication.models import RegisterText
from aikompas.register.choices import PUBLISH_WHEN, State
from aikompas.register.models import Application
from aikompas.register.selectors import applications_visible_to

DUE_STATES = (State.IN_USE, State.UNDER_REVIEW, State.PILOT)
FULL_TEXTS = ("fields", "search", "basis", "source_record", "source_facts")


def texts_visible_to(actor: Actor) -> QuerySet[RegisterText]:
    """Return all versions of all texts of the actor's organisation."""
    return RegisterText.objects.filter(organisation_id=actor.organisation_id).select_related(
        "organisation", "application__organisation", "application__owner"
    )


def get_text(actor: Actor, text_id: UUID) -> RegisterText:
    """Return one version; raises ``RegisterText.DoesNotExist``."""
    return (
        texts_visible_to(actor)
        .select_related(
            "application__system",
            "application__department",
            "written_by",
            "submitted_by",
            "approved_by",
            "published_by",
            "withdrawn_by",
        )
        .get(pk=text_id)
    )


def texts_of(application: Application) -> QuerySet[RegisterText]:
    """Return the versions of an application's texts, per language, newest first."""
    return (
        RegisterText.objects.filter(application=application)
        .select_related("organisation", "written_by", "published_by")
        .order_by("language", "-number")
    )


def versions_of(text: RegisterText) -> QuerySet[RegisterText]:
    """Return the versions of the same text in the same language, newest first."""
    return texts_of(text.application).filter(language=text.language)


def open_text(application: Application, language: str) -> RegisterText | None:
    """Return the version that is being written or is approved."""
    return _texts(application, language).filter(state__in=OPEN_STATES).first()


def published_text(application: Application, language: str = TextLanguage.DUTCH) -> RegisterText | None:
    """Return the version that residents see."""
    return _in_state(application, language, TextState.PUBLISHED)


def approved_text(application: Application, language: str = TextLanguage.DUTCH) -> RegisterText | None:
    """Return the version that waits to be published."""
    return _in_state(application, language, TextState.APPROVED)


def _in_state(application: Application, language: str, state: str) -> RegisterText | None:
    return prepared(
        application,
        f"publication.{language}.{state}",
        lambda: _texts(application, language).filter(state=state).first(),
    )


def current_dutch_texts(applications: Iterable[Application]) -> QuerySet[RegisterText]:
    """Return the approved and published texts in Dutch of these applications."""
    return (
        RegisterText.objects.filter(
            application__in=applications,
            language=TextLanguage.DUTCH,
            state__in=(TextState.APPROVED, TextState.PUBLISHED),
        )
        .select_related("organisation")
        .defer("search", "source_record", "source_facts")
    )


def latest_text(application: Application, language: str) -> RegisterText | None:
    """Return the last version in a language."""
    return _texts(application, language).order_by("-number").first()


def _texts(application: Application, language: str) -> QuerySet[RegisterText]:
    return RegisterText.objects.filter(application=application, language=language).select_related(
        "organisation", "application__organisation"
    )


def publication_overview(actor: Actor) -> QuerySet[Application]:
    """Return the applications that must or may stand in the register, with their texts and what is due."""
    published = RegisterText.objects.filter(
        application=OuterRef("pk"), state=TextState.PUBLISHED, language=TextLanguage.DUTCH
    )
    light = RegisterText.objects.defer(*FULL_TEXTS).filter(
        state__in=(*OPEN_STATES, TextState.PUBLISHED, TextState.WITHDRAWN)
    )
    return (
        applications_visible_to(actor)
        .filter(
            Q(state__in=PUBLISHABLE)
            | Q(risk_class__in=PUBLISH_WHEN)
            | Exists(RegisterText.objects.filter(application=OuterRef("pk")))
        )
        .exclude(state__in=(State.PROHIBITED, State.REJECTED))
        .annotate(
            published_status=Subquery(published.values("status")[:1]),
            gone_from_source=Exists(published.filter(disappeared_at__isnull=False)),
        )
        .prefetch_related(
            Prefetch(
                "register_texts", queryset=light.order_by("language", "-number"), to_attr="current_texts"
            )
        )
    )


def due_but_missing(actor: Actor) -> QuerySet[Application]:
    """Return the applications in use that must stand in the register and do not."""
    return missing_among(publication_overview(actor))


def missing_among(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Return of these applications (of the overview) those that must be published and are not."""
    return applications.filter(
        risk_class__in=PUBLISH_WHEN, state__in=DUE_STATES, published_status__isnull=True
    )


def outdated_among(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Return of these applications (of the overview) those whose published status is not that of the use."""
    in_use = Q(state=State.IN_USE) | Q(state=State.UNDER_REVIEW, use_start__isnull=False)
    stopped = Q(state__in=(State.SUSPENDED, State.RETIRED, State.ARCHIVED))
    right = (
        (in_use & Q(published_status="in_use"))
        | (stopped & Q(published_status="out_of_use"))
        | (~in_use & ~stopped & Q(published_status="in_development"))
    )
    return applications.filter(published_status__isnull=False).exclude(right)


def by_todo(applications: QuerySet[Application], todo: str) -> QuerySet[Application]:
    """Return of these applications (of the overview) those about which this is to be done."""
    if todo == "missing":
        return missing_among(applications)
    if todo == "outdated":
        return outdated_among(applications)
    if todo in ("published", "unpublished"):
        return applications.filter(published_status__isnull=todo == "unpublished")
    if todo == "gone":
        return applications.filter(gone_from_source=True)
    texts = RegisterText.objects.filter(application=OuterRef("pk"))
    if todo == "publish":
        waiting = texts.filter(state=TextState.APPROVED)
    elif todo == "approve":
        waiting = texts.filter(state=TextState.DRAFT, submitted_at__isnull=False)
    else:
        waiting = texts.filter(state=TextState.DRAFT, submitted_at__isnull=True).exclude(remark="")
    return applications.filter(Exists(waiting))


def texts_to_approve(actor: Actor) -> QuerySet[RegisterText]:
    """Return the drafts that were offered for approval."""
    return texts_visible_to(actor).filter(state=TextState.DRAFT, submitted_at__isnull=False)


def texts_to_publish(actor: Actor) -> QuerySet[RegisterText]:
    """Return the approved texts of applications that may stand in the register."""
    return texts_visible_to(actor).filter(state=TextState.APPROVED, application__state__in=PUBLISHABLE)


def texts_returned_to(actor: Actor) -> QuerySet[RegisterText]:
    """Return the drafts that the publisher gave back to the owner of the application."""
    waiting = texts_visible_to(actor).filter(state=TextState.DRAFT, submitted_at__isnull=True)
    return waiting.exclude(remark="")


def published_texts(organisation: Organisation, language: str = TextLanguage.DUTCH) -> QuerySet[RegisterText]:
    """Return everything that residents see in one language, in order of name; "all" gives every language."""
    texts = RegisterText.objects.filter(organisation=organisation, state=TextState.PUBLISHED)
    if language != "all":
        texts = texts.filter(language=language)
    return texts.select_related("organisation").order_by("language", "name", "pk")


def dossier_part(application: Application) -> list[dict[str, Any]]:
    """Return the texts that are open or published, as plain values for the dossier."""
    current = texts_of(application).filter(state__in=(*OPEN_STATES, TextState.PUBLISHED))
    return [
        {
            "language": text["language"],
            "version": text["number"],
            "state": text["state"],
            "published_at": text["published_at"].isoformat() if text["published_at"] else None,
            "fields": text["fields"],
        }
        for text in current.values("language", "number", "state", "published_at", "fields")
    ]
