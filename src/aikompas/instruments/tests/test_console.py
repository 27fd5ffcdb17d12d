# SPDX-License-Identifier: EUPL-1.2
"""The console command: `instruments` by itself, everything else by way of Django."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from aikompas import cli
from aikompas.core.testing import shared_standards
from aikompas.instruments.tests.examples import FORM, TREE

SOURCE = Path(cli.__file__).parents[1]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return write(tmp_path / "tree.yaml", TREE)


def write(path: Path, content: Any) -> Path:
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def python(*arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own, with our source and these environment variables."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), **variables}  # noqa: TID251 - a test's own process
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def start(*arguments: str | Path, settings: str = "none.at.all") -> subprocess.CompletedProcess[str]:
    """Run the console command, with settings that do not exist unless given."""
    return python("-m", "aikompas.cli", *arguments, DJANGO_SETTINGS_MODULE=settings)


def answers(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"questionId": question_id, "answer": answer} for question_id, answer in pairs]


def test_check_reports_what_a_tree_is(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["instruments", "check", str(tree), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["kind"], report["id"], report["version"]) == ("decision-tree", "Pets", "1.0.0")
    assert report["counts"] == {"questions": 2, "answers": 5, "conditions": 3, "conclusions": 4}
    assert report["problems"] == []


def test_check_says_on_which_line_a_file_is_invalid(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = write(tmp_path / "broken.yaml", TREE.replace('"loud" in labels', '"loud" in'))
    assert cli.main(["instruments", "check", str(broken)]) == 1
    assert "error: line 25: questions[1].answers[0].redirects[1].if: the condition" in capsys.readouterr().out
    assert cli.main(["instruments", "check", str(broken), "--json"]) == 1
    problem = json.loads(capsys.readouterr().out)["problems"][0]
    assert (problem["level"], problem["line"]) == ("error", 25)


def test_check_recognises_a_questionnaire_and_refuses_anything_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["instruments", "check", str(write(tmp_path / "form.yaml", FORM))]) == 0
    assert "valid questionnaire" in capsys.readouterr().out
    assert cli.main(["instruments", "check", str(write(tmp_path / "list.yaml", "[1, 2]"))]) == 1
    assert "neither a decision tree" in capsys.readouterr().out


def test_run_gives_the_outcome(tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = write(tmp_path / "a.json", answers(("1", "Dog"), ("2", "Yes")))
    assert cli.main(["instruments", "run", str(tree), "--answers", str(given), "--json"]) == 0
    outcome = json.loads(capsys.readouterr().out)
    assert [(step["questionId"], step["answer"]) for step in outcome["path"]] == [("1", "Dog"), ("2", "Yes")]
    assert outcome["labels"] == ["dog", "furry", "loud"]
    assert outcome["subresults"] == ["Unless it is a wolf"]
    assert (outcome["conclusion"], outcome["obligations"]) == ("loud", ["Close the window."])


@pytest.mark.parametrize(
    ("given", "question_id", "message"),
    [
        (answers(("1", "Fish")), "1", "not one of the answers"),
        (answers(("1", "Dog")), "2", "missing"),
        (answers(("1", "No animal"), ("2", "Yes")), "2", "superfluous"),
        ([{"questionId": "1"}], "1", "missing"),
        ([], "1", "missing"),
    ],
)
def test_run_says_at_which_question_the_answers_are_wrong(
    tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], given: Any, question_id: str, message: str
) -> None:
    arguments = ["instruments", "run", str(tree), "--answers", str(write(tmp_path / "a.json", given))]
    assert cli.main(arguments) == 1
    assert f"question {question_id}: " in capsys.readouterr().err
    assert cli.main([*arguments, "--json"]) == 1
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["questionId"] == question_id
    assert message in error["message"]


def test_run_judges_the_answers_to_a_questionnaire(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = write(tmp_path / "form.yaml", FORM)
    given = write(tmp_path / "a.json", {"1.1": "Ann", "1.2": "maybe"})
    assert cli.main(["instruments", "run", str(form), "--answers", str(given), "--json"]) == 0
    outcome = json.loads(capsys.readouterr().out)
    assert outcome["visible"] == ["1", "1.1", "1.2"]
    assert outcome["errors"][0]["taskId"] == "1.2"
    assert outcome["progress"][0]["answered"] == 2
    assert outcome["complete"] is False


def run(form: Path, given: Path, *further: str | Path) -> int:
    return cli.main(["instruments", "run", str(form), "--answers", str(given), *map(str, further)])


def test_an_output_that_was_exported_runs_to_the_same_outcome(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    third, out = Path(__file__).with_name("third.yaml"), tmp_path / "out.json"
    given = {
        "1.0.1": "Because",
        "2.2A": "true",
        "2.2B": ["cat"],
        "room.name[1]": "hall",
        "2.2.1.1[1]": ["glass"],
    }
    assert run(third, write(tmp_path / "a.json", given), "--json", "--export", out) == 0
    first = json.loads(capsys.readouterr().out)
    assert run(third, out, "--json", "--export", tmp_path / "again.json") == 0
    assert json.loads(capsys.readouterr().out) == first
    assert json.loads((tmp_path / "again.json").read_text()) == json.loads(out.read_text())
    assert first["scores"] == {"pets": 1}
    assert first["results"] == [
        {"id": "insurance", "level": "recommended", "result": "Insure it", "explanation": []},
        {"id": "TRUCK", "level": "required", "result": "A truck", "explanation": ["There are pets"]},
    ]
    assert [key for key in first["visible"] if "[" in key][:2] == ["room[1]", "room.name[1]"]
    assert first["progress"][0] == {
        "section_id": "1.0",
        "title": "Start",
        "visible": 3,
        "answered": 3,
        "missing": 0,
    }


def test_an_official_questionnaire_exports_an_output_that_is_valid(tmp_path: Path) -> None:
    folder, out = shared_standards() / "par-assessments", tmp_path / "out.json"
    given = write(tmp_path / "a.json", {"0.1": "true", "1.1.1": "false", "1.1.2": ["hidden"]})
    assert run(folder / "prescan.yaml", given, "--export", out) == 0
    schema = json.loads((folder / "schemas" / "assessment-output.v2.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(out.read_text(encoding="utf-8")))
    assert list(json.loads(out.read_text(encoding="utf-8"))["answers"]) == ["0.1", "1.1.1"]


def test_the_report_of_a_run_says_scores_results_and_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    third = Path(__file__).with_name("third.yaml")
    assert run(third, write(tmp_path / "a.json", {"2.2A": "true", "2.2B": ["dog"]})) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "score pets: 1" in lines
    assert lines[lines.index("result TRUCK: A truck (required)") + 1] == "  There are pets"
    assert lines[-2:] == ["error at 1.0.1: the answer is missing", "not complete"]


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (
            '{"metadata": {}, "answers": {"__proto__": {}}}',
            1,
            "answers.__proto__: the questionnaire has no such",
        ),
        ('{"$schema": 1}', 1, "metadata: this is missing"),
        ('{"__proto__": {"a": 1}, "constructor": [[]]}', 0, ""),
        ('{"1.1": "\\ud800"}', 2, "characters that do not exist"),
        ('{"1.1": ' + "1" * 5000 + "}", 2, "not valid JSON"),
        ("[" * 100_000, 2, "not valid JSON"),
        ("[]", 2, "must be an output or an object"),
        ("\x00", 2, "not valid JSON"),
    ],
)
def test_whatever_is_given_as_answers_ends_without_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, code: int, said: str
) -> None:
    form, given = write(tmp_path / "form.yaml", FORM), write(tmp_path / "a.json", content)
    assert run(form, given) == code
    assert said in capsys.readouterr().err
    assert run(form, given, "--json") == code


def test_an_output_of_another_questionnaire_is_refused_with_every_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = {"metadata": {"urn": "urn:nl:other:1.0", "createdAt": "now"}, "answers": {"9": 1}}
    assert run(write(tmp_path / "form.yaml", FORM), write(tmp_path / "a.json", data), "--json") == 1
    problems = json.loads(capsys.readouterr().out)["error"]["problems"]
    assert [problem["where"] for problem in problems] == ["metadata.urn", "metadata.createdAt", "answers.9"]


def test_only_a_questionnaire_is_exported(tree: Path, tmp_path: Path) -> None:
    given = write(tmp_path / "a.json", answers(("1", "No animal")))
    assert run(tree, given, "--export", tmp_path / "out.json") == 2
    assert (
        run(write(tmp_path / "form.yaml", FORM), write(given, {}), "--export", tmp_path / "no" / "out.json")
        == 2
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["instruments"],
        ["instruments", "check"],
        ["instruments", "check", "/nowhere.yaml"],
        ["instruments", "paint"],
        ["audit"],
        ["audit", "paint"],
        ["paint"],
        [],
    ],
)
def test_a_wrong_use_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 2
    written = capsys.readouterr()
    assert "usage" in written.out or "aikompas" in written.err


def test_answers_that_are_no_json_are_a_wrong_use(tree: Path, tmp_path: Path) -> None:
    for content in ("[", "{}", "[1]"):
        given = write(tmp_path / "a.json", content)
        assert cli.main(["instruments", "run", str(tree), "--answers", str(given)]) == 2


def test_the_instruments_commands_load_neither_django_nor_settings(tree: Path) -> None:
    code = (
        "import sys; from aikompas.cli import main; "
        f"main(['instruments', 'check', {str(tree)!r}]); print('django' in sys.modules)"
    )
    done = python("-c", code)
    assert done.stdout.endswith("False\n")


def test_help_and_instruments_take_less_than_half_a_second() -> None:
    official = shared_standards() / "ai-verordening-beslishulp" / "decision-tree.yaml"
    for arguments in (["--help"], ["instruments", "check", official]):
        assert min(_seconds(*arguments) for _ in range(3)) < 0.5


def _seconds(*arguments: str | Path) -> float:
    """Return the processor time of the command: unlike the clock, it does not depend on what else is running."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert start(*arguments).returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_help_lists_every_command() -> None:
    text = start("--help").stdout
    for command in (*cli.INSTRUMENTS, *cli.COMMANDS):
        assert command.words in text
        assert command.help in text


