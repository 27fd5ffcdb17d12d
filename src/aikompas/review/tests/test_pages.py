# SPDX-License-Identifier: EUPL-1.2
"""Every page of advice and decision: who may open it, what it shows, and what comes back with wrong input."""

from __future__ import annotations

import pytest
from django.utils import timezone

from aikompas.organisations.roles import Expertise, Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, member
from aikompas.register.choices import State
from aikompas.review import selectors, services
from aikompas.review.choices import ConclusionVerdict, DecisionVerdict, ReviewOutcome, ReviewState
from aikompas.review.models import Advice, Condition, Decision, Mandate
from aikompas.review.tests.pages import WITHOUT_OBJECT, address, as_member
from aikompas.review.urls import urlpatterns

pytestmark = pytest.mark.django_db
MEMBER, SECRETARY, DECIDER = Role.COMMITTEE_MEMBER, Role.COMMITTEE_SECRETARY, Role.DECISION_MAKER
EMPLOYEE, OWNER, COUNCIL = Role.EMPLOYEE, Role.OWNER, Role.COUNCIL_MEMBER
# What only takes what is sent has no page of its own.
ONLY_SENT = {
    "condition_check",
    "periodic_autosave",
    "application_periodic_start",
    "agenda_item_move",
    "agenda_item_remove",
    "meeting_approve",
    "meeting_papers",
    "meeting_minutes_pdf",
}
STEPS = {"meeting_step"}  # the address names a step too: see the tests of meetings
# page: (roles that may open it, roles that may not)
PAGES = {
    "queue": ((MEMBER, SECRETARY, DECIDER, Role.AUDITOR), (EMPLOYEE, OWNER, COUNCIL)),
    "my_conditions": ((EMPLOYEE, OWNER, COUNCIL), ()),
    "application": ((EMPLOYEE, COUNCIL, SECRETARY, Role.AUDITOR), ()),
    "advise": ((MEMBER,), (EMPLOYEE, OWNER, COUNCIL, SECRETARY, DECIDER)),
    "conclude": ((SECRETARY,), (EMPLOYEE, OWNER, COUNCIL, MEMBER, DECIDER)),
    "decide": ((DECIDER,), (EMPLOYEE, OWNER, COUNCIL, MEMBER, SECRETARY)),
    "condition": ((EMPLOYEE, COUNCIL, SECRETARY), ()),
    "condition_hand_over": ((SECRETARY,), (EMPLOYEE, OWNER, COUNCIL, MEMBER)),
    "condition_reopen": ((SECRETARY, MEMBER), (EMPLOYEE, COUNCIL)),
    "made_known": ((EMPLOYEE, COUNCIL, SECRETARY), ()),
    "decision_list": ((SECRETARY, DECIDER, Role.AUDITOR), (EMPLOYEE, OWNER, COUNCIL)),
    "decision_make_known": ((SECRETARY, DECIDER, Role.PUBLISHER), (EMPLOYEE, OWNER, MEMBER)),
    "mandate_list": ((SECRETARY, Role.AUDITOR), (EMPLOYEE, OWNER, COUNCIL)),
    "mandate_create": ((SECRETARY, Role.ADMINISTRATOR), (EMPLOYEE, DECIDER)),
    "mandate_end": ((SECRETARY,), (EMPLOYEE, DECIDER)),
    "periodic_list": ((EMPLOYEE, OWNER), ()),
    "application_periodic": ((EMPLOYEE, OWNER, COUNCIL), ()),
    "periodic": ((EMPLOYEE, SECRETARY), ()),
    "periodic_confirm": ((SECRETARY,), (EMPLOYEE, OWNER, DECIDER)),
    "periodic_send_back": ((SECRETARY, Role.PRIVACY_ADVISER), (EMPLOYEE, OWNER, DECIDER)),
    "periodic_withdraw": ((SECRETARY,), (EMPLOYEE, COUNCIL)),
    "committee": ((EMPLOYEE, COUNCIL, SECRETARY, Role.ADMINISTRATOR), ()),
    "seat_new": ((SECRETARY, Role.ADMINISTRATOR), (EMPLOYEE, MEMBER, DECIDER)),
    "seat_end": ((SECRETARY, Role.ADMINISTRATOR), (EMPLOYEE, MEMBER)),
    "handling_times": ((SECRETARY, MEMBER, DECIDER), (EMPLOYEE, OWNER, COUNCIL)),
    "meeting_list": ((SECRETARY, MEMBER, DECIDER), (EMPLOYEE, OWNER, COUNCIL)),
    "meeting_new": ((SECRETARY,), (MEMBER, DECIDER)),
    "meeting": ((SECRETARY, MEMBER), (EMPLOYEE, OWNER, COUNCIL)),
    "meeting_edit": ((SECRETARY,), (MEMBER,)),
    "meeting_agenda": ((SECRETARY,), (MEMBER,)),
    "meeting_attendance": ((SECRETARY,), (MEMBER,)),
    "meeting_minutes": ((SECRETARY,), (MEMBER,)),
    "agenda_item": ((SECRETARY,), (MEMBER,)),
    "procedure_list": ((SECRETARY, MEMBER), (EMPLOYEE, OWNER, COUNCIL)),
    "procedure_start": ((SECRETARY,), (MEMBER, DECIDER)),
    "procedure_stop": ((SECRETARY,), (MEMBER,)),
    "recuse": ((SECRETARY, MEMBER), (EMPLOYEE, OWNER, DECIDER)),
    "recusal_withdraw": ((SECRETARY,), (EMPLOYEE, MEMBER)),
    "snapshot": ((MEMBER, DECIDER, Role.AUDITOR), (EMPLOYEE, OWNER, COUNCIL)),
}

