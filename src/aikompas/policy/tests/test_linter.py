# SPDX-License-Identifier: EUPL-1.2
"""The linter: every mistake with its line, in words, with the nearest right name."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from aikompas.organisations.tests.factories import OrganisationFactory
from aikompas.policy import selectors
from aikompas.policy.linting import check_profile
from aikompas.policy.models import ProfileVersion
from aikompas.policy.profiles import shipped_text
from aikompas.policy.tests.factories import profile_text

MODEL = shipped_text("model")


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def found(text):
    return [(item.level, item.code) for item in check_profile(text).findings]


def changed(before, after, text=MODEL):
    assert before in text
    return text.replace(before, after, 1)


MISTAKES = {
    "unknown_control": changed("- classification.not_prohibited", "- clasification.not_prohibited"),
    "unknown_role": changed("responsible: owner", "responsible: ownr"),
    "unknown_expertise": changed("{expertise: ethics}", "{expertise: etics}"),
    "unknown_principle": changed("principle: vision", "principle: vison"),
    "unknown_risk_class": changed("  minimal: {body", "  minmal: {body"),
    "unknown_body": changed("{body: executive", "{body: excutive"),
    "unknown_data_class": changed("data_class: internal", "data_class: interna"),
    "unknown_clause": changed('clauses: ["5.4"]', 'clauses: ["5.44"]'),
    "unknown_kind": changed("kind: handling", "kind: handlin"),
    "unknown_unit": changed("unit: working_days", "unit: workingdays"),
    "quorum_too_large": changed("quorum: 4", "quorum: 7"),
    "duplicate": changed('ref: "1.2"', 'ref: "1.1"'),
    "body_without_name": changed("  management: Directie\n", ""),
    "gate_without_decision_maker": changed("  default: {body: executive, role: decision_maker}\n", ""),
    "missing": changed("review_months: 12\n", ""),
    "unknown_key": changed("review_months: 12\n", "review_months: 12\nclausess: []\n"),
    "wrong_type": changed("quorum: 4", "quorum: four"),
    "out_of_range": changed("quorum: 4", "quorum: 0"),
    "not_a_choice": changed("light: green", "light: groen"),
    "syntax": changed("gates:\n", "gates: [\n"),
    "twice": changed("review_months: 12\n", "review_months: 12\nreview_months: 6\n"),
    "key": changed("bodies:\n", "bodies:\n  1: x\n"),
    "alias": changed("name: Modelbeleid AI voor gemeenten", "name: &n Modelbeleid")
    + "\nsource: {title: *n}\n",
    "no_date": MODEL + 'source: {in_force_from: "2025-02-30"}\n',
    "wrong_period": MODEL + 'source: {in_force_from: "2026-01-01", in_force_until: "2025-01-01"}\n',
    "overlapping_dates": MODEL
    + "designated_applications:\n"
    + '  - {application: Copilot, data_class: personal, until: "2026-06-30"}\n'
    + '  - {application: copilot, data_class: bsn, from: "2026-06-30"}\n',
    "empty": "",
}


@pytest.mark.parametrize("code", MISTAKES)
def test_a_mistake_is_found(code):
    assert ("error", code) in found(MISTAKES[code])
    assert check_profile(MISTAKES[code]).profile is None


def test_a_clause_without_control_or_attestation_is_a_mistake():
    start = MODEL.index('  - ref: "2.1"')
    controls = MODEL.index("    controls:", start)
    end = MODEL.index("  - ref:", controls)
    assert ("error", "clause_without_control") in found(MODEL[:controls] + MODEL[end:])


def test_a_control_that_is_not_measured_at_a_gate_is_a_warning_only():
    text = changed("  assess:\n", "  assess:\n    - literacy.trained_before_access\n")
    assert found(text) == [("warning", "gate_not_measured")]
    assert check_profile(text).profile is not None


def test_the_nearest_right_name_and_the_line_are_told():
    text = MISTAKES["unknown_control"]
    (finding,) = check_profile(text).findings
    assert "Is “classification.not_prohibited” meant?" in finding.sentence
    assert "clasification" in text.splitlines()[finding.line - 1]


def test_what_is_missing_is_told_once():
    text = changed("review_months: 12\n", "", changed("assessment_days: 42\n", ""))
    assert found(text) == [("error", "missing"), ("error", "missing")]


def test_all_mistakes_are_told_at_once_in_the_order_of_the_lines():
    text = changed("quorum: 4", "quorum: 9", MISTAKES["unknown_role"])
    lines = [finding.line for finding in check_profile(text).findings]
    assert len(lines) == 2
    assert lines == sorted(lines)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "profile.yaml"
    path.write_text(profile_text(), encoding="utf-8")
    return path


class TestCommands:
    """``aikompas policy check`` and ``aikompas policy load``."""

    def test_a_right_profile_passes(self, file, capsys):
        call_command("policy_check", str(file))
        assert "0 errors" in capsys.readouterr().out

    def test_a_wrong_one_ends_with_1_and_names_the_line(self, file, capsys):
        file.write_text(MISTAKES["unknown_role"], encoding="utf-8")
        with pytest.raises(SystemExit) as ended:
            call_command("policy_check", str(file))
        assert ended.value.code == 1
        assert "error: There is no " in capsys.readouterr().out

    def test_the_findings_can_be_json(self, file, capsys):
        file.write_text(MISTAKES["quorum_too_large"], encoding="utf-8")
        with pytest.raises(SystemExit):
            call_command("policy_check", str(file), "--json")
        told = json.loads(capsys.readouterr().out)
        assert told["valid"] is False
        assert told["findings"][0]["code"] == "quorum_too_large"
        assert told["findings"][0]["line"] > 1

    def test_a_file_that_is_not_there_is_said(self, tmp_path):
        with pytest.raises(CommandError):
            call_command("policy_check", str(tmp_path / "absent.yaml"))

    @pytest.mark.django_db
    def test_a_profile_is_loaded_and_used(self, file):
        organisation = OrganisationFactory()
        call_command("policy_load", str(file), organisation=organisation.slug, switch=True)
        organisation.refresh_from_db()
        assert selectors.profile_of(organisation).id == "utopia"

    @pytest.mark.django_db
    def test_a_wrong_profile_is_not_loaded(self, file):
        file.write_text(MISTAKES["duplicate"], encoding="utf-8")
        with pytest.raises(CommandError):
            call_command("policy_load", str(file), organisation=OrganisationFactory().slug)
        assert not ProfileVersion.objects.exists()
