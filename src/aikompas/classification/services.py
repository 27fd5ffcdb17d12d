# SPDX-License-Identifier: EUPL-1.2
"""Writes: start a classification, answer, sign, discard; load and activate decision trees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import record, service, unchanged
from aikompas.classification import trees
from aikompas.classification.models import ClassificationRun, LoadedTree, RunState
from aikompas.classification.selectors import draft_run, signed_run
from aikompas.classification.walking import given_answers, result_of, risk_class_of, stored_answers, walk
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.instruments import content as shipped
from aikompas.instruments.trees import AnswerError, DecisionTree, Given, InvalidInstrument, Run, run
from aikompas.organisations.permissions import require
from aikompas.register.choices import RiskClass, State
from aikompas.register.lifecycle import LIFECYCLE
from aikompas.register.models import Application
from aikompas.register.services import move, set_risk_class


@service
def start_run(*, actor: Actor, application: Application) -> ClassificationRun:
    """Start a classification on the organisation's tree, or return the one that is being filled in."""
    require(actor, "classification.classify", application)
    _check_classifiable(application)
    existing = draft_run(application)
    if existing:
        unchanged()
        return existing
    tree, loaded = trees.active_tree(application.organisation)
    number = (application.classifications.aggregate(highest=Max("number"))["highest"] or 0) + 1
    draft = ClassificationRun.objects.create(
        organisation_id=application.organisation_id,
        application=application,
        number=number,
        loaded_tree=loaded,
        tree_urn=tree.id,
        tree_version=tree.version,
        tree_sha256=tree.sha256,
        language=tree.language or "nl",
        started_by_id=actor.id,
    )
    record(
        actor, "classification.started", application, changes={"tree": (None, f"{tree.id} {tree.version}")}
    )
    return draft


@service
def answer_questions(*, actor: Actor, draft: ClassificationRun, given: Sequence[Given]) -> ClassificationRun:
    """Answer questions of a draft; an answer given before is replaced and what no longer follows is dropped."""
    require(actor, "classification.classify", draft.application)
    _check_draft(draft)
    before = {item.question_id: item for item in given_answers(draft)}
    new = {item.question_id: replace(item, remark=item.remark.strip()) for item in given}
    try:
        walked = run(walk(draft).tree, list((before | new).values()), strict=False)
    except AnswerError as error:
        raise ValidationError({"answer": _("The decision tree leads nowhere with this answer.")}) from error
    if new.keys() - {step.question.id for step in walked.path}:
        raise ValidationError({"answer": _("Choose one of the answers.")})
    answers = stored_answers(walked.answers)
    if answers == draft.answers:
        unchanged()
        return draft
    draft.answers = answers
    draft.save(update_fields=["answers", "changed_at"])
    earlier = {question: item.answer for question, item in before.items()}
    changes = {question: (earlier.get(question), item.answer) for question, item in new.items()}
    record(actor, "classification.answered", draft.application, changes=changes)
    return draft


@service
def sign_run(
    *, actor: Actor, draft: ClassificationRun, reason: str = "", risk_class: str = ""
) -> ClassificationRun:
    """Sign a finished draft: it becomes the classification that counts and moves the application on.

    ``risk_class`` is needed only for a tree of which the product does not know the risk class of each conclusion;
    then a reason is needed too, as it is for an application that was classified before.
    """
    application = draft.application
    require(actor, "classification.classify", application)
    _check_draft(draft)
    application.refresh_from_db(fields=["state", "risk_class", "use_start"])
    _check_classifiable(application)
    walked = walk(draft)
    if walked.conclusion is None:
        raise Refused(_("Not all questions have been answered yet."))
    known = risk_class_of(walked)
    outcome = known or risk_class
    if outcome not in RiskClass.values or outcome == RiskClass.UNKNOWN:
        raise ValidationError({"risk_class": _("Choose the risk class that belongs to this conclusion.")})
    previous = signed_run(application)
    if not reason.strip() and (previous is not None or not known):
        raise ValidationError({"reason": _("Say why the application is classified like this now.")})
    _keep(actor, draft, walked, outcome, reason.strip(), previous)
    _follow(actor, application, outcome, reason.strip())
    record(
        actor,
        "classification.signed",
        application,
        changes={
            "risk_class": (previous.risk_class if previous else None, outcome),
            "conclusion": (previous.conclusion_id if previous else None, walked.conclusion.id),
            "tree": (None, draft.tree_sha256),
        },
    )
    return draft


