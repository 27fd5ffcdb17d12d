# SPDX-License-Identifier: EUPL-1.2
"""Reading what anyone may read: published texts, each in the language asked for or else in the other one."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from aikompas.organisations.models import Organisation
from aikompas.publication.choices import TextState
from aikompas.publication.models import RegisterText

NOT_SHOWN = ("search", "basis", "source_record")


def public_texts(organisation: Organisation, language: str) -> QuerySet[RegisterText]:
    """Return one published text per application, in order of name."""
    translated = RegisterText.objects.filter(
        application=OuterRef("application"), state=TextState.PUBLISHED, language=language
    )
    return (
        RegisterText.objects.filter(organisation=organisation, state=TextState.PUBLISHED)
        .filter(Q(language=language) | ~Exists(translated))
        .select_related("organisation")
        .defer(*NOT_SHOWN)
        .order_by("name", "pk")
    )


def public_text(organisation: Organisation, application_id: UUID, language: str) -> RegisterText:
    """Return the published text of an application; raises ``RegisterText.DoesNotExist``."""
    texts = public_texts(organisation, language).select_related("organisation", "application")
    return texts.get(application_id=application_id)


def public_languages(text: RegisterText) -> list[str]:
    """Return the languages in which an application's text is published."""
    texts = RegisterText.objects.filter(application_id=text.application_id, state=TextState.PUBLISHED)
    return sorted(texts.values_list("language", flat=True), reverse=True)


@dataclass(frozen=True, slots=True)
class Edition:
    """How many texts are published and when that last changed: the same edition means the same pages."""

    count: int
    changed: str


def edition_of(organisation: Organisation) -> Edition:
    """Return the present edition of the public register of an organisation."""
    found = RegisterText.objects.filter(organisation=organisation, state=TextState.PUBLISHED).aggregate(
        count=Count("pk"), changed=Max("changed_at")
    )
    changed = found["changed"]
    return Edition(found["count"], changed.isoformat() if changed else "")


def organisations_with_register() -> QuerySet[Organisation]:
    """Return the active organisations that published at least one text, with how many."""
    published = RegisterText.objects.filter(organisation=OuterRef("pk"), state=TextState.PUBLISHED)
    return Organisation.objects.filter(Exists(published), is_active=True).order_by("name")
