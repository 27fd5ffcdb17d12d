# SPDX-License-Identifier: EUPL-1.2
"""The knowledge base: who proposes, publishes and reads, and how articles are found."""

from __future__ import annotations

import itertools

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from aikompas.core.errors import NotAllowed, Refused
from aikompas.notifications.models import Notification
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Department, Membership
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import DepartmentFactory, OrganisationFactory, member, system
from aikompas.pilots import services
from aikompas.pilots.choices import ArticleState
from aikompas.pilots.course import ARTICLES
from aikompas.pilots.models import Article
from aikompas.pilots.selectors import articles_about, articles_to_publish, articles_visible_to
from aikompas.pilots.tests.factories import Scene, scene_in
from aikompas.register.tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db
PAIRS = list(itertools.product(ArticleState.values, sorted(ARTICLES.actions)))


def contact_of(scene: Scene, department: Department) -> Membership:
    return member(scene.organisation, Role.CONTACT_PERSON, contact_for=[department])


def listed(client: Client, scene: Scene, query: str = "") -> str:
    return client.get(reverse("pilots:article_list", args=[scene.organisation.slug]) + query).content.decode()


@pytest.mark.parametrize(("state", "action"), PAIRS)
def test_only_the_steps_of_the_table_are_possible(scene: Scene, state: str, action: str) -> None:
    article = scene.article()
    Article.objects.filter(pk=article.pk).update(state=state)
    by = system(scene.organisation)
    if ARTICLES.allows(state, action):
        services.move_article(actor=by, article=article, action=action, reason="Verouderd.")
        assert article.state == ARTICLES.get(state, action).to
    else:
        with pytest.raises(Refused):
            services.move_article(actor=by, article=article, action=action, reason="Verouderd.")


def test_a_proposal_is_read_by_its_author_and_by_who_publishes(scene: Scene) -> None:
    article = scene.article()
    colleague = actor_for(member(scene.organisation))
    assert not articles_visible_to(colleague).exists()
    assert articles_visible_to(scene.actor("lead")).get() == article
    services.move_article(actor=scene.actor("secretary"), article=article, action="publish")
    assert articles_visible_to(colleague).get() == article


def test_the_contact_person_publishes_of_the_own_department_and_the_author_is_told(scene: Scene) -> None:
    own, other = (DepartmentFactory(organisation=scene.organisation) for _number in range(2))
    article = scene.article(department=own)
    stranger = actor_for(contact_of(scene, other))
    with pytest.raises(NotAllowed):
        services.move_article(actor=stranger, article=article, action="publish")
    contact = actor_for(contact_of(scene, own))
    assert articles_to_publish(contact).get() == article
    assert not articles_to_publish(stranger).exists()
    services.move_article(actor=contact, article=article, action="publish")
    assert Notification.objects.get(kind="pilots.article_published").recipient == scene.lead.user


def test_after_publication_the_author_changes_nothing_any_more(scene: Scene) -> None:
    article = scene.article()
    services.edit_article(
        actor=scene.actor("lead"), article=article, facts={"title": "Beter"}, tags=["chatbot"]
    )
    assert (article.title, article.tag_names) == ("Beter", "chatbot")
    services.move_article(actor=scene.actor("secretary"), article=article, action="publish")
    with pytest.raises(NotAllowed):
        services.edit_article(actor=scene.actor("lead"), article=article, facts={"title": "Anders"})


def test_withdrawing_asks_for_a_reason(scene: Scene) -> None:
    with pytest.raises(ValidationError):
        services.move_article(actor=scene.actor("secretary"), article=scene.published(), action="withdraw")


def test_an_article_shows_the_role_and_the_name_only_when_the_author_wants_that(scene: Scene) -> None:
    assert scene.article().by_line == "Teamleider"
    assert scene.lead.user.name in scene.article(shows_name=True).by_line


def test_an_article_is_found_by_words_and_by_tag(scene: Scene) -> None:
    scene.published(title="Begin met verzonnen brieven", tags=("brieven",))
    scene.published(title="Vraag de leverancier om cijfers", text="Cijfers.", tags=("inkoop", "Leverancier"))
    client = sign_in(Client(), member(scene.organisation))
    found = listed(client, scene, "?q=leverancier+CIJFERS")
    assert "Vraag de leverancier" in found
    assert "Begin met verzonnen" not in found
    tag = Article.objects.get(title__startswith="Vraag").tags.get(name="leverancier")
    assert "Begin met verzonnen" not in listed(client, scene, f"?tag={tag.pk}")


def test_what_was_learned_shows_with_other_uses_of_the_same_system(scene: Scene) -> None:
    article = scene.published()
    sibling = ApplicationFactory(organisation=scene.organisation, system=scene.application.system)
    by = actor_for(member(scene.organisation))
    assert articles_about(by, sibling).get() == article
    assert not articles_about(by, ApplicationFactory(organisation=scene.organisation)).exists()


def test_articles_stay_within_the_municipality(scene: Scene) -> None:
    article = scene.published()
    stranger = member(OrganisationFactory(), *Role.values)
    assert not articles_visible_to(actor_for(stranger)).exists()
    with pytest.raises(ValidationError):
        scene.article(application=scene_in().application)
    assert sign_in(Client(), stranger).get(article.get_absolute_url()).status_code == 404


def test_markdown_is_shown_and_html_is_not_run(scene: Scene) -> None:
    article = scene.published(text="## Kop\n\n<script>alert(1)</script>**vet**")
    page = sign_in(Client(), member(scene.organisation)).get(article.get_absolute_url()).content.decode()
    assert "<strong>vet</strong>" in page
    assert "<script>alert" not in page
