# SPDX-License-Identifier: EUPL-1.2
"""Writes: start a classification, answer, go back, sign, discard; load and activate decision trees."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import record, service, unchanged
from aikompas.classification import trees
from aikompas.classification.models import ClassificationRun, LoadedTree, RunState
from aikompas.classification.selectors import draft_run, signed_run
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.instruments.content import UnknownConclusion
from aikompas.instruments.content import risk_class as class_of_conclusion
from aikompas.instruments.trees import AnswerError, Given, InvalidInstrument, Run, load_tree, run
from aikompas.organisations.permissions import require
from aikompas.register.choices import RiskClass, State
from aikompas.register.models import Application
from aikompas.register.services import move, set_risk_class


@service
def start_run(*, actor: Actor, application: Application) -> ClassificationRun:
    """Start a classification on the organisation's tree, or return the one that is being filled in."""
    require(actor, "classification.classify", application)
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


def progress(draft: ClassificationRun) -> Run:
    """Return how far the answers of a draft lead; raises ``Refused`` when its tree is no longer at hand."""
    tree = trees.tree_of(draft)
    if tree is None:
        raise Refused(_("The decision tree was renewed since. Discard this draft and start again."))
    return run(tree, given_answers(draft), strict=False)


def given_answers(draft: ClassificationRun) -> list[Given]:
    """Return the stored answers of a run."""
    return [Given(item["questionId"], item["answer"], item.get("remark", "")) for item in draft.answers]


@service
def answer_question(
    *, actor: Actor, draft: ClassificationRun, question_id: str, answer: str, remark: str = ""
) -> ClassificationRun:
    """Answer one question of a draft; an answer given before is replaced and what no longer follows is dropped."""
    require(actor, "classification.classify", draft.application)
    _check_draft(draft)
    kept = [item for item in given_answers(draft) if item.question_id != question_id]
    tree = progress(draft).tree
    try:
        walked = run(tree, [*kept, Given(question_id, answer, remark.strip())], strict=False)
        if all(step.question.id != question_id for step in walked.path):
            raise AnswerError(question_id, _("Choose one of the answers."))
    except AnswerError as error:
        raise ValidationError({"answer": error.message}) from error
    answers = [
        {"questionId": item.question_id, "answer": item.answer, "remark": item.remark}
        for item in walked.answers
    ]
    if answers == draft.answers:
        unchanged()
        return draft
    draft.answers = answers
    draft.save(update_fields=["answers", "changed_at"])
    record(actor, "classification.answered", draft.application, changes={question_id: (None, answer)})
    return draft


@service
def go_back(*, actor: Actor, draft: ClassificationRun, question_id: str) -> ClassificationRun:
    """Take back the answer to a question and everything after it."""
    require(actor, "classification.classify", draft.application)
    _check_draft(draft)
    try:
        walked = progress(draft).back(question_id)
    except AnswerError as error:
        raise ValidationError({"answer": error.message}) from error
    draft.answers = [
        {"questionId": item.question_id, "answer": item.answer, "remark": item.remark}
        for item in walked.answers
    ]
    draft.save(update_fields=["answers", "changed_at"])
    record(
        actor,
        "classification.answer_taken_back",
        draft.application,
        changes={"question": (question_id, None)},
    )
    return draft


@service
def sign_run(
    *, actor: Actor, draft: ClassificationRun, reason: str = "", risk_class: str = ""
) -> ClassificationRun:
    """Sign a finished draft: it becomes the classification that counts and moves the application on.

    ``risk_class`` is needed only for a tree of which the product does not know the risk class of each conclusion;
    then a reason is needed too. A prohibited application needs a reason to be classified anew.
    """
    application = draft.application
    require(actor, "classification.classify", application)
    _check_draft(draft)
    walked = progress(draft)
    if walked.conclusion is None:
        raise Refused(_("Not all questions have been answered yet."))
    outcome = risk_class_of(walked) or risk_class
    if outcome not in RiskClass.values or outcome == RiskClass.UNKNOWN:
        raise ValidationError({"risk_class": _("Choose the risk class that belongs to this conclusion.")})
    previous = signed_run(application)
    if not reason.strip() and (previous is not None or not risk_class_of(walked)):
        raise ValidationError({"reason": _("Say why the application is classified like this now.")})
    _keep(actor, draft, walked, outcome, reason.strip(), previous)
    changed = application.risk_class != outcome
    set_risk_class(actor=actor, application=application, risk_class=outcome)
    if changed or application.state == State.TRIAGED:
        action = "prohibit" if outcome == RiskClass.PROHIBITED else "classify"
        move(actor=actor, application=application, action=action, reason=reason.strip()[:500])
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


def risk_class_of(walked: Run) -> str:
    """Return the risk class of the conclusion, or an empty text when this tree's conclusions are not known."""
    if walked.conclusion is None:
        return ""
    try:
        return class_of_conclusion(walked.tree.id, walked.conclusion.id, version=walked.tree.version)
    except UnknownConclusion:
        return ""


@service
def discard_run(*, actor: Actor, draft: ClassificationRun) -> None:
    """Discard a draft."""
    require(actor, "classification.classify", draft.application)
    _check_draft(draft)
    draft.state = RunState.DISCARDED
    draft.save(update_fields=["state", "changed_at"])
    record(actor, "classification.discarded", draft.application)


@service
def load_decision_tree(*, actor: Actor, content: str) -> LoadedTree:
    """Load a decision tree file, unmodified; raises ``ValidationError`` with what is wrong in it."""
    require(actor, "classification.manage_trees")
    try:
        tree = load_tree(content)
    except InvalidInstrument as error:
        raise ValidationError({"file": [str(problem) for problem in error.problems]}) from error
    if LoadedTree.objects.filter(organisation_id=actor.organisation_id, sha256=tree.sha256).exists():
        raise ValidationError({"file": _("This very file was loaded before.")})
    loaded = LoadedTree.objects.create(
        organisation_id=actor.organisation_id,
        name=tree.name,
        urn=tree.id,
        version=tree.version,
        sha256=tree.sha256,
        content=content,
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


def _check_draft(draft: ClassificationRun) -> None:
    if draft.state != RunState.DRAFT:
        raise Refused(_("This classification was signed or discarded and can no longer be changed."))


def _keep(
    actor: Actor,
    draft: ClassificationRun,
    walked: Run,
    outcome: str,
    reason: str,
    previous: ClassificationRun | None,
) -> None:
    if previous:
        previous.state = RunState.SUPERSEDED
        previous.save(update_fields=["state", "changed_at"])
    assert walked.conclusion is not None
    draft.state = RunState.SIGNED
    draft.result = result_of(walked, draft.language)
    draft.conclusion_id = walked.conclusion.id
    draft.risk_class = outcome
    draft.reason = reason
    draft.signed_by_id = actor.id
    draft.signed_at = timezone.now()
    draft.save()


def result_of(walked: Run, language: str) -> dict[str, Any]:
    """Return all that must be kept with a run, with the texts as they were read when it was signed."""
    result = walked.as_dict()
    texts = {
        step.question.id: {"question": step.question.question, "answer": step.answer.answer}
        for step in walked.path
    }
    for step in result["path"]:
        step["question"] = texts[step["questionId"]]["question"]
    result["conclusion_text"] = walked.conclusion.conclusion if walked.conclusion else ""
    return result
