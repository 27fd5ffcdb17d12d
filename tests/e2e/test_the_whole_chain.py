# SPDX-License-Identifier: EUPL-1.2
"""One use of AI goes through the whole chain, in the hands of eleven people who each see an own screen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from aikompas.core.testing import shared_standards
from aikompas.publication.standard.tests.test_formats import official_errors
from tests.e2e import judging, preparing
from tests.e2e.installation import Installation
from tests.e2e.people import PHONE, Visitor
from tests.structure.source import ROOT

pytestmark = pytest.mark.chain

EMPLOYEE, CONTACT_PERSON, OWNER = "Emine Yilmaz", "Carla van den Berg", "Daan Kuipers"
PRIVACY_ADVISER, DATA_MEMBER, ETHICS_MEMBER = "Usha Ramdin", "Thomas Visser", "Willemijn de Boer"
SECRETARY, DECISION_MAKER, PUBLISHER = "Samira Haddad", "Yvonne Dekker", "Quinty Brouwer"
OTHER_EXPERTISES = (
    (PRIVACY_ADVISER, "Gegevensbescherming"),
    ("Victor Timmermans", "Informatiebeveiliging"),
    (ETHICS_MEMBER, "Recht"),
    ("Mirjam Scholten", "Informatiemanagement"),
)
AUDITOR, ADMINISTRATOR = "Anton Verhoeven", "Coen Prins"
VERIFIER = ROOT / "src" / "aikompas" / "audit" / "standalone" / "verify_trail.py"


class Zonnedam:
    """The people of the demo municipality, each in a window of its own; nothing may appear on a console."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser, self.url = browser, url
        self.windows: dict[str, Visitor] = {}

    def person(self, name: str, width: int = 1280) -> Visitor:
        """Return somebody's window, signed in once."""
        if name not in self.windows:
            self.windows[name] = Visitor(self.browser, self.url, width=width).sign_in_as(name)
        return self.windows[name]

    def close(self) -> None:
        """Close all windows; nobody saw a script error or a refused file."""
        complaints = {name: window.complaints for name, window in self.windows.items() if window.complaints}
        for window in self.windows.values():
            window.close()
        assert not complaints, complaints


def test_a_use_of_ai_goes_from_a_report_to_the_public_register(
    kompas: Installation, chromium: Browser, tmp_path: Path
) -> None:
    zonnedam = Zonnedam(chromium, kompas.url)
    person = zonnedam.person

    application = is_prepared(zonnedam)
    is_judged(zonnedam, application)

    judging.find_the_text_missing(person(OWNER), application)
    judging.write_the_text(person(OWNER), application)
    judging.approve_the_text(person(PUBLISHER), application)
    judging.take_into_use(person(OWNER), application)
    judging.publish(person(PUBLISHER), application)
    judging.look_back(person(AUDITOR), application)
    assert len(zonnedam.windows) >= 8
    zonnedam.close()

    with Visitor(chromium, kompas.url, width=PHONE) as resident:
        judging.find_it_in_the_public_register(resident)
        assert not resident.shortcomings()

    the_export_is_valid(kompas, tmp_path / "register.json")
    the_trail_verifies(kompas, tmp_path / "trail.jsonl")


def is_prepared(zonnedam: Zonnedam) -> str:
    """Report, triage, describe, classify and assess; return the path of the application."""
    person = zonnedam.person
    preparing.make_the_owner_a_member_too(person(ADMINISTRATOR), OWNER)
    preparing.report_on_a_phone(person(EMPLOYEE, width=PHONE))
    application = preparing.triage(person(CONTACT_PERSON), OWNER)
    preparing.complete_the_facts(person(OWNER), application, overseer=CONTACT_PERSON)
    preparing.classify(person(OWNER), application)
    preparing.send_too_early(person(OWNER), application)
    preparing.fill_in_the_assessment(person(OWNER), application)
    judging.approve_the_assessment(person(PRIVACY_ADVISER), application)
    return application


def is_judged(zonnedam: Zonnedam, application: str) -> None:
    """Send to the committee, advise, conclude and decide; the owner has no part in it."""
    person = zonnedam.person
    judging.send_to_the_committee(person(OWNER), application)
    judging.find_own_application_closed(person(OWNER), application)
    judging.find_it_too_early_to_use(person(OWNER), application)
    judging.advise(person(DATA_MEMBER), application, "Data", "Positief, met voorwaarden")
    judging.advise(person(ETHICS_MEMBER), application, "Ethiek", "Positief")
    judging.find_it_too_early_to_conclude(person(SECRETARY), application)
    for member, expertise in OTHER_EXPERTISES:
        judging.advise(person(member), application, expertise, "Positief")
    judging.conclude(person(SECRETARY), application, owner=OWNER)
    judging.decide(person(DECISION_MAKER), application)


def the_export_is_valid(kompas: Installation, file: Path) -> None:
    """Export the register in the national format: our own check and the official schema accept it."""
    kompas.command(
        *("register", "export", "--organisation", "zonnedam", "--standard", "1.0"),
        *("--format", "json", "--output", str(file)),
    )
    kompas.command("register", "validate", str(file), "--json")
    exported = json.loads(file.read_text(encoding="utf-8"))
    assert preparing.NAME in [entry["name"] for entry in exported]
    shared_standards()
    assert not [error for entry in exported for error in official_errors("v1_0__Algorithm", entry)]


def the_trail_verifies(kompas: Installation, file: Path) -> None:
    """Verify the trail here, and with the program that auditors use elsewhere."""
    verdict = json.loads(kompas.command("audit", "verify", "--json").stdout)
    assert verdict["ok"], verdict
    assert verdict["protected"], verdict
    kompas.command("audit", "export", "--organisation", "zonnedam", "--output", str(file))
    done = subprocess.run(
        [sys.executable, str(VERIFIER), "export", str(file)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
