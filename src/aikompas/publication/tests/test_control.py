# SPDX-License-Identifier: EUPL-1.2
"""The control about publication, the next step, and what waits on the home page."""

from __future__ import annotations

import pytest

from aikompas.organisations.home import kinds_for
from aikompas.organisations.tests.factories import OrganisationFactory, actor
from aikompas.policy.controls import Outcome, get_control
from aikompas.publication import services
from aikompas.publication.choices import TextState
from aikompas.publication.next_steps import publication_step
from aikompas.publication.tests.factories import RegisterTextFactory, published, publisher
from aikompas.register.choices import RiskClass, State
from aikompas.register.dossier import dossier_of
from aikompas.register.tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory(contact_email="algoritmes@testdam.nl")


def application(organisation, **fields):
    return ApplicationFactory(
        organisation=organisation, **{"state": State.IN_USE, "risk_class": RiskClass.HIGH, **fields}
    )


def outcome(subject):
    return get_control("publication.published_when_due").check(subject)


@pytest.mark.parametrize("risk_class", [RiskClass.LIMITED, RiskClass.MINIMAL, RiskClass.OTHER_ALGORITHM])
def test_other_uses_need_not_be_published(organisation, risk_class):
    assert outcome(application(organisation, risk_class=risk_class)).outcome == Outcome.NOT_APPLICABLE


@pytest.mark.parametrize("risk_class", [RiskClass.HIGH, RiskClass.IMPACTFUL_ALGORITHM])
def test_before_the_use_an_approved_text_is_enough(organisation, risk_class):
    subject = application(organisation, risk_class=risk_class, state=State.DECIDED)
    result = outcome(subject)
    assert result.outcome == Outcome.NOT_MET
    assert result.fix == f"/{organisation.slug}/toepassingen/{subject.pk}/publicatie/"
    RegisterTextFactory(application=subject, state=TextState.APPROVED)
    assert outcome(subject).outcome == Outcome.MET


def test_in_use_the_text_must_be_published(organisation):
    subject = application(organisation)
    text = RegisterTextFactory(application=subject, state=TextState.APPROVED)
    assert outcome(subject).outcome == Outcome.NOT_MET
    services.publish_text(actor=publisher(organisation), text=text)
    assert outcome(subject).outcome == Outcome.MET


def test_a_published_text_needs_attention_when_the_facts_changed(organisation):
    subject = application(organisation)
    published(subject)
    subject.human_oversight = "Niemand kijkt mee."
    subject.save()
    result = outcome(subject)
    assert result.outcome == Outcome.ATTENTION
    assert "Menselijke tussenkomst" in str(result.why)


def test_a_published_text_needs_attention_when_the_use_has_ended(organisation):
    subject = application(organisation)
    published(subject)
    subject.state = State.RETIRED
    subject.save()
    assert outcome(subject).outcome == Outcome.ATTENTION
    step = publication_step(publisher(organisation), subject)
    assert step is not None
    assert step.url.endswith(f"/toepassingen/{subject.pk}/publicatie/")


def test_the_next_step_is_to_write_then_to_publish(organisation):
    subject = application(organisation)
    who = publisher(organisation)
    assert publication_step(who, subject).kind == "todo"
    assert publication_step(actor("employee", organisation), subject).kind == "waiting"
    RegisterTextFactory(application=subject, state=TextState.APPROVED)
    step = publication_step(who, subject)
    assert (step.kind, step.url != "") == ("todo", True)


def test_nothing_is_said_about_a_use_that_need_not_be_published(organisation):
    subject = application(organisation, risk_class=RiskClass.MINIMAL)
    assert publication_step(publisher(organisation), subject) is None


def test_the_publisher_sees_on_the_home_page_what_waits(organisation):
    application(organisation)
    who = publisher(organisation)
    RegisterTextFactory(application=application(organisation), state=TextState.APPROVED)
    text = RegisterTextFactory(application=application(organisation), state=TextState.DRAFT)
    services.submit_text(actor=who, text=text)
    counts = {todo.url: todo.count_for(who) for todo in kinds_for(who)}
    assert counts["publication:text_list?todo=missing"] == 3
    assert counts["publication:text_list?todo=publish"] == 1
    assert counts["publication:text_list?todo=approve"] == 1


def test_the_dossier_has_the_text(organisation):
    subject = application(organisation)
    published(subject)
    (part,) = dossier_of(subject)["register_texts"]
    assert (part["state"], part["fields"]["name"]) == ("published", subject.name)