def test_a_settings_module_that_does_not_exist_gives_one_clear_line() -> None:
    done = start("migrate")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "aikompas: wrong setting: DJANGO_SETTINGS_MODULE names the module none.at.all, which does not exist"
    ]


def test_a_missing_setting_gives_one_clear_line(tmp_path: Path) -> None:
    write(
        tmp_path / "poor.py",
        "from django.core.exceptions import ImproperlyConfigured\nraise ImproperlyConfigured('SECRET_KEY is not set.')",
    )
    source = f"{SOURCE}{os.pathsep}{tmp_path}"
    for words in (["migrate"], ["manage", "check"]):
        done = python("-m", "aikompas.cli", *words, PYTHONPATH=source, DJANGO_SETTINGS_MODULE="poor")
        assert done.returncode == 1
        assert done.stderr.splitlines() == ["aikompas: wrong setting: SECRET_KEY is not set."]


def test_a_database_that_does_not_answer_gives_one_clear_line() -> None:
    done = python(
        *("-m", "aikompas.cli", "migrate"),
        DJANGO_SETTINGS_MODULE="aikompas.config.settings.development",
        DATABASE_URL="postgres://nobody:nothing@127.0.0.1:1/none",
        SECRET_KEY="x" * 50,
        AUDIT_SIGNING_KEY="A" * 43,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(
        "aikompas: the database (DATABASE_URL) does not do what is asked: connection"
    )
    assert len(done.stderr.splitlines()) == 1


def test_a_wrapped_command_explains_itself_in_the_words_that_were_typed() -> None:
    done = start("migrate", "--help", settings="aikompas.config.settings.test")
    assert done.returncode == 0
    assert done.stdout.startswith("usage: aikompas migrate")