@service
def discard_run(*, actor: Actor, draft: ClassificationRun) -> None:
    """Discard a draft."""
    require(actor, "classification.classify", draft.application)
    _check_draft(draft)
    draft.state = RunState.DISCARDED
    draft.save(update_fields=["state", "changed_at"])
    record(actor, "classification.discarded", draft.application)


@service
def load_decision_tree(
    *, actor: Actor, content: str, categories: str = "", definitions: str = ""
) -> LoadedTree:
    """Load a decision tree file, unmodified; raises ``ValidationError`` with what is wrong in it, line by line."""
    require(actor, "classification.manage_trees")
    tree = _checked_tree(content, categories, definitions)
    if LoadedTree.objects.filter(organisation_id=actor.organisation_id, sha256=tree.sha256).exists():
        raise ValidationError({"content": _("This very file was loaded before.")})
    loaded = LoadedTree.objects.create(
        organisation_id=actor.organisation_id,
        name=tree.name[:200],
        urn=tree.id[:200],
        version=tree.version[:50],
        sha256=tree.sha256,
        content=content,
        categories=categories,
        definitions=definitions,
        loaded_by_id=actor.id,
    )
    record(actor, "classification.tree_loaded", loaded, changes={"sha256": (None, tree.sha256)})
    return loaded


@service
def activate_tree(*, actor: Actor, loaded: LoadedTree | None) -> None:
    """Use a loaded tree, or the shipped one (``None``), for new classifications; old runs stay as they are."""
    require(actor, "classification.manage_trees", loaded)
    mine = LoadedTree.objects.filter(organisation_id=actor.organisation_id)
    before = mine.filter(is_active=True).first()
    if before == loaded:
        unchanged()
        return
    mine.filter(is_active=True).update(is_active=False)
    if loaded:
        loaded.is_active = True
        loaded.save(update_fields=["is_active"])
    record(
        actor,
        "classification.tree_activated",
        loaded,
        changes={"tree": (str(before) if before else "shipped", str(loaded) if loaded else "shipped")},
    )


def _checked_tree(content: str, categories: str, definitions: str) -> DecisionTree:
    try:
        tree = trees.parse(content)
    except InvalidInstrument as error:
        raise ValidationError({"content": [str(problem) for problem in error.problems]}) from error
    for name, texts in (
        ("categories", {"categories": categories}),
        ("definitions", {"definitions": definitions}),
    ):
        try:
            trees.parse(content, **texts)
        except InvalidInstrument as error:
            raise ValidationError({name: [str(problem) for problem in error.problems]}) from error
    if tree.id == shipped.AI_ACT:
        raise ValidationError(
            {"content": _("This identifier belongs to the tree of AI-Kompas. Give your tree one of its own.")}
        )
    return tree


def _check_draft(draft: ClassificationRun) -> None:
    """Read the draft again, now that nobody else writes, and refuse one that is closed."""
    draft.refresh_from_db(fields=["answers", "state"])
    if draft.state != RunState.DRAFT:
        raise Refused(_("This classification was signed or discarded and can no longer be changed."))


def _check_classifiable(application: Application) -> None:
    if not LIFECYCLE.allows(application.state, "classify"):
        raise Refused(_("An application that was rejected, retired or archived cannot be classified."))


def _keep(
    actor: Actor,
    draft: ClassificationRun,
    walked: Run,
    outcome: str,
    reason: str,
    previous: ClassificationRun | None,
) -> None:
    """Close the draft with all that must be kept, and let it replace the previous one."""
    if previous:
        previous.state = RunState.SUPERSEDED
        previous.save(update_fields=["state", "changed_at"])
    assert walked.conclusion is not None
    since = draft.application.use_start
    draft.state = RunState.SIGNED
    draft.result = {**result_of(walked), "in_use_since": since.isoformat() if since else None}
    draft.conclusion_id = walked.conclusion.id
    draft.risk_class = outcome
    draft.reason = reason
    draft.signed_by_id = actor.id
    draft.signed_at = timezone.now()
    draft.save()


def _follow(actor: Actor, application: Application, outcome: str, reason: str) -> None:
    """Let the risk class and the state of the application follow from what was signed."""
    changed = application.risk_class != outcome
    set_risk_class(actor=actor, application=application, risk_class=outcome)
    if changed or application.state == State.TRIAGED:
        action = "prohibit" if outcome == RiskClass.PROHIBITED else "classify"
        move(actor=actor, application=application, action=action, reason=reason[:500])
