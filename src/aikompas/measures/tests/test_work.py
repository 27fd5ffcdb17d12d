# SPDX-License-Identifier: EUPL-1.2
"""The work: it follows classification and facts, is kept when it is no longer needed, and is reviewed by others."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from aikompas.audit.models import AuditEvent
from aikompas.classification.tests.factories import answers_to, classified
from aikompas.core.errors import NotAllowed, Refused
from aikompas.measures import services
from aikompas.measures.controls import on_schedule, requirements_met
from aikompas.measures.kept import work_in_words
from aikompas.measures.models import WorkItem
from aikompas.measures.selectors.work import (
    dossier_part,
    items_of,
    items_visible_to,
    latest_change,
    to_do,
    to_review,
)
from aikompas.measures.tests.factories import Scene, scene_of
from aikompas.organisations.models import User
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import OrganisationFactory, actor
from aikompas.policy.controls import Outcome
from aikompas.register.services import edit_facts
from aikompas.register.tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db


def done(scene: Scene, urn: str = "training", **changes: Any) -> WorkItem:
    changes = {"state": "done", "explanation": "Gedaan.", **changes}
    return services.change_work(actor=scene.owner, item=scene.item(urn), changes=changes)


def person(reviewer: Any) -> User:
    return User.objects.get(pk=reviewer.id)


def urns(scene: Scene, **which: Any) -> set[str]:
    found = items_of(scene.application).filter(**which).values_list("urn", flat=True)
    return {urn.rpartition(":")[2] for urn in found}


def test_requirements_and_measures_follow_a_classification(scene: Scene) -> None:
    assert {"human-oversight", "gdpr-dpia", "awb-reasons"} <= urns(scene, kind="requirement", need="applies")
    assert {"oversight-person", "dpia"} <= urns(scene, kind="measure", need="applies")
    assert urns(scene, need="undetermined") == {"remote-biometrics"}


def test_an_application_that_was_not_classified_has_no_work() -> None:
    assert not items_of(ApplicationFactory()).exists()


def test_a_measure_says_which_requirements_it_helps_to_meet(scene: Scene) -> None:
    assert {"requirement": "urn:aikompas:requirement:ai-literacy"} in scene.item("training").reasons


def test_the_date_follows_the_annex(scene: Scene) -> None:
    assert scene.item("human-oversight").effective_from == date(2027, 12, 2)


def test_changed_facts_add_what_is_needed_and_keep_work_that_is_no_longer_needed(scene: Scene) -> None:
    done(scene, "dpia")
    changes = {"data_categories": ["internal"]}
    edit_facts(actor=scene.owner, application=scene.application, changes=changes, reason="Geen namen meer.")
    kept = scene.item("dpia")
    assert (kept.need, kept.state, kept.explanation) == ("no_longer", "done", "Gedaan.")
    assert "gdpr-dpia" in urns(scene, need="no_longer")


def test_a_new_classification_shows_what_is_added_and_no_longer_needed() -> None:
    scene = scene_of("minimal", "gebruiksverantwoordelijke")
    assert latest_change(list(items_of(scene.application))) is None
    answers = answers_to("high", "bijlage III", "gebruiksverantwoordelijke")
    classified(scene.application, answers, reason="Het helpt voortaan bij besluiten.")
    change = latest_change(list(items_of(scene.application)))
    assert change is not None
    assert "human-oversight" in {item.urn.rpartition(":")[2] for item in change.added}
    assert not change.dropped
    classified(scene.application, answers_to("minimal", "gebruiksverantwoordelijke"), reason="Toch niet.")
    change = latest_change(list(items_of(scene.application)))
    assert change is not None
    assert "human-oversight" in {item.urn.rpartition(":")[2] for item in change.dropped}


def test_what_is_needed_again_comes_back_with_its_work(scene: Scene) -> None:
    done(scene, "dpia")
    for data in (["internal"], ["personal"]):
        edit_facts(
            actor=scene.owner,
            application=scene.application,
            changes={"data_categories": data},
            reason="Toch.",
        )
    assert (scene.item("dpia").need, scene.item("dpia").state) == ("applies", "done")


def test_following_twice_changes_and_records_nothing(scene: Scene) -> None:
    before = AuditEvent.objects.count()
    services.refresh_needs(actor=scene.owner, applications=[scene.application])
    assert AuditEvent.objects.count() == before


def test_finished_work_says_how_or_has_evidence(scene: Scene) -> None:
    with pytest.raises(ValidationError, match=""):
        done(scene, explanation="")
    services.add_evidence(
        actor=scene.owner, item=scene.item("training"), title="Lijst", url="https://example.org/lijst"
    )
    assert done(scene, explanation="").state == "done"


def test_what_does_not_apply_has_a_reason(scene: Scene) -> None:
    with pytest.raises(ValidationError):
        done(scene, state="not_applicable", explanation=" ")


def test_evidence_of_finished_work_stays(scene: Scene) -> None:
    item = scene.item("training")
    proof = services.add_evidence(actor=scene.owner, item=item, title="Lijst", url="https://example.org/")
    done(scene)
    with pytest.raises(Refused):
        services.remove_evidence(actor=scene.owner, evidence=proof)


def test_finished_work_waits_for_its_reviewer_and_counts_once_accepted(scene: Scene) -> None:
    reviewer = scene.someone()
    item = done(scene, reviewer=person(reviewer))
    assert (item.review, item.is_settled) == ("waiting", False)
    assert to_review(reviewer).get() == item
    services.review_work(actor=reviewer, item=item, accepted=True)
    assert (item.review, item.is_settled) == ("accepted", True)


def test_returned_work_is_in_progress_again_with_a_remark(scene: Scene) -> None:
    reviewer = scene.someone()
    item = done(scene, reviewer=person(reviewer))
    with pytest.raises(ValidationError):
        services.review_work(actor=reviewer, item=item, accepted=False)
    services.review_work(actor=reviewer, item=item, accepted=False, note="De lijst ontbreekt.")
    assert (item.state, item.review, item.review_note) == ("in_progress", "returned", "De lijst ontbreekt.")


def test_accepted_work_that_changes_is_reviewed_again(scene: Scene) -> None:
    reviewer = scene.someone()
    item = done(scene, reviewer=person(reviewer))
    services.review_work(actor=reviewer, item=item, accepted=True)
    assert done(scene, explanation="Toch anders gedaan.").review == "waiting"


def test_nobody_reviews_the_own_work(scene: Scene) -> None:
    colleague = scene.someone()
    item = scene.item("training")
    services.change_work(actor=scene.owner, item=item, changes={"owner": person(colleague)})
    services.change_work(
        actor=colleague,
        item=item,
        changes={"state": "done", "explanation": "Gedaan.", "reviewer": scene.application.owner},
    )
    with pytest.raises(NotAllowed):
        services.review_work(actor=colleague, item=item, accepted=True)
    with pytest.raises(ValidationError):
        services.change_work(actor=colleague, item=item, changes={"reviewer": person(colleague)})


def test_an_employee_may_do_the_work_that_bears_the_own_name_only(scene: Scene) -> None:
    employee = scene.someone(Role.EMPLOYEE)
    with pytest.raises(NotAllowed):
        services.change_work(actor=employee, item=scene.item("training"), changes={"state": "in_progress"})
    services.change_work(actor=scene.owner, item=scene.item("training"), changes={"owner": person(employee)})
    services.change_work(actor=employee, item=scene.item("training"), changes={"state": "in_progress"})
    assert [item.urn for item in to_do(employee)] == ["urn:aikompas:measure:training"]


def test_somebody_of_another_municipality_sees_and_changes_nothing(scene: Scene) -> None:
    stranger = actor(list(Role.values), OrganisationFactory())
    assert not items_visible_to(stranger).exists()
    with pytest.raises(NotAllowed):
        services.change_work(actor=stranger, item=scene.item("training"), changes={"state": "in_progress"})


def test_several_rows_change_together_or_not_at_all(scene: Scene) -> None:
    items = [scene.item("training"), scene.item("house-rules")]
    with pytest.raises(Refused) as refused:
        services.change_many(actor=scene.owner, items=items, changes={"state": "done"})
    assert len(refused.value.reasons) == 2
    changes = {"state": "done", "explanation": "Allebei gedaan."}
    assert services.change_many(actor=scene.owner, items=items, changes=changes) == 2
    assert scene.item("training").state == scene.item("house-rules").state == "done"


def test_a_measure_of_our_own_stays_whatever_the_classification(scene: Scene) -> None:
    own = services.add_measure(actor=scene.owner, application=scene.application, title="Belronde")
    classified(scene.application, answers_to("minimal"), reason="Ander doel.")
    own.refresh_from_db()
    assert own.need == "chosen"


def test_the_dossier_keeps_the_work_with_its_evidence(scene: Scene) -> None:
    services.add_evidence(
        actor=scene.owner, item=scene.item("training"), title="Lijst", url="https://example.org/lijst"
    )
    done(scene)
    kept = next(item for item in dossier_part(scene.application) if item["urn"].endswith(":training"))
    assert kept["state"] == "done"
    assert kept["evidence"] == [{"title": "Lijst", "url": "https://example.org/lijst"}]
    with translation.override("nl"):
        _key, title, text = next(work_in_words([kept]))
    assert title == "Geef een training die past bij het werk"
    assert text.endswith("Gedaan.\nBewijs: Lijst https://example.org/lijst")


def test_the_controls_ask_for_attention_until_everything_is_met(scene: Scene) -> None:
    assert requirements_met(scene.application).outcome == Outcome.ATTENTION
    assert on_schedule(scene.application).outcome == Outcome.MET
    yesterday = timezone.localdate() - timedelta(days=1)
    services.change_work(actor=scene.owner, item=scene.item("training"), changes={"due": yesterday})
    assert on_schedule(scene.application).outcome == Outcome.ATTENTION
    services.change_many(
        actor=scene.owner,
        items=list(items_of(scene.application)),
        changes={"state": "done", "explanation": "Gedaan."},
    )
    assert requirements_met(scene.application).outcome == Outcome.MET
    assert on_schedule(scene.application).outcome == Outcome.MET


def test_an_unclassified_application_has_nothing_to_meet() -> None:
    assert requirements_met(ApplicationFactory()).outcome == Outcome.NOT_APPLICABLE


def test_an_importer_gets_the_requirements_that_the_official_set_lacks() -> None:
    scene = scene_of("high", "importeur", "gebruiksverantwoordelijke")
    assert "importer-duties" in urns(scene, need="applies")
