# SPDX-License-Identifier: EUPL-1.2
"""Policy documents: from draft to adopted, who may read what, and what differs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone

from aikompas.core.errors import NotAllowed, Refused
from aikompas.files.selectors import files_of
from aikompas.files.tests.factories import docx
from aikompas.files.uploads import accept
from aikompas.organisations.permissions import MATRIX
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import OrganisationFactory, actor, system
from aikompas.policy import selectors, services
from aikompas.policy.comparing import changes
from aikompas.policy.extracting import text_of
from aikompas.policy.models import AdoptedBy, Audience, DocumentVersion, PolicyDocument, VersionState
from aikompas.policy.route import ADOPTIONS, ROUTE
from aikompas.policy.tests.factories import adopted_version, draft
from aikompas.policy.wording import STEPS

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def take(version, action, **facts):
    by = system(version.organisation)
    if action in ADOPTIONS:
        given = {"body": "Directie", "decided_on": TODAY, "in_force_from": TODAY, **facts}
        return services.adopt_version(actor=by, version=version, action=action, **given)
    return services.move_version(actor=by, version=version, action=action)


def at(state, organisation, final_body=AdoptedBy.EXECUTIVE):
    version = draft(organisation, final_body=final_body)
    paths = {
        VersionState.DRAFT: (),
        VersionState.OFFERED: ("offer",),
        VersionState.ADOPTED: ("offer", "adopt"),
        VersionState.COUNCIL: ("offer", "adopt", "adopt_by_council"),
        VersionState.ENDED: ("offer", "adopt", "end"),
    }
    for action in paths[state]:
        take(version, action)
    return version


@pytest.mark.parametrize("state", VersionState)
@pytest.mark.parametrize("action", sorted(ROUTE.actions))
def test_every_pair_of_state_and_step_does_what_the_table_says(organisation, state, action):
    version = at(state, organisation)
    if ROUTE.allows(state, action):
        assert take(version, action).state == ROUTE.get(state, action).to
    else:
        with pytest.raises(Refused):
            take(version, action)
        assert DocumentVersion.objects.get(pk=version.pk).state == state


def test_every_step_has_words_and_a_permission_of_the_matrix():
    assert set(STEPS) == ROUTE.actions
    assert {step.permission for _state, _action, step in ROUTE} <= set(MATRIX)


def test_a_document_of_the_council_is_in_force_only_after_the_council(organisation):
    version = at(VersionState.ADOPTED, organisation, AdoptedBy.COUNCIL)
    assert not version.is_in_force
    take(version, "adopt_by_council", body="Gemeenteraad", decision_number="R2026-1")
    assert version.is_in_force
    assert list(selectors.in_force(organisation.pk)) == [version]
    assert [adoption.body for adoption in version.adoptions.all()] == ["Directie", "Gemeenteraad"]


def test_the_last_adoption_says_from_which_day_it_is_in_force(organisation):
    version = take(draft(organisation), "offer")
    with pytest.raises(ValidationError) as refused:
        take(version, "adopt", in_force_from=None)
    assert "in_force_from" in refused.value.message_dict
    assert DocumentVersion.objects.get(pk=version.pk).state == VersionState.OFFERED


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("decided_on", {"decided_on": TODAY + timedelta(days=1)}),
        ("in_force_until", {"in_force_until": TODAY - timedelta(days=1)}),
        ("next_review", {"next_review": TODAY - timedelta(days=1)}),
    ],
)
def test_dates_that_make_no_sense_are_refused_at_their_field(organisation, field, facts):
    version = take(draft(organisation), "offer")
    with pytest.raises(ValidationError) as refused:
        take(version, "adopt", **facts)
    assert field in refused.value.message_dict


def test_a_newer_version_ends_the_one_before_it(organisation):
    first = adopted_version(organisation)
    second = services.start_version(actor=system(organisation), document=first.document)
    assert second.text == first.text
    take(second, "offer")
    take(second, "adopt", in_force_from=TODAY + timedelta(days=10))
    first.refresh_from_db()
    assert first.in_force_until == TODAY + timedelta(days=9)
    assert first.is_in_force
    assert not second.is_in_force


def test_there_is_one_unfinished_version_at_a_time(organisation):
    with pytest.raises(Refused):
        services.start_version(actor=system(organisation), document=draft(organisation).document)


def test_what_is_offered_can_no_longer_be_changed(organisation):
    version = take(draft(organisation), "offer")
    with pytest.raises(Refused):
        services.edit_version(actor=system(organisation), version=version, text="Anders")


def test_a_draft_needs_a_text_or_a_file(organisation):
    with pytest.raises(ValidationError):
        draft(organisation, text=" ")
    assert not PolicyDocument.objects.exists()


def test_a_file_is_kept_and_its_text_can_be_compared(organisation, storage):
    upload = accept(ContentFile(docx("Wij melden vooraf."), name="beleid.docx"), ("document",))
    version = draft(organisation, text=text_of(upload), upload=upload)
    assert version.text == "Wij melden vooraf."
    assert [file.name for file in files_of(version)] == ["beleid.docx"]
    other = accept(ContentFile(b"Nieuwe tekst", name="beleid.txt"), ("text",))
    services.edit_version(actor=system(organisation), version=version, text=text_of(other), upload=other)
    assert [file.name for file in files_of(version)] == ["beleid.txt"]


def test_only_paragraphs_that_changed_are_compared():
    (change,) = changes("Een\nTwee\nDrie", "Een\nTwee b\nDrie")
    assert (change.before, change.after) == ("Twee", "Twee b")


@pytest.mark.parametrize("role", Role.values)
def test_who_may_write_and_adopt(organisation, role):
    somebody = actor(role, organisation)
    version = draft(organisation)
    for permission, step in (
        (
            "policy.edit_document",
            lambda: services.move_version(actor=somebody, version=version, action="offer"),
        ),
        (
            "policy.adopt_document",
            lambda: services.move_version(actor=somebody, version=version, action="give_back"),
        ),
    ):
        if permission == "policy.adopt_document" and version.state == VersionState.DRAFT:
            take(version, "offer")
        if role in MATRIX[permission]:
            step()
        else:
            with pytest.raises(NotAllowed):
                step()
            version.refresh_from_db()


def test_drafts_are_for_those_who_work_on_them(organisation):
    version = draft(organisation)
    for role in Role.values:
        sees = role in MATRIX["policy.edit_document"] | MATRIX["policy.adopt_document"] | {Role.AUDITOR}
        found = selectors.versions_visible_to(actor(role, organisation))
        assert (version in found) is sees, role
    adopted = adopted_version(organisation, title="Huisregels")
    employee = actor(Role.EMPLOYEE, organisation)
    assert list(selectors.documents_visible_to(employee)) == [adopted.document]


def test_another_municipality_sees_and_changes_nothing(organisation):
    version = adopted_version(organisation, audience=Audience.PUBLIC)
    other = OrganisationFactory()
    with pytest.raises(DocumentVersion.DoesNotExist):
        selectors.get_version(system(other), version.pk)
    with pytest.raises(NotAllowed):
        services.move_version(actor=system(other), version=version, action="end")
    assert not selectors.public_in_force(other.pk).exists()


def test_residents_read_only_what_is_public_and_in_force(organisation):
    adopted_version(organisation, title="Intern")
    open_one = adopted_version(organisation, title="Openbaar", audience=Audience.PUBLIC)
    draft(organisation, title="Concept", audience=Audience.PUBLIC)
    assert list(selectors.public_in_force(organisation.pk)) == [open_one]
