# SPDX-License-Identifier: EUPL-1.2
"""The console commands `aikompas instruments check` and `aikompas instruments run`."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aikompas.instruments.questionnaires import Questionnaire, State
    from aikompas.instruments.questionnaires.output import Output
    from aikompas.instruments.trees import DecisionTree, Given

FAILED, MISUSED = 1, 2
_MAX_BYTES = 100_000_000


class _Misuse(Exception):
    """The command was given something it cannot work with."""


def main(argv: Sequence[str]) -> int:
    """Run one of the commands and return its exit code: 1 for an invalid file or answer, 2 for a wrong use."""
    try:
        options = _parser().parse_args(list(argv))
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        code: int = options.run(options)
    except (_Misuse, OSError) as error:
        reason = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else str(error)
        print(f"aikompas instruments: {reason}", file=sys.stderr)
        return MISUSED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="aikompas instruments", description="Check and execute decision trees and questionnaires."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    check = commands.add_parser(
        "check",
        help="check a file",
        description="Say what a file is and what is wrong with it. Exit code 1: the file is invalid.",
    )
    check.set_defaults(run=_check)
    run = commands.add_parser(
        "run",
        help="follow answers through a file",
        description="Follow answers through a file. Exit code 1: the file or an answer is invalid.",
    )
    run.add_argument(
        "--answers",
        metavar="ANSWERS.json",
        type=Path,
        required=True,
        help='for a tree a list of {"questionId", "answer"} (and "remark"); for a questionnaire a file in the '
        'official output format, or {"key": answer}',
    )
    run.add_argument(
        "--export",
        metavar="OUT.json",
        type=Path,
        help="write what counts of a questionnaire in the official output format",
    )
    run.set_defaults(run=_run)
    for command in (check, run):
        command.add_argument(
            "file", metavar="FILE", type=Path, help="the decision tree or questionnaire (YAML)"
        )
        command.add_argument("--json", action="store_true", help="write JSON")
    return parser


def _check(options: argparse.Namespace) -> int:
    from aikompas.instruments.loading import kind_of, load_instrument
    from aikompas.instruments.problems import InvalidInstrument

    result: dict[str, Any] = {"file": str(options.file), "valid": True}
    try:
        instrument = load_instrument(options.file)
    except InvalidInstrument as error:
        result |= {"valid": False, "problems": [problem.as_dict() for problem in error.problems]}
        report = [f"{options.file}: invalid", *(f"  {item.level}: {item}" for item in error.problems)]
    else:
        result |= {
            "kind": kind_of(instrument),
            "id": instrument.id,
            "name": instrument.name,
            "version": instrument.version,
            "sha256": instrument.sha256,
            "counts": instrument.counts,
            "problems": [problem.as_dict() for problem in instrument.problems],
        }
        counts = ", ".join(f"{number} {name}" for name, number in instrument.counts.items())
        report = [
            f"{options.file}: valid {result['kind']}",
            f"  {instrument.name}, version {instrument.version or 'unknown'} ({instrument.id})",
            f"  {counts}",
            *(f"  {item.level}: {item}" for item in instrument.problems),
        ]
    print(_json(result) if options.json else "\n".join(report))
    return 0 if result["valid"] else FAILED


def _run(options: argparse.Namespace) -> int:
    from aikompas.instruments.loading import load_instrument
    from aikompas.instruments.problems import AnswerError, InvalidInstrument
    from aikompas.instruments.questionnaires.output import InvalidOutput
    from aikompas.instruments.trees import DecisionTree

    answers = _answers(options.answers)
    try:
        instrument = load_instrument(options.file)
        if not isinstance(instrument, DecisionTree):
            result, report = _run_questionnaire(instrument, answers, options.export)
        elif options.export:
            raise _Misuse("only a questionnaire can be exported")
        else:
            result, report = _run_tree(instrument, answers)
    except InvalidInstrument as error:
        message = f"{options.file} is invalid: {error}"
        problems = [problem.as_dict() for problem in error.problems]
        return _fail(options, message, {"message": message, "problems": problems})
    except InvalidOutput as error:
        message = f"{options.answers} is no output of this questionnaire: {error}"
        problems = [problem.as_dict() for problem in error.problems]
        return _fail(options, message, {"message": message, "problems": problems})
    except AnswerError as error:
        return _fail(options, str(error), {"questionId": error.question_id, "message": error.message})
    print(_json(result) if options.json else report)
    return 0


def _run_tree(tree: "DecisionTree", answers: Any) -> tuple[dict[str, Any], str]:
    from aikompas.instruments.trees import run

    if not isinstance(answers, list):
        raise _Misuse('the answers to a decision tree must be a list of {"questionId", "answer"}')
    given = [_given(number, item) for number, item in enumerate(answers, start=1)]
    done = run(tree, given).concluded()
    assert done.conclusion is not None
    lines = [
        *(f"{step.question.id}  {step.answer.answer}" for step in done.path),
        f"labels: {', '.join(done.labels) or 'none'}",
        *(f"sub-result: {text}" for text in done.subresults),
        f"conclusion {done.conclusion.id}: {done.conclusion.conclusion}",
        *done.obligations,
    ]
    return done.as_dict(), "\n".join(lines)


def _given(number: int, item: Any) -> "Given":
    from aikompas.instruments.problems import AnswerError
    from aikompas.instruments.trees import Given

    question_id = item.get("questionId") if isinstance(item, dict) else None
    if not isinstance(question_id, str):
        raise _Misuse(f'answer {number} does not say to which question it belongs ("questionId")')
    answer, remark = item.get("answer"), item.get("remark")
    if not isinstance(answer, str):
        raise AnswerError(
            question_id, "the answer is missing" if answer is None else "the answer must be text"
        )
    if remark is not None and not isinstance(remark, str):
        raise AnswerError(question_id, "the remark must be text")
    return Given(question_id, answer, remark or "")


def _run_questionnaire(
    questionnaire: "Questionnaire", answers: Any, export: Path | None
) -> tuple[dict[str, Any], str]:
    from aikompas.instruments.questionnaires import evaluate
    from aikompas.instruments.questionnaires.output import read_output

    if not isinstance(answers, Mapping):
        raise _Misuse('the answers to a questionnaire must be an output or an object {"key": answer}')
    output = read_output(questionnaire, answers) if {"metadata", "$schema"} & answers.keys() else None
    state = evaluate(questionnaire, output.filled if output else answers)
    if export:
        _export(questionnaire, state, output, export)
    lines = [
        *(
            f"{item.section_id}  {item.title}: {item.answered} of {item.visible} answered"
            for item in state.progress
        ),
        *(f"score {key}: {score:g}" for key, score in state.scores.items()),
        *(
            f"result {item.id}: {item.result} ({item.level})"
            + "".join(f"\n  {why}" for why in item.explanations)
            for item in state.results
        ),
        *(f"error at {item.key}: {item.message}" for item in state.errors),
        "complete" if state.complete else "not complete",
    ]
    return state.as_dict(), "\n".join(lines)


def _export(questionnaire: "Questionnaire", state: "State", output: "Output | None", path: Path) -> None:
    from datetime import UTC, datetime

    from aikompas.instruments.questionnaires.output import write_output

    data = write_output(
        questionnaire,
        state.filled,
        created_at=output.created_at if output else datetime.now(UTC),  # noqa: TID251 - no Django here
        created_by=output.created_by if output else "",
        completed=output.completed if output else (),
        edited=output.edited if output else None,
    )
    path.write_text(_json(data) + "\n", encoding="utf-8")


def _answers(path: Path) -> Any:
    if path.stat().st_size > _MAX_BYTES:
        raise _Misuse(f"{path} is larger than {_MAX_BYTES // 1_000_000} MB")
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        _json(data).encode()
    except UnicodeEncodeError as error:
        raise _Misuse(f"{path} has characters that do not exist (half of a surrogate pair)") from error
    except (ValueError, RecursionError) as error:
        raise _Misuse(f"{path} is not valid JSON: {error}") from error
    return data


def _fail(options: argparse.Namespace, message: str, error: dict[str, Any]) -> int:
    if options.json:
        print(_json({"error": error}))
    else:
        print(f"aikompas instruments: {message}", file=sys.stderr)
    return FAILED


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