FINISHED = {"state": ReviewState.FINISHED, "outcome": ReviewOutcome.KEEPS}
# Pages about a periodic review, and how far it is then.
REVIEWS = {
    "periodic": {},
    "periodic_withdraw": {},
    "periodic_confirm": FINISHED,
    "periodic_send_back": FINISHED,
}


def prepared(name, scene):
    """Bring the application where a page has something to show; return what the page is about."""
    if name.startswith("condition"):
        return scene.approved_with_condition()
    if name in REVIEWS:
        return review_of(scene, **REVIEWS[name])
    if name == "decision_make_known":
        scene.approved_with_condition()
        return Decision.objects.get()
    if name == "mandate_end":
        return Mandate.objects.create(
            organisation=scene.organisation,
            body="Directie",
            role=Role.PRIVACY_ADVISER,
            risk_classes=["minimal"],
            starts=timezone.localdate(),
            reference="Besluit 1",
        )
    if name.startswith(("meeting", "agenda_item")) and name not in WITHOUT_OBJECT:
        meeting = scene.planned_meeting()
        return meeting.items.get() if name == "agenda_item" else meeting
    if name == "seat_end":
        return scene.members["member"].member_expertises.first()
    if name == "procedure_stop":
        return scene.asked_in_writing()
    if name == "recusal_withdraw":
        return scene.recused()
    if name == "snapshot":
        return scene.advise().snapshot
    if name in {"conclude", "decide"}:
        scene.advise()
    if name == "decide":
        scene.conclude(conditions=(scene.proposal(),))
    return scene.application


def review_of(scene, **fields):
    """Return a periodic review of the application, which is in use by now."""
    scene.application.state = State.IN_USE
    scene.application.save()
    review = services.start_review(actor=scene.actor("owner"), application=scene.application)
    for name, value in fields.items():
        setattr(review, name, value)
    review.save()
    return review


def visit(client, scene, name, who, obj=None):
    sign_in(client, who)
    return client.get(address(name, scene.organisation, obj or prepared(name, scene)))


def someone(scene, role):
    return member(scene.organisation, role, expertises=[Expertise.LAW] if role == MEMBER else [])


def test_every_page_is_in_this_table():
    assert {pattern.name for pattern in urlpatterns} == set(PAGES) | ONLY_SENT | STEPS


@pytest.mark.parametrize(("name", "role"), [(name, role) for name, page in PAGES.items() for role in page[0]])
def test_a_page_opens_for_who_may_see_it(client, scene, name, role):
    answer = visit(client, scene, name, someone(scene, role))
    assert answer.status_code == 200
    assert answer.content.count(b"<h1") == 1


@pytest.mark.parametrize(("name", "role"), [(name, role) for name, page in PAGES.items() for role in page[1]])
def test_a_page_is_refused_to_who_may_not_see_it(client, scene, name, role):
    assert visit(client, scene, name, someone(scene, role)).status_code == 403


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_does_not_exist_for_people_of_another_municipality(client, scene, name):
    stranger = member(OrganisationFactory(), MEMBER, SECRETARY, DECIDER, expertises=[Expertise.LAW])
    assert visit(client, scene, name, stranger).status_code == 404


