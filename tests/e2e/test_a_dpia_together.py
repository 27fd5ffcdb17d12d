# SPDX-License-Identifier: EUPL-1.2
"""The pre-scan says that a DPIA is needed; two people fill it in, others advise, and what it finds is followed up."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Browser

from aikompas.documents.pdf import read_attachment
from aikompas.instruments.questionnaires.output import read_output
from tests.e2e import assessing
from tests.e2e.installation import Installation
from tests.e2e.test_the_whole_chain import (
    ADMINISTRATOR,
    CONTACT_PERSON,
    ETHICS_MEMBER,
    PRIVACY_ADVISER,
    SECRETARY,
    Zonnedam,
)

OWNER, SECURITY_OFFICER = "Frank Hoekstra", "Victor Timmermans"


def test_a_dpia_goes_from_the_prescan_to_the_dossier_of_the_committee(
    kompas: Installation, chromium: Browser, tmp_path: Path
) -> None:
    zonnedam = Zonnedam(chromium, kompas.url)
    person = zonnedam.person
    assessing.load_the_official_files(person(ADMINISTRATOR))

    owner, colleague = person(OWNER), person(CONTACT_PERSON)
    application = assessing.find_the_application(owner)
    prescan = assessing.begin(owner, application, assessing.PRESCAN)
    assessing.take_in(owner, prescan, assessing.prescan_answers(), tmp_path / "prescan.json")
    assessing.finish(owner, prescan)
    assessing.find_the_dpia_required(owner, application)

    dpia = assessing.begin(owner, application, assessing.DPIA)
    assessing.take_in(owner, dpia, assessing.dpia_answers(), tmp_path / "dpia.json")
    assessing.invite(owner, dpia, CONTACT_PERSON)
    assessing.fill_in_together(owner, colleague, dpia)
    assert not owner.shortcomings()
    assessing.finish(owner, dpia)
    assessing.advise(person(PRIVACY_ADVISER), application)
    assessing.advise(person(SECURITY_OFFICER), application)
    assessing.approve(person(SECRETARY), application)

    the_pdf_holds_the_same_answers(zonnedam, dpia, tmp_path)
    assessing.find_the_risk(owner, application)
    assessing.prove_a_measure(owner, application)
    assessing.read_the_dossier(person(ETHICS_MEMBER), application)
    zonnedam.close()


def the_pdf_holds_the_same_answers(zonnedam: Zonnedam, dpia: str, folder: Path) -> None:
    """Make a PDF and the official JSON; what stands in the PDF reads back as the same answers."""
    form, given = assessing.dpia_answers()
    owner = zonnedam.person(OWNER)
    pdf = assessing.document(owner, dpia, "Maak een PDF", folder / "dpia.pdf").read_bytes()
    official = assessing.document(owner, dpia, "Maak officiële JSON", folder / "again.json")
    inside = read_output(form, json.loads(read_attachment(pdf, "assessment-output.json")))
    outside = read_output(form, json.loads(official.read_text(encoding="utf-8")))
    assert inside.filled == outside.filled
    written = {"1.1": assessing.PROPOSAL, "16.1.2[0]": assessing.CAUSE}
    assert {key: inside.filled.answers.get(key) for key in written} == written
    answered = {key for key, value in given.answers.items() if value != []}
    assert answered <= set(inside.filled.answers)
