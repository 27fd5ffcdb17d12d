# SPDX-License-Identifier: EUPL-1.2
"""Reading the knowledge base: published articles by everybody, others by who wrote or publishes them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from aikompas.core.actor import Actor
from aikompas.organisations.permissions import may
from aikompas.organisations.roles import Role
from aikompas.pilots.choices import ArticleState
from aikompas.pilots.course import PUBLISH
from aikompas.pilots.models import Article, Tag
from aikompas.policy.subjects import keep, prepared, register_preparation
from aikompas.register.models import Application

PREPARED = "pilots.lessons"


def articles_visible_to(actor: Actor) -> QuerySet[Article]:
    """Return the articles that the actor may read."""
    articles = Article.objects.filter(organisation_id=actor.organisation_id)
    if not (may(actor, PUBLISH) or actor.has_role(Role.AUDITOR)):
        articles = articles.filter(Q(state=ArticleState.PUBLISHED) | Q(author_id=actor.id))
    return articles.select_related(
        "organisation", "application__organisation", "pilot__application", "department", "author"
    ).prefetch_related("tags")


def get_article(actor: Actor, article_id: UUID) -> Article:
    """Return one article; raises ``Article.DoesNotExist``."""
    return articles_visible_to(actor).get(pk=article_id)


def articles_about(actor: Actor, application: Application) -> QuerySet[Article]:
    """Return the published articles about an application, or about another use of its AI system."""
    related = Q(application=application)
    if application.system_id:
        related |= Q(application__system=application.system_id)
    return articles_visible_to(actor).filter(related, state=ArticleState.PUBLISHED)


def lessons_of(application: Application) -> list[Article]:
    """Return the published articles about an application."""
    published = Article.objects.filter(application=application, state=ArticleState.PUBLISHED)
    return prepared(application, PREPARED, lambda: list(published.select_related("organisation")))


def prepare_lessons(applications: list[Application]) -> None:
    """Load the published articles about many applications at once, for the controls."""
    found: dict[UUID, list[Article]] = {application.pk: [] for application in applications}
    published = Article.objects.filter(application__in=applications, state=ArticleState.PUBLISHED)
    for article in published.select_related("organisation"):
        if article.application_id is not None:
            found[article.application_id].append(article)
    for application in applications:
        keep(application, PREPARED, found[application.pk])


register_preparation("application", prepare_lessons)


def articles_to_publish(actor: Actor) -> QuerySet[Article]:
    """Return the proposed articles that this person may publish."""
    articles = articles_visible_to(actor).filter(state=ArticleState.DRAFT)
    if actor.is_system or actor.has_role(Role.COMMITTEE_SECRETARY):
        return articles
    return articles.filter(department__in=actor.contact_for)


def tags_in_use(organisation_id: UUID | None) -> QuerySet[Tag]:
    """Return the tags of published articles."""
    return (
        Tag.objects.filter(organisation_id=organisation_id, articles__state=ArticleState.PUBLISHED)
        .distinct()
        .order_by("name")
    )
