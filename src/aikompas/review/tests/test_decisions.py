# SPDX-License-Identifier: EUPL-1.2
"""The body that decides, mandates, making decisions known, and what is counted and controlled about them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from aikompas.core.errors import NotAllowed, Refused
from aikompas.notifications.models import Notification
from aikompas.organisations.actors import actor_for
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, member
from aikompas.policy.controls import Outcome, get_control
from aikompas.policy.subjects import prepare
from aikompas.register.choices import RiskClass
from aikompas.register.models import Application
from aikompas.register.services import edit_facts
from aikompas.review import selectors, services
from aikompas.review.choices import ConclusionVerdict, DecisionVerdict
from aikompas.review.models import Condition, Decision, Mandate
from aikompas.review.selectors import decisions, mandates
from aikompas.review.tests.factories import scene_in
from aikompas.review.tests.pages import address, as_member, exported

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
CONTROLS = ("decided_by_right_body", "conditions_met_in_time", "decision_communicated", "reviewed_in_time")


@pytest.fixture
def advised(scene):
    """A scene in which the committee concluded its advice."""
    scene.advise()
    scene.conclude()
    return scene


def mandate_for(scene, holder, risk_classes=(RiskClass.MINIMAL,), **values):
    given = {
        "body": "Directie",
        "risk_classes": list(risk_classes),
        "starts": TODAY(),
        "reference": "Mandaatbesluit 12",
        "person": holder.user,
    }
    return services.give_mandate(actor=scene.actor("secretary"), **{**given, **values})


def outcome_of(control, application):
    return get_control(control).check(Application.objects.get(pk=application.pk)).outcome


# Who decides


def test_the_owner_hears_of_a_decision_once_with_its_reasons(advised):
    told = Notification.objects.filter(recipient=advised.application.owner)
    known = set(told.values_list("pk", flat=True))
    decision = advised.decide()
    new = told.exclude(pk__in=known)
    assert [(item.kind, item.text) for item in new] == [("review.decided", decision.reasons)]


def test_who_has_neither_role_nor_mandate_reads_which_body_decides(client, advised):
    adviser = member(advised.organisation, Role.PRIVACY_ADVISER)
    advised.members["decider"] = adviser
    with pytest.raises(Refused) as error:
        advised.decide()
    assert "Directie" in str(error.value)
    sign_in(client, adviser)
    answer = client.get(address("decide", advised.organisation, advised.application))
    assert answer.status_code == 403
    assert "Directie" in answer.content.decode()


def test_a_mandate_lets_somebody_decide_on_behalf_of_the_body_within_its_risk_classes(advised):
    adviser = member(advised.organisation, Role.PRIVACY_ADVISER)
    mandate_for(advised, adviser, [RiskClass.HIGH])
    assert not selectors.to_decide(actor_for(adviser)).exists()
    mandate = mandate_for(advised, adviser)
    assert selectors.to_decide(actor_for(adviser)).exists()
    advised.members["decider"] = adviser
    decision = advised.decide()
    assert (decision.body, decision.mandate, decision.decided_by) == ("Directie", mandate, adviser.user)
    assert outcome_of("review.decided_by_right_body", advised.application) == Outcome.MET


@pytest.mark.parametrize(
    "period", [{"ends": -1, "starts": -9}, {"starts": 1, "ends": None}], ids=["ended", "begins later"]
)
def test_a_mandate_counts_only_in_its_period(advised, period):
    adviser = member(advised.organisation, Role.PRIVACY_ADVISER)
    mandate = mandate_for(advised, adviser)
    days = {name: TODAY() + timedelta(days=value) if value else None for name, value in period.items()}
    Mandate.objects.filter(pk=mandate.pk).update(**days)
    assert mandates.authority_over(actor_for(adviser), advised.application) is None


def test_a_mandate_of_a_role_is_for_everybody_who_has_it(advised):
    mandate_for(advised, member(advised.organisation), person=None, role=Role.SECURITY_OFFICER)
    officer = actor_for(member(advised.organisation, Role.SECURITY_OFFICER))
    assert mandates.authority_over(officer, advised.application).mandate
    assert mandates.classes_decided_by(officer) == {RiskClass.MINIMAL}


def test_a_mandate_says_nothing_about_an_own_application(advised):
    advised.application.owner = advised.members["owner"].user
    mandate_for(advised, advised.members["owner"])
    advised.members["decider"] = advised.members["owner"]
    with pytest.raises(NotAllowed):
        advised.decide()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"reference": " "}, "reference"),
        ({"risk_classes": []}, "risk_classes"),
        ({"risk_classes": ["unknown"]}, "risk_classes"),
        ({"body": "De buren"}, "body"),
        ({"role": Role.SECURITY_OFFICER}, "person"),
        ({"person": None, "role": Role.COMMITTEE_SECRETARY}, "person"),
        ({"person": None, "role": Role.EMPLOYEE}, "role"),
    ],
)
def test_a_mandate_is_complete_and_never_for_who_records_it(scene, values, field):
    with pytest.raises(ValidationError) as error:
        mandate_for(scene, member(scene.organisation, Role.PRIVACY_ADVISER), **values)
    assert field in error.value.message_dict


def test_a_mandate_is_not_given_to_somebody_of_another_municipality(scene):
    with pytest.raises(ValidationError):
        mandate_for(scene, member(OrganisationFactory(), Role.PRIVACY_ADVISER))


def test_the_secretary_records_and_ends_a_mandate_on_its_pages(client, scene):
    adviser = member(scene.organisation, Role.PRIVACY_ADVISER)
    sign_in(client, scene.members["secretary"])
    url = address("mandate_create", scene.organisation)
    data = {
        "body": "Directie",
        "person": adviser.user.pk,
        "risk_classes": ["minimal"],
        "starts": TODAY().isoformat(),
        "reference": "Besluit 3",
    }
    client.post(url, data)
    mandate = Mandate.objects.get()
    client.post(address("mandate_end", scene.organisation, mandate), {"ends": TODAY().isoformat()})
    mandate.refresh_from_db()
    assert mandate.ends == TODAY()
    assert "Besluit 3" in client.get(address("mandate_list", scene.organisation)).content.decode()


def test_a_decision_of_another_body_than_the_policy_names_is_not_met(advised):
    decision = advised.decide()
    Decision.objects.filter(pk=decision.pk).update(body="De buren")
    assert outcome_of("review.decided_by_right_body", advised.application) == Outcome.NOT_MET


# Told and made known


def test_reporter_owner_and_contact_person_are_told_at_once(advised):
    contact = member(advised.organisation, Role.CONTACT_PERSON)
    department = advised.application.department
    department.contact_person = contact
    department.save()
    advised.application.reporter = member(advised.organisation).user
    advised.application.save()
    advised.decide()
    told = set(Notification.objects.filter(kind="review.decided").values_list("recipient", flat=True))
    assert told == {advised.application.owner_id, advised.application.reporter_id, contact.user_id}


def test_a_decision_is_made_known_to_all_staff_in_plain_words(client, advised):
    decision = advised.decide()
    assert outcome_of("review.decision_communicated", advised.application) == Outcome.NOT_MET
    sign_in(client, advised.members["secretary"])
    url = address("decision_make_known", advised.organisation, decision)
    assert client.post(url, {"summary": " "}).context["form"].errors
    client.post(url, {"summary": "U mag het gebruiken voor brieven."})
    assert outcome_of("review.decision_communicated", advised.application) == Outcome.MET
    sign_in(client, member(advised.organisation, Role.EMPLOYEE))
    page = client.get(address("made_known", advised.organisation)).content.decode()
    assert "U mag het gebruiken voor brieven." in page


def test_what_was_returned_or_lapsed_is_not_made_known(advised):
    decision = advised.decide(DecisionVerdict.RETURN)
    with pytest.raises(Refused):
        services.make_known(actor=advised.actor("secretary"), decision=decision, summary="Terug.")


def test_deviations_and_mandates_are_counted_for_the_yearly_report(advised):
    adviser = member(advised.organisation, Role.PRIVACY_ADVISER)
    mandate_for(advised, adviser)
    advised.members["decider"] = adviser
    advised.decide(DecisionVerdict.REJECT)
    counts = decisions.decision_counts(advised.organisation.pk, TODAY(), TODAY())
    assert (counts.total, counts.rejected, counts.deviating, counts.by_mandate) == (1, 1, 1, 1)
    before = TODAY() - timedelta(days=9)
    assert decisions.decision_counts(advised.organisation.pk, before, before).total == 0


def test_the_list_of_decisions_filters_deviations_and_exports_why(client, advised):
    advised.decide(DecisionVerdict.REJECT, deviation="Te duur.")
    url = address("decision_list", advised.organisation)
    sign_in(client, advised.members["secretary"])
    assert "Wijkt" in client.get(f"{url}?deviates=on").content.decode()
    assert "Te duur." in exported(client, url)
    assert client.get(f"{url}?mandate=on").context["listing"].count == 0


# Conditions


def test_conditions_are_met_in_time_until_one_is_overdue(scene):
    condition = scene.approved_with_condition()
    control = "review.conditions_met_in_time"
    assert outcome_of(control, scene.application) == Outcome.MET
    Condition.objects.update(due=TODAY() - timedelta(days=1))
    assert outcome_of(control, scene.application) == Outcome.NOT_MET
    scene.meet(condition)
    assert outcome_of(control, scene.application) == Outcome.ATTENTION


# Lapsed


def test_the_page_shows_field_by_field_what_changed_since_the_decision_and_who_is_next(client, scene):
    scene.approved_with_condition()
    edit_facts(
        actor=scene.actor("owner"),
        application=scene.application,
        changes={"purpose": "Iets heel anders."},
        reason="Nieuw doel",
    )
    told = Notification.objects.filter(kind="review.lapsed")
    assert {item.recipient_id for item in told} >= {scene.members["secretary"].user_id}
    assert told[0].url.endswith("#changed")
    answer = client.get(as_member(client, scene, "owner", "application"))
    assert [item.after for item in answer.context["changes"] if item.after == "Iets heel anders."]
    assert [step["state"] for step in answer.context["way_back"]][:2] == ["done", "current"]


# Cost


def test_controls_of_many_applications_read_what_was_loaded_for_all(django_assert_num_queries):
    scene = scene_in()
    scene.approved_with_condition()
    other = scene_in(scene.organisation)
    other.advise()
    other.conclude(ConclusionVerdict.NO_GO)
    applications = prepare("application", list(Application.objects.select_related("organisation")))
    with translation.override("nl"), django_assert_num_queries(0):
        for application in applications:
            for name in (
                "decided_by_right_body",
                "conditions_met_in_time",
                "decision_communicated",
                "reviewed_in_time",
            ):
                get_control(f"review.{name}").check(application)
