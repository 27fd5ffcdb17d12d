# SPDX-License-Identifier: EUPL-1.2
"""Writing the knowledge base: anybody proposes, the contact person or the secretary publishes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.changes import Changes
from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed, Refused
from aikompas.core.transitions import UnknownTransition
from aikompas.organisations.permissions import require
from aikompas.pilots import telling
from aikompas.pilots.choices import ArticleState
from aikompas.pilots.course import ARTICLES, PROPOSE
from aikompas.pilots.models import Article, Tag
from aikompas.pilots.rules import may_edit_article

ARTICLE_FACTS = (
    "title",
    "summary",
    "text",
    "application",
    "pilot",
    "department",
    "author_role",
    "shows_name",
)
STANDS = ("state", "published_on", "withdraw_reason")
MOST_TAGS = 8


@service
def propose_article(*, actor: Actor, facts: Mapping[str, Any], tags: Iterable[str] = ()) -> Article:
    """Propose an article; who may publish it is asked to."""
    require(actor, PROPOSE)
    assert actor.organisation_id is not None
    article = Article(organisation_id=actor.organisation_id, author_id=actor.id)
    _write(article, facts)
    changes = {**diff(None, snapshot(article, *ARTICLE_FACTS)), **_tag(article, tags)}
    record(actor, "pilots.article_proposed", article, changes=changes)
    return article


@service
def edit_article(
    *, actor: Actor, article: Article, facts: Mapping[str, Any], tags: Iterable[str] = ()
) -> Article:
    """Change an article: a proposal by who wrote it, anything by who publishes it."""
    article.refresh_from_db(fields=("state", *ARTICLE_FACTS))
    if not may_edit_article(actor, article):
        raise NotAllowed(PROPOSE)
    before = snapshot(article, *ARTICLE_FACTS)
    _write(article, facts)
    changes = {**diff(before, snapshot(article, *ARTICLE_FACTS)), **_tag(article, tags)}
    if changes:
        record(actor, "pilots.article_edited", article, changes=changes)
    else:
        unchanged()
    return article


@service
def move_article(*, actor: Actor, article: Article, action: str, reason: str = "") -> Article:
    """Publish an article, withdraw it with a reason, or open it again."""
    article.refresh_from_db(fields=STANDS)
    try:
        step = ARTICLES.get(article.state, action)
    except UnknownTransition:
        told = {"state": article.get_state_display()}
        raise Refused(_("This step is not possible: the article is “%(state)s”.") % told) from None
    require(actor, step.permission, article)
    if step.permission == PROPOSE and not may_edit_article(actor, article):
        raise NotAllowed(PROPOSE)
    if action == "withdraw" and not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    before = snapshot(article, *STANDS)
    article.state = step.to
    article.withdraw_reason = reason.strip() if action == "withdraw" else ""
    if article.state == ArticleState.PUBLISHED:
        article.published_on = timezone.localdate()
    article.save(update_fields=(*STANDS, "changed_at"))
    record(
        actor,
        f"pilots.article_{action}",
        article,
        changes=diff(before, snapshot(article, *STANDS)),
        note=reason.strip(),
    )
    telling.article_moved(actor, article, action)
    return article


def _write(article: Article, facts: Mapping[str, Any]) -> None:
    for name in ARTICLE_FACTS:
        value = facts.get(name, getattr(article, name))
        setattr(article, name, value.strip() if isinstance(value, str) else value)
    if article.pilot is not None:
        article.application = article.pilot.application
    about = (article.application, article.pilot, article.department)
    if any(item is not None and item.organisation_id != article.organisation_id for item in about):
        raise ValidationError(_("Choose something of this organisation."))
    article.full_clean(exclude=("author", "tags"))
    article.save()


def _tag(article: Article, names: Iterable[str]) -> Changes:
    wanted = sorted({name.strip().lower() for name in names if name.strip()})
    if len(wanted) > MOST_TAGS:
        raise ValidationError({"tags": _("Choose at most %(number)s tags.") % {"number": MOST_TAGS}})
    before = sorted(tag.name for tag in article.tags.all())
    if wanted == before:
        return {}
    tags = []
    for name in wanted:
        tag = Tag(organisation_id=article.organisation_id, name=name)
        tag.full_clean(validate_unique=False, validate_constraints=False)
        tags.append(Tag.objects.get_or_create(organisation_id=tag.organisation_id, name=name)[0])
    article.tags.set(tags)
    return {"tags": [before, wanted]}
