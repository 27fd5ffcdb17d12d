# SPDX-License-Identifier: EUPL-1.2
"""The committee: seats with a period, members who stay out, the quorum, and its controls."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from aikompas.core.errors import NotAllowed, Refused
from aikompas.notifications.models import Notification
from aikompas.organisations.models import Membership
from aikompas.organisations.roles import Expertise, Role
from aikompas.organisations.tests.factories import OrganisationFactory, actor, member
from aikompas.policy.controls import Outcome, get_control
from aikompas.policy.subjects import prepare
from aikompas.review import services
from aikompas.review.choices import ConclusionVerdict, ProcedureKind
from aikompas.review.models import AdviceRound
from aikompas.review.selectors import to_advise_on
from aikompas.review.selectors.committee import places_of, quorum_of, recused_from
from aikompas.review.tests.factories import scene_in
from aikompas.worklist.models import Absence

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def seat(scene, name="other_member", expertise=Expertise.LAW, by="secretary", **values):
    given = {"since": TODAY(), **values}
    return services.give_seat(
        actor=scene.actor(by), membership=scene.members[name], expertise=expertise, **given
    )


def answer(control, subject):
    return get_control(control).check(subject)


def test_a_seat_counts_from_its_first_to_its_last_day(scene):
    given = seat(scene, since=TODAY() + timedelta(days=1))
    assert Expertise.LAW not in scene.actor("other_member").expertises
    given.since = TODAY() - timedelta(days=9)
    given.save()
    assert Expertise.LAW in scene.actor("other_member").expertises
    services.end_seat(actor=scene.actor("secretary"), seat=given, until=TODAY())
    assert given.counts
    services.end_seat(actor=scene.actor("secretary"), seat=given, until=TODAY() - timedelta(days=1))
    assert Expertise.LAW not in scene.actor("other_member").expertises


def test_nobody_has_two_seats_for_the_same_expertise_at_once(scene):
    seat(scene)
    with pytest.raises(ValidationError):
        seat(scene)


def test_only_committee_members_get_a_seat_from_secretary_or_administrator(scene):
    with pytest.raises(ValidationError):
        seat(scene, name="owner")
    with pytest.raises(NotAllowed):
        seat(scene, by="member")
    stranger = actor(Role.COMMITTEE_SECRETARY, OrganisationFactory())
    with pytest.raises(NotAllowed):
        services.give_seat(
            actor=stranger,
            membership=scene.members["member"],
            expertise=Expertise.DATA,
            since=TODAY(),
        )


def test_a_deputy_advises_but_does_not_fill_the_seat(scene):
    seat(scene, deputy_for=scene.members["member"])
    law = next(place for place in places_of(scene.organisation) if place.expertise == Expertise.LAW)
    assert [len(law.members), len(law.deputies)] == [1, 1]
    assert scene.advise("other_member", expertise=Expertise.LAW).expertise == Expertise.LAW


@pytest.fixture
def deputy(scene):
    """Somebody who is in the committee only as the deputy of a member, for law."""
    scene.members["deputy"] = member(scene.organisation, Role.COMMITTEE_MEMBER)
    seat(scene, "deputy", deputy_for=scene.members["member"])
    return lambda: scene.application in to_advise_on(scene.actor("deputy"))


def test_a_deputy_is_asked_only_when_the_member_cannot_advise(scene, deputy):
    assert not deputy()
    recusal = scene.recused("member")
    assert deputy()
    services.withdraw_recusal(actor=scene.actor("secretary"), recusal=recusal)
    assert not deputy()

    Absence.objects.create(
        organisation=scene.organisation,
        person=scene.members["member"].user,
        deputy=scene.members["other_member"].user,
        first_day=TODAY(),
        last_day=TODAY(),
    )
    assert deputy()
    scene.advise("member", expertise=Expertise.LAW)
    assert not deputy()


def test_a_deputy_takes_over_from_who_left(scene, deputy):
    Membership.objects.filter(pk=scene.members["member"].pk).update(is_active=False)
    assert deputy()


def test_in_writing_who_can_advise_is_asked_and_no_deputy_beside(scene, deputy):
    services.start_procedure(
        actor=scene.actor("secretary"),
        application=scene.application,
        kind=ProcedureKind.WRITTEN,
        reason="Vol.",
    )
    told = {item.recipient_id for item in Notification.objects.filter(kind="review.written_procedure")}
    assert told == {scene.members[name].user_id for name in ("member", "other_member")}


def test_the_committee_is_complete_when_every_expertise_has_a_member(scene):
    assert answer("review.committee_complete", scene.organisation).outcome == Outcome.NOT_MET
    member(scene.organisation, Role.COMMITTEE_MEMBER, expertises=Expertise.values)
    assert answer("review.committee_complete", scene.organisation).outcome == Outcome.MET


def test_who_stays_out_neither_advises_nor_counts(scene):
    scene.advise()
    scene.recused()
    assert quorum_of(scene.application).took_part == frozenset()
    assert scene.application not in to_advise_on(scene.actor("member"))
    with pytest.raises(Refused):
        scene.advise()


def test_the_secretary_says_it_for_a_member_and_a_member_only_for_oneself(scene):
    services.withdraw_recusal(actor=scene.actor("member"), recusal=scene.recused(by="secretary"))
    assert scene.advise()
    with pytest.raises(NotAllowed):
        scene.recused("member", by="other_member")


def test_the_own_department_stays_out_when_the_policy_says_so(scene):
    organisation, membership = scene.organisation, scene.members["member"]
    Membership.objects.filter(pk=membership.pk).update(department=scene.application.department)
    membership.refresh_from_db()
    assert not recused_from(scene.application)
    organisation.policy_profile = "leidschendam-voorburg-2025-2028"
    organisation.save()
    scene.application.refresh_from_db()
    assert set(recused_from(scene.application)) == {membership.user_id}
    assert scene.application not in to_advise_on(scene.actor("member"))
    with pytest.raises(Refused):
        scene.advise()


def test_a_conclusion_without_all_expertises_names_each_that_is_missing(scene):
    scene.advise()
    with pytest.raises(Refused) as error:
        services.conclude(
            actor=scene.actor("secretary"),
            application=scene.application,
            verdict=ConclusionVerdict.GO,
            reasons="De commissie is het eens.",
        )
    missing = [reason for reason in error.value.reasons if reason.control == "review.advice_quorate"]
    assert len(missing) == len(Expertise)
    assert all(reason.url for reason in missing)


def test_one_member_with_all_expertises_is_no_quorum(scene):
    all_round = member(scene.organisation, Role.COMMITTEE_MEMBER, expertises=Expertise.values)
    scene.members["member"] = all_round
    for expertise in Expertise.values:
        scene.advise(expertise=expertise)
    quorum = quorum_of(scene.application)
    assert not quorum.missing
    assert not quorum.is_reached
    assert answer("review.advice_quorate", scene.application).outcome == Outcome.NOT_MET


def test_the_control_answers_the_same_for_many_at_once(scene, django_assert_max_num_queries):
    scene.advise()
    scene.complete()
    with_none = scene_in(scene.organisation).application
    applications = prepare("application", [scene.application, with_none])
    with django_assert_max_num_queries(0):
        outcomes = [answer("review.advice_quorate", application).outcome for application in applications]
    assert outcomes == [Outcome.MET, Outcome.NOT_MET]


def test_a_procedure_gives_members_a_date_and_ends_with_the_conclusion(scene):
    procedure = scene.asked_in_writing(ProcedureKind.URGENT)
    assert procedure.due > TODAY()
    told = Notification.objects.filter(kind="review.urgent_procedure")
    assert {item.recipient for item in told} == {
        scene.members["member"].user,
        scene.members["other_member"].user,
    }
    scene.advise()
    conclusion = scene.conclude()
    procedure.refresh_from_db()
    assert conclusion.procedure == procedure
    assert procedure.closed_at is not None


def test_advice_is_asked_for_once_at_a_time_and_can_be_stopped(scene):
    procedure = scene.asked_in_writing()
    with pytest.raises(Refused):
        scene.asked_in_writing()
    services.stop_procedure(
        actor=scene.actor("secretary"), procedure=procedure, reason="Toch in vergadering."
    )
    assert scene.asked_in_writing().pk != procedure.pk


def test_a_round_of_advice_is_measured_from_asking_to_concluding(scene):
    AdviceRound.objects.create(organisation=scene.organisation, application=scene.application)
    scene.advise()
    conclusion = scene.conclude()
    assert AdviceRound.objects.get().conclusion == conclusion