@pytest.mark.parametrize("name", sorted(set(PAGES) - WITHOUT_OBJECT))
def test_what_belongs_to_another_municipality_does_not_exist(client, scene, name):
    foreign = prepared(name, scene)
    here = member(OrganisationFactory(), MEMBER, SECRETARY, DECIDER, expertises=[Expertise.LAW])
    sign_in(client, here)
    assert client.get(address(name, here.organisation, foreign)).status_code == 404


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_asks_strangers_to_sign_in(client, scene, name):
    assert client.get(address(name, scene.organisation, scene.application)).status_code == 302


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_speaks_both_languages(client, scene, name, language, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = visit(client, scene, name, someone(scene, PAGES[name][0][0]))
    assert f'lang="{language}"'.encode() in answer.content


@pytest.mark.parametrize(
    ("name", "who"), [("advise", "member"), ("conclude", "secretary"), ("decide", "decider")]
)
def test_who_owns_an_application_reads_why_somebody_else_judges_it(client, scene, name, who):
    scene.application.owner = scene.members[who].user
    scene.application.save()
    answer = client.get(as_member(client, scene, who, name), HTTP_ACCEPT_LANGUAGE="nl")
    assert answer.status_code == 403
    assert "Daarom beoordeelt iemand anders" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "who"), [("advise", "member"), ("conclude", "secretary"), ("decide", "decider")]
)
def test_a_page_that_is_not_open_leads_back_to_where_the_application_stands(client, scene, name, who):
    scene.application.state = State.IN_USE
    scene.application.save()
    answer = client.get(as_member(client, scene, who, name))
    assert answer["Location"] == address("application", scene.organisation, scene.application)


# Advice


def test_a_member_reads_the_dossier_and_advises(client, scene):
    url = as_member(client, scene, "member", "advise")
    page = client.get(url)
    assert scene.application.purpose in page.content.decode()
    data = {
        "expertise": "law",
        "verdict": "conditional",
        "reasons": "Mits bezwaar mogelijk is.",
        "dossier": page.context["dossier"],
    }
    answer = client.post(url, data, follow=True)
    assert "Mits bezwaar mogelijk is." in answer.content.decode()
    assert "Ethiek" in answer.content.decode(), "an expertise that has not advised yet"


def test_wrong_advice_comes_back_with_what_was_written(client, scene):
    url = as_member(client, scene, "member", "advise")
    answer = client.post(url, {"expertise": "data", "reasons": "Mijn verhaal"})
    assert set(answer.context["form"].errors) == {"expertise", "verdict"}
    assert "Mijn verhaal" in answer.content.decode()


def test_advice_on_a_dossier_that_changed_meanwhile_comes_back_with_the_new_dossier(client, scene):
    url = as_member(client, scene, "member", "advise")
    read = client.get(url).context["dossier"]
    scene.application.purpose = "Een ander doel"
    scene.application.save()
    data = {"expertise": "law", "verdict": "positive", "reasons": "Mijn verhaal", "dossier": read}
    answer = client.post(url, data)
    assert "Mijn verhaal" in answer.content.decode()
    assert not Advice.objects.exists()
    client.post(url, {**data, "dossier": answer.context["dossier"]})
    assert Advice.objects.exists()


def test_replacing_starts_from_the_earlier_advice(client, scene):
    scene.advise(reasons="Mijn eerdere advies")
    answer = client.get(as_member(client, scene, "member", "advise") + "?expertise=ethics")
    assert "Mijn eerdere advies" in answer.content.decode()


# Conclusion


def conclusion(*conditions, **more):
    data = {
        "verdict": "go",
        "reasons": "De commissie is het eens.",
        "condition-TOTAL_FORMS": str(len(conditions)),
        "condition-INITIAL_FORMS": "0",
        **more,
    }
    for place, condition in enumerate(conditions):
        data |= {f"condition-{place}-{name}": value for name, value in condition.items()}
    return data


def condition_of(scene, **changes):
    due = timezone.localdate() + timezone.timedelta(days=30)
    return {
        "text": "Publiceer de uitleg.",
        "owner": str(scene.application.owner_id),
        "due": due.isoformat(),
        **changes,
    }


