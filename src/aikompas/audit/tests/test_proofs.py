# SPDX-License-Identifier: EUPL-1.2
"""Exports and proofs hold for the stand-alone verifier, which shares no code with the application."""

import ast
import json
from dataclasses import asdict
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from aikompas.audit.log import sign
from aikompas.audit.proofs import consistency_proof, inclusion_proof, kept_head
from aikompas.audit.selectors import find_event
from aikompas.audit.signing import public_keys
from aikompas.audit.standalone import verify_trail
from aikompas.audit.tests.factories import ZONNEDAM, trail

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(tmp_path) -> list[str]:
    import base64

    file = tmp_path / "key.txt"
    file.write_text(base64.b64encode(next(iter(public_keys().values()))).decode() + "\n")
    return ["--public-key", str(file)]


@pytest.fixture
def exported(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr("aikompas.audit.management.commands._logs.organisation_id_of", lambda slug: ZONNEDAM)
    trail(11)
    sign(ZONNEDAM)
    trail(12)
    call_command("audit_export", organisation="zonnedam", output=str(tmp_path / "trail.jsonl"))
    return tmp_path / "trail.jsonl"


def written(tmp_path: Path, document: object) -> str:
    file = tmp_path / "document.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return str(file)


def test_the_verifier_needs_only_the_standard_library_and_cryptography():
    tree = ast.parse(Path(verify_trail.__file__).read_text(encoding="utf-8"))
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}

    assert not [module for module in modules if module.startswith(("django", "aikompas"))]


def test_an_export_is_intact(exported, key, capsys):
    assert verify_trail.main(["export", str(exported), *key]) == 0
    assert "intact: 23 entries" in capsys.readouterr().out


def test_an_export_without_a_key_of_one_s_own_gives_a_warning(exported, capsys):
    assert verify_trail.main(["export", str(exported)]) == 0
    assert "warning" in capsys.readouterr().out


def test_an_export_signed_with_another_key_is_not_intact(exported, key, settings):
    settings.AUDIT_SIGNING_KEY = "b" * 43
    call_command("audit_export", organisation="zonnedam", output=str(exported))
    other = ["--public-key", "A" * 43 + "="]

    assert verify_trail.main(["export", str(exported), *other]) == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda lines: [
            line.replace('\\"ok\\"', '\\"no\\"') if n == 5 else line for n, line in enumerate(lines)
        ],
        lambda lines: [line for n, line in enumerate(lines) if n != 5],
        lambda lines: [*lines[:4], lines[5], lines[4], *lines[6:]],
        lambda lines: [*lines[:5], lines[4], *lines[5:]],
        lambda lines: lines[:-2],
        lambda lines: lines[:-1],
        lambda lines: [line.replace('"root": "', '"root": "0') for line in lines],
    ],
)
def test_a_damaged_export_is_not_intact(exported, key, damage):
    lines = exported.read_text(encoding="utf-8").splitlines()
    exported.write_text("\n".join(damage(lines)), encoding="utf-8")

    assert verify_trail.main(["export", str(exported), *key]) == 1


def test_what_is_no_export_cannot_be_verified(tmp_path, key):
    assert verify_trail.main(["export", written(tmp_path, {"kind": "other"}), *key]) == 2
    assert verify_trail.main(["export", str(tmp_path / "absent"), *key]) == 2


def test_an_export_agrees_with_a_head_that_was_kept_earlier(exported, key, tmp_path):
    head = asdict(kept_head(sign(ZONNEDAM)))
    good, other = written(tmp_path, head), tmp_path / "other.json"
    other.write_text(json.dumps({**head, "root": "0" * 64}), encoding="utf-8")

    assert verify_trail.main(["export", str(exported), *key, "--head", good]) == 0
    assert verify_trail.main(["export", str(exported), *key, "--head", str(other)]) == 1


def test_every_entry_is_proved_to_be_in_the_trail(tmp_path, key):
    for event in trail(13):
        proof = written(tmp_path, inclusion_proof(find_event(event.id)))
        assert verify_trail.main(["inclusion", proof, *key]) == 0


def test_a_proof_does_not_hold_for_another_entry(tmp_path, key):
    events = trail(13)
    proof = inclusion_proof(events[5])
    proof["leaf"] = events[5].leaf.replace('"ok"', '"no"')

    assert verify_trail.main(["inclusion", written(tmp_path, proof), *key]) == 1


def test_the_trail_is_proved_to_have_only_grown(tmp_path, key):
    trail(13)
    for first in range(1, 14):
        proof = written(tmp_path, consistency_proof(ZONNEDAM, first))
        assert verify_trail.main(["consistency", proof, *key]) == 0


def test_growth_from_another_past_is_not_proved(tmp_path, key):
    trail(13)
    proof = consistency_proof(ZONNEDAM, 6)
    proof["first"]["root"] = "0" * 64

    assert verify_trail.main(["consistency", written(tmp_path, proof), *key]) == 1


def test_growth_is_proved_from_the_head_that_was_kept(tmp_path, key):
    trail(6)
    kept = tmp_path / "kept.json"
    kept.write_text(json.dumps(asdict(kept_head(sign(ZONNEDAM)))), encoding="utf-8")
    trail(7)

    same = written(tmp_path, consistency_proof(ZONNEDAM, 6))
    assert verify_trail.main(["consistency", same, *key, "--head", str(kept)]) == 0
    other = written(tmp_path, consistency_proof(ZONNEDAM, 7))
    assert verify_trail.main(["consistency", other, *key, "--head", str(kept)]) == 1


def test_a_proof_takes_few_queries_in_a_long_log(django_assert_max_num_queries):
    event = trail(600)[77]

    with django_assert_max_num_queries(2):
        inclusion_proof(event)


def test_the_command_proves_an_event(capsys):
    event = trail(5)[2]

    call_command("audit_prove", str(event.id), "--json")

    assert json.loads(capsys.readouterr().out)["sequence"] == 2


def test_the_command_proves_growth_of_the_only_log(capsys):
    trail(5)

    call_command("audit_prove", "--from", "3", "--json")

    assert json.loads(capsys.readouterr().out)["first"]["size"] == 3


@pytest.mark.parametrize(
    "arguments", [["nonsense"], [str(ZONNEDAM)], ["--from", "99"], [], ["x", "--from", "1"]]
)
def test_the_command_says_in_one_line_what_cannot_be_proved(arguments):
    trail(5)

    with pytest.raises(CommandError):
        call_command("audit_prove", *arguments)


def test_the_command_prints_heads_to_keep_elsewhere(capsys):
    trail(5)

    call_command("audit_sign")

    assert json.loads(capsys.readouterr().out)["size"] == 5
