# SPDX-License-Identifier: EUPL-1.2
"""Controls are registered once, gates run them, and a profile says which stand where."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from aikompas.policy import controls
from aikompas.policy.controls import Outcome, Result, UnknownControl, control, get_control
from aikompas.policy.gates import check_all, check_gate, reasons
from aikompas.policy.profiles import FOLDER, InvalidProfile, parse_profile, shipped_profile

# Anything that can remember what controls read about it.
SUBJECT = SimpleNamespace()


@pytest.fixture(autouse=True)
def only_these_controls(monkeypatch):
    monkeypatch.setattr(controls, "_controls", {})
    for name, result in {
        "met": Result.met("Dat klopt."),
        "not_met": Result.not_met("Dat ontbreekt.", fix="/hier/"),
        "attention": Result.attention("Let op."),
        "not_applicable": Result.not_applicable("Niet nodig."),
    }.items():
        register(f"test.{name}", result)


def register(control_id, result):
    @control(control_id, scope="application", question="Klopt het?", law="art. 1")
    def check(subject):
        return result

    check.__qualname__ = control_id
    return check


def profile(**gates):
    """Return a profile with these gates; the others are open."""
    lines = [
        "id: test",
        "version: '1'",
        "name: Test",
        "bodies: {advisory: A, decision: B}",
        "review_months: 12",
    ]
    route = "{advice: [], approval: [privacy_adviser], valid_months: 12}"
    lines += ["assessment_days: 30", f"assessment_route: {route}", "assessments: {}", "gates:"]
    for gate in ("assess", "advise", "decide", "pilot", "use"):
        lines.append(f"  {gate}: [{', '.join(gates.get(gate, ()))}]")
    return parse_profile("\n".join(lines))


@pytest.mark.parametrize(
    ("name", "blocks"),
    [("met", False), ("not_met", True), ("attention", False), ("not_applicable", False), ("absent", True)],
)
def test_only_what_is_not_met_or_not_measured_keeps_a_gate_closed(name, blocks):
    (check,) = check_gate(profile(use=[f"test.{name}"]), "use", SUBJECT)
    assert check.blocks is blocks


def test_a_control_that_nobody_registered_is_never_counted_as_met():
    (check,) = check_gate(profile(use=["test.absent"]), "use", SUBJECT)
    assert check.result.outcome == Outcome.NOT_MEASURED


def test_the_reasons_of_a_closed_gate_name_the_controls_and_where_to_put_them_right():
    found = reasons(check_gate(profile(use=["test.met", "test.not_met"]), "use", SUBJECT))
    assert [(reason.control, reason.text, reason.url) for reason in found] == [
        ("test.not_met", "Dat ontbreekt.", "/hier/")
    ]


def test_a_control_at_several_gates_is_answered_once():
    checks = check_all(profile(pilot=["test.met"], use=["test.met", "test.not_met"]), SUBJECT)
    assert [check.control_id for check in checks] == ["test.met", "test.not_met"]


def test_two_controls_cannot_share_an_id():
    def other(subject):
        return Result.met("Ook.")

    with pytest.raises(ValueError, match=r"test\.met"):
        control("test.met", scope="application", question="?", law="")(other)


def test_an_unknown_control_is_an_error_to_ask_for():
    with pytest.raises(UnknownControl):
        get_control("test.absent")


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_profile_that_ships_is_valid_and_called_after_its_file(file):
    assert shipped_profile(file.stem).id == file.stem


@pytest.mark.parametrize("text", ["gates: [", "id: test", "id: test\nunknown: 1"])
def test_a_profile_that_is_not_valid_says_so(text):
    with pytest.raises(InvalidProfile):
        parse_profile(text)


def test_a_profile_that_does_not_ship_says_so():
    with pytest.raises(InvalidProfile, match="utopia"):
        shipped_profile("utopia")