def test_the_secretary_concludes_with_conditions_and_leaves_empty_ones_out(client, scene):
    scene.advise()
    scene.complete()
    url = as_member(client, scene, "secretary", "conclude")
    empty = {"text": "", "owner": "", "due": ""}
    client.post(url, conclusion(empty, condition_of(scene), empty))
    assert [item.text for item in Condition.objects.all()] == ["Publiceer de uitleg."]


def test_adding_a_condition_checks_nothing_and_loses_nothing(client, scene):
    scene.advise()
    url = as_member(client, scene, "secretary", "conclude")
    data = conclusion(
        {"text": "Half ingevuld", "owner": "", "due": "geen datum"}, verdict="", add_condition="1"
    )
    answer = client.post(url, data)
    page = answer.context["form"]
    assert len(page.conditions.forms) == 2
    assert not page.non_field_errors()
    assert not list(page)
    for kept in ("De commissie is het eens.", "Half ingevuld", "geen datum"):
        assert kept in answer.content.decode()


def test_no_more_than_twenty_conditions_can_be_added(client, scene):
    url = as_member(client, scene, "secretary", "conclude")
    answer = client.post(url, {"add_condition": "1", "condition-TOTAL_FORMS": "99999999"})
    assert len(answer.context["form"].conditions.forms) == 20
    assert not answer.context["form"].may_add


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"text": ""}, "text"), ({"owner": ""}, "owner"), ({"due": ""}, "due"), ({"due": "2020-01-01"}, "due")],
)
def test_what_is_wrong_with_a_condition_shows_at_its_field(client, scene, changes, field):
    scene.advise()
    url = as_member(client, scene, "secretary", "conclude")
    answer = client.post(url, conclusion(condition_of(scene), condition_of(scene, **changes), reasons=""))
    page = answer.context["form"]
    assert set(page.conditions.forms[1].errors) == {field}
    assert set(page.conclusion.errors) == {"reasons"}, "everything that is wrong shows at once"
    assert f'href="#id_condition-1-{field}"' in answer.content.decode()
    assert not Condition.objects.exists()


def test_a_refused_conclusion_says_why(client, scene):
    url = as_member(client, scene, "secretary", "conclude")
    answer = client.post(url, conclusion())
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()


def test_a_form_without_its_management_fields_is_refused_kindly(client, scene):
    scene.advise()
    url = as_member(client, scene, "secretary", "conclude")
    answer = client.post(url, {"verdict": "go", "reasons": "Ja"})
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()


# Decision


def test_the_decision_maker_adopts_conditions(client, scene):
    scene.advise()
    one, two = scene.conclude(conditions=(scene.proposal("Eén"), scene.proposal("Twee"))).conditions.all()
    url = as_member(client, scene, "decider", "decide")
    data = {"verdict": "approve", "reasons": "Conform.", "adopted_conditions": [str(one.pk), str(two.pk)]}
    client.post(url, data)
    assert selectors.open_conditions(scene.application).count() == 2
    assert not Decision.objects.get().deviates


@pytest.mark.parametrize(
    ("concluded", "data"),
    [
        (ConclusionVerdict.NO_GO, {"verdict": "approve"}),
        (ConclusionVerdict.GO, {"verdict": "reject"}),
        (ConclusionVerdict.GO, {"verdict": "approve", "adopted_conditions": []}),
    ],
)
def test_a_decision_that_deviates_says_why(client, scene, concluded, data):
    scene.advise()
    scene.conclude(concluded, conditions=(scene.proposal(),))
    url = as_member(client, scene, "decider", "decide")
    data = {**data, "reasons": "Om deze redenen."}
    answer = client.post(url, data)
    assert set(answer.context["form"].errors) == {"deviation"}
    assert not Decision.objects.exists()
    answer = client.post(url, {**data, "deviation": "Te duur."}, follow=True)
    assert Decision.objects.get().deviates
    assert "Wijkt af van het advies" in answer.content.decode()
    assert "Te duur." in answer.content.decode()


def test_a_second_decision_comes_back_with_what_was_written(client, scene):
    scene.advise()
    scene.conclude()
    url = as_member(client, scene, "decider", "decide")
    scene.decide(DecisionVerdict.REJECT)
    answer = client.post(url, {"verdict": "approve", "reasons": "Mijn redenen", "deviation": "Anders"})
    assert "Mijn redenen" in answer.content.decode()
    assert Decision.objects.count() == 1
