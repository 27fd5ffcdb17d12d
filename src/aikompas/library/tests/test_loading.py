# SPDX-License-Identifier: EUPL-1.2
"""Loading instruments: official files as they are, and nothing that is not in order."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from aikompas.audit.models import AuditEvent
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed, Refused
from aikompas.library import bundles, selectors, services
from aikompas.library.bundles import NamedFile, pack, unpack
from aikompas.library.checking import check
from aikompas.library.models import InstrumentFile, InstrumentPart, Proposal
from aikompas.library.tests import examples
from aikompas.organisations.models import Organisation
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import OrganisationFactory, actor

pytestmark = pytest.mark.django_db


def load(administrator: Actor, *files: NamedFile, **options: Any) -> list[InstrumentFile]:
    """Load files as an administrator does after reading what was found."""
    given = {"language": "nl", "source": "uploaded", **options}
    return services.load_files(actor=administrator, files=files, **given)


def codes(*files: NamedFile) -> set[str]:
    """Return the codes of everything that is found about files."""
    report = check(files, "nl")
    return {problem.code for _name, problem in report.problems} | {
        problem.code for found in report.instruments for problem in found.problems
    }


def test_the_official_dpia_loads_unmodified_with_its_glossary_and_image(
    administrator: Actor, organisation: Organisation
) -> None:
    files = examples.dpia()
    loaded = load(administrator, NamedFile("dpia.zip", pack(files)), activate=True)
    dpia = next(item for item in loaded if item.kind == "questionnaire")
    assert dpia.content.encode() == files[0].content
    assert dpia.sha256 == files[0].sha256
    image = selectors.get_image(administrator, dpia.sha256, "risico_matrix.png")
    assert bytes(image.content) == files[2].content
    assert len(selectors.glossary(organisation.pk, "nl")) > 50
    assert selectors.active(organisation.pk, "urn:nl:dpia", "nl").sha256 == dpia.sha256


def test_the_official_prescan_loads_with_warnings(administrator: Actor) -> None:
    (prescan,) = load(administrator, *examples.official("par-assessments", "prescan.yaml"))
    assert {problem["level"] for problem in prescan.problems} == {"warning"}
    assert {"misplaced-key", "dangling"} <= {problem["code"] for problem in prescan.problems}


def test_the_official_decision_tree_loads_with_its_chapters_and_terms(
    administrator: Actor, organisation: Organisation
) -> None:
    (loaded,) = load(administrator, *examples.decision_tree(), activate=True)
    _version, tree = selectors.active_tree(organisation.pk, "nl")
    assert (tree.sha256, tree.name) == (loaded.sha256, "Beslishulp AI-verordening")
    assert tree.categories
    assert tree.definitions


def test_what_is_loaded_is_used_only_after_that_is_said(
    administrator: Actor, organisation: Organisation
) -> None:
    load(administrator, examples.questionnaire())
    with pytest.raises(selectors.NotInUse):
        selectors.active(organisation.pk, examples.URN, "nl")


def test_an_image_that_is_missing_can_be_added_by_loading_again(administrator: Actor) -> None:
    file = examples.questionnaire(extra=examples.WITH_IMAGE)
    assert codes(file) == {"missing-image"}
    load(administrator, file)
    assert not InstrumentPart.objects.exists()
    (again,) = load(administrator, file, examples.image())
    assert [part.name for part in again.parts.all()] == ["matrix.png"]
    assert InstrumentFile.objects.count() == 1


def test_an_image_that_nobody_asks_for_is_not_kept(administrator: Actor) -> None:
    files = [examples.questionnaire(), examples.image("los.png")]
    assert codes(*files) == {"unused-image"}
    load(administrator, *files)
    assert not InstrumentPart.objects.exists()


def test_another_file_with_the_same_version_is_kept_beside_the_first(
    administrator: Actor, organisation: Organisation
) -> None:
    load(administrator, examples.questionnaire(), activate=True)
    load(administrator, examples.questionnaire(question="Waarom?"))
    found = [item for item in selectors.versions_of(organisation.pk) if item.urn == examples.URN]
    assert len({item.short_hash for item in found}) == 2
    assert [item.is_active for item in found].count(True) == 1


BOMB = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(30)) + "tasks: []\n"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x00\x01\x02\xff", "not-text"),
        (b"GIF89a but not really", "kind"),
        (b"tasks: [unclosed", "yaml"),
        (BOMB.encode(), "yaml"),
        (("[" * 5000 + "]" * 5000).encode(), "yaml"),
        (b"name: !!python/name:os.system x\ntasks: []", "yaml"),
        (b"hallo: wereld", "kind"),
        (b"name: Lijst\nurn: urn:nl:x\ntasks: 3", "schema"),
        (b"name: Lijst\ntasks: []", "schema"),
        (b"name: Begrippen\nurn: urn:nl:b\ndefinitions: [{term: doel}]", "glossary"),
        (b"definitions: [{term: doel, definition: Waarom.}]", "lonely-companion"),
        (b"<html><script>alert(1)</script></html>", "kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kind"),
    ],
)
def test_junk_is_refused(administrator: Actor, content: bytes, code: str) -> None:
    file = NamedFile("bestand.yaml", content)
    assert code in codes(file)
    with pytest.raises(Refused):
        load(administrator, file)
    assert not InstrumentFile.objects.exists()


def test_one_file_with_an_error_keeps_all_files_out(administrator: Actor) -> None:
    with pytest.raises(Refused):
        load(administrator, examples.questionnaire(), NamedFile("los.yaml", b"hallo: wereld"))
    assert not InstrumentFile.objects.exists()


def test_what_pretends_to_be_an_image_is_no_image() -> None:
    script = NamedFile("matrix.png", b"\x89PNG\r\n\x1a\n<script>alert(1)</script>")
    assert codes(examples.questionnaire(extra=examples.WITH_IMAGE), script) >= {"missing-image"}
    assert script.image_type == ""


def test_files_that_are_too_large_are_refused() -> None:
    with pytest.raises(ValidationError):
        unpack([NamedFile("groot.yaml", b"x" * (bundles.LARGEST_FILE + 1))])


def test_a_zip_file_that_grows_when_unpacked_is_refused_before_it_fills_the_memory() -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(10):
            archive.writestr(f"{number}.yaml", b"0" * (bundles.LARGEST_FILE * 3))
    assert len(target.getvalue()) < 200_000
    with pytest.raises(ValidationError):
        unpack([NamedFile("bom.zip", target.getvalue())])


@pytest.mark.parametrize("content", [b"PK\x03\x04 no zip file at all", pack([])])
def test_a_broken_or_empty_zip_file_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError):
        unpack([NamedFile("kapot.zip", content)] if content.startswith(b"PK\x03\x04") else [])


def test_names_in_a_zip_file_lead_nowhere() -> None:
    (file,) = unpack([NamedFile("a.zip", pack([NamedFile("../../etc/passwd", b"x")]))])
    assert file.name == "passwd"


def test_two_different_files_of_one_name_are_refused() -> None:
    with pytest.raises(ValidationError):
        unpack([NamedFile("a.yaml", b"1"), NamedFile("a.yaml", b"2")])


def test_files_wait_until_somebody_read_what_was_found(administrator: Actor) -> None:
    proposal = services.propose_files(
        actor=administrator, files=[examples.questionnaire()], language="nl", source="uploaded"
    )
    assert not InstrumentFile.objects.exists()
    services.load_proposal(actor=administrator, proposal=proposal)
    assert InstrumentFile.objects.get().urn == examples.URN
    assert not Proposal.objects.exists()


def test_the_trail_says_what_was_loaded_by_its_hash(administrator: Actor) -> None:
    (file,) = load(administrator, examples.questionnaire())
    event = AuditEvent.objects.get(action="library.loaded")
    assert event.content["changes"]["sha256"] == [None, file.sha256]


@pytest.mark.parametrize("role", [Role.OWNER, Role.PRIVACY_ADVISER, Role.AUDITOR])
def test_only_an_administrator_loads(organisation: Organisation, role: Role) -> None:
    with pytest.raises(NotAllowed):
        load(actor(role, organisation), examples.questionnaire())


def test_what_waits_in_one_municipality_cannot_be_loaded_by_another(administrator: Actor) -> None:
    proposal = services.propose_files(
        actor=administrator, files=[examples.questionnaire()], language="nl", source="uploaded"
    )
    stranger = actor(Role.ADMINISTRATOR, OrganisationFactory())
    with pytest.raises(NotAllowed):
        services.load_proposal(actor=stranger, proposal=proposal)
    with pytest.raises(Proposal.DoesNotExist):
        selectors.get_proposal(stranger, proposal.pk)
