# SPDX-License-Identifier: EUPL-1.2
"""Designating applications for data and tasks: by whom, from when, and what the controls and worklists make of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from aikompas.audit.models import AuditEvent
from aikompas.core.errors import NotAllowed, Refused
from aikompas.guidance import selectors, services
from aikompas.guidance.models import Designation
from aikompas.guidance.tests.factories import Scene, scene_of
from aikompas.guidance.todos import todos
from aikompas.notifications.models import Notification
from aikompas.organisations.actors import actor_for
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import OrganisationFactory, actor, member
from aikompas.policy.controls import Outcome, get_control
from aikompas.policy.subjects import prepare
from aikompas.register.choices import State
from aikompas.register.dossier import dossier_of, part_of
from aikompas.register.models import Application
from aikompas.register.selectors import applications_visible_to
from aikompas.register.tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db
PERSONAL = "guidance.personal_data_only_where_designated"
CONFIDENTIAL = "guidance.confidential_data_only_where_designated"


@pytest.fixture
def scene() -> Scene:
    """An application in use with personal data, and a privacy adviser."""
    return scene_of()


def outcome(control: str, application: Application) -> Outcome:
    """Return what a control says of an application as it is in the database."""
    return get_control(control).check(Application.objects.get(pk=application.pk)).outcome


def test_without_designation_only_data_may_go_in_that_may_go_everywhere(scene: Scene) -> None:
    assert selectors.data_class_of(scene.application) == "internal"


def test_a_designation_says_which_data_and_tasks_by_whom_and_why(scene: Scene) -> None:
    made = scene.designate("personal", tasks=["improve_text", "meeting_notes"])
    application = Application.objects.get(pk=scene.application.pk)
    assert selectors.data_class_of(application) == "personal"
    assert made.task_ids == {"improve_text", "meeting_notes"}
    assert made.role == Role.PRIVACY_ADVISER
    event = AuditEvent.objects.get(action="guidance.designated")
    assert event.object_id == str(application.pk)


def test_the_owner_is_told(scene: Scene) -> None:
    made = scene.designate("personal")
    services.withdraw(actor=scene.adviser, designation=made, reason="Contract opgezegd.")
    told = Notification.objects.filter(recipient=scene.application.owner).values_list("kind", flat=True)
    assert set(told) == {"guidance.designated", "guidance.withdrawn"}


@pytest.mark.parametrize("role", [Role.OWNER, Role.CONTACT_PERSON, Role.COMMITTEE_SECRETARY])
def test_other_roles_do_not_designate(scene: Scene, role: str) -> None:
    with pytest.raises(NotAllowed):
        scene.designate("personal", by=actor(role, scene.organisation))


def test_nobody_designates_an_application_of_ones_own(scene: Scene) -> None:
    both = member(scene.organisation, Role.OWNER, Role.PRIVACY_ADVISER)
    scene.application.owner = both.user
    scene.application.save()
    with pytest.raises(NotAllowed):
        scene.designate("personal", by=actor_for(both))


def test_a_privacy_adviser_of_another_municipality_does_not_designate(scene: Scene) -> None:
    stranger = actor(Role.PRIVACY_ADVISER, OrganisationFactory())
    with pytest.raises(NotAllowed):
        scene.designate("personal", by=stranger)
    made = scene.designate("personal")
    with pytest.raises(Designation.DoesNotExist):
        selectors.get_designation(stranger, made.pk)


@pytest.mark.parametrize(
    "wrong", [{"reason": " "}, {"tasks": ["decide_about_people"]}, {"tasks": ["nonsense"]}]
)
def test_a_designation_needs_a_reason_and_tasks_that_the_policy_allows(
    scene: Scene, wrong: dict[str, object]
) -> None:
    with pytest.raises(ValidationError):
        scene.designate("personal", **wrong)


def test_what_may_not_be_used_is_not_designated(scene: Scene) -> None:
    stopped = ApplicationFactory(organisation=scene.organisation, state=State.REJECTED)
    with pytest.raises(Refused):
        scene.designate("personal", application=stopped)


def test_a_new_designation_ends_the_earlier_one_on_the_day_before(scene: Scene) -> None:
    today = timezone.localdate()
    first = scene.designate("special", valid_from=today - timedelta(days=30))
    scene.designate("confidential", valid_from=today)
    first.refresh_from_db()
    assert first.valid_until == today - timedelta(days=1)
    assert scene.data_class() == "confidential"


def test_a_designation_of_the_same_day_replaces_the_earlier_one(scene: Scene) -> None:
    first = scene.designate("special")
    scene.designate("confidential")
    first.refresh_from_db()
    assert first.withdrawn_reason
    assert scene.data_class() == "confidential"


def test_a_designation_for_later_leaves_the_present_one_until_then(scene: Scene) -> None:
    scene.designate("personal")
    scene.designate("confidential", valid_from=timezone.localdate() + timedelta(days=10))
    assert scene.data_class() == "personal"


def test_a_designation_counts_from_its_first_day_up_to_its_last(scene: Scene) -> None:
    first, last = date(2026, 3, 1), date(2026, 3, 31)
    made = scene.designate("personal", valid_from=first, valid_until=last)
    days = (first - timedelta(days=1), first, last, last + timedelta(days=1))
    assert [made.holds_on(day) for day in days] == [False, True, True, False]
    on_days = [selectors.current(Designation.objects.all(), day).exists() for day in days]
    assert on_days == [False, True, True, False]


def test_a_withdrawn_designation_no_longer_counts_and_cannot_be_withdrawn_again(scene: Scene) -> None:
    made = scene.designate("personal")
    services.withdraw(actor=scene.adviser, designation=made, reason="De DPIA is verlopen.")
    assert scene.data_class() == "internal"
    with pytest.raises(Refused):
        services.withdraw(actor=scene.adviser, designation=made, reason="Nog eens.")


def test_the_policy_itself_can_designate_by_the_name_of_the_system(scene: Scene) -> None:
    scene.use_own_policy(application=scene.application.system.name.upper(), data_class="special")
    assert scene.data_class() == "special"
    assert outcome(PERSONAL, scene.application) == Outcome.MET
    scene.designate("confidential")
    assert scene.data_class() == "confidential"


# Controls


def test_personal_data_without_designation_break_the_promise(scene: Scene) -> None:
    result = get_control(PERSONAL).check(scene.application)
    assert result.outcome == Outcome.NOT_MET
    assert result.fix.endswith("/aanwijzing/")


@pytest.mark.parametrize(
    ("designated", "expected"),
    [("confidential", Outcome.NOT_MET), ("personal", Outcome.NOT_MET), ("special", Outcome.MET)],
)
def test_the_designation_must_be_for_data_that_are_as_sensitive(
    scene: Scene, designated: str, expected: Outcome
) -> None:
    scene.application.data_categories = ["personal", "special"]
    scene.application.save()
    scene.designate(designated)
    assert outcome(PERSONAL, scene.application) == expected


@pytest.mark.parametrize(
    ("categories", "expected"), [(["internal"], Outcome.NOT_APPLICABLE), (["confidential"], Outcome.NOT_MET)]
)
def test_confidential_information_needs_a_designation_as_well(
    scene: Scene, categories: list[str], expected: Outcome
) -> None:
    scene.application.data_categories = categories
    scene.application.save()
    assert outcome(CONFIDENTIAL, scene.application) == expected


def test_both_controls_of_many_applications_take_no_query_of_their_own(
    scene: Scene, django_assert_num_queries
) -> None:
    scene.designate("personal")
    for _number in range(3):
        ApplicationFactory(organisation=scene.organisation, state=State.IN_USE, data_categories=["bsn"])
    found = prepare("application", applications_visible_to(scene.adviser))
    with django_assert_num_queries(0):
        for application in found:
            for control in (PERSONAL, CONFIDENTIAL):
                get_control(control).check(application)


# What waits


def waiting(scene: Scene) -> list[Application]:
    """Return what waits for the privacy adviser."""
    (todo,) = todos(scene.adviser)
    return list(todo.for_actor(scene.adviser))


def test_the_privacy_adviser_sees_what_processes_personal_data_without_designation(scene: Scene) -> None:
    ApplicationFactory(organisation=scene.organisation, state=State.IN_USE, data_categories=["internal"])
    ApplicationFactory(organisation=scene.organisation, state=State.TRIAGED, data_categories=["personal"])
    ApplicationFactory(state=State.IN_USE, data_categories=["personal"])
    assert waiting(scene) == [scene.application]
    scene.designate("personal")
    assert waiting(scene) == []


def test_what_the_policy_designates_does_not_wait(scene: Scene) -> None:
    scene.use_own_policy(application=scene.application.name, data_class="personal")
    assert waiting(scene) == []


def test_nobody_else_has_it_on_the_worklist(scene: Scene) -> None:
    assert not list(todos(actor(Role.DECISION_MAKER, scene.organisation)))


def test_the_dossier_keeps_what_an_application_is_designated_for_in_words(scene: Scene) -> None:
    assert dossier_of(scene.application)["designations"] == []
    scene.designate("personal", tasks=["improve_text"], conditions="Zet de opslag uit.")
    kept = dossier_of(scene.application)["designations"]
    part = part_of("designations")
    assert part
    assert part.in_words
    said = {name: text for _key, name, text in part.in_words(kept)}
    assert said["Gegevens tot en met"] == "Persoonsgegevens"
    assert said["Voorwaarden"] == "Zet de opslag uit."
    assert len(said["Voor welke taken"].splitlines()) == 1
    services.withdraw(actor=scene.adviser, designation=Designation.objects.get(), reason="Verkeerd.")
    assert dossier_of(scene.application)["designations"] == []
