# SPDX-License-Identifier: EUPL-1.2
"""Loading from the console: a file, a folder, or a clear refusal."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from aikompas import cli
from aikompas.core.testing import shared_standards
from aikompas.library import selectors
from aikompas.library.models import InstrumentFile
from aikompas.library.tests import examples
from aikompas.organisations.models import Organisation

pytestmark = pytest.mark.django_db


def run(*arguments: str | Path) -> tuple[str, str]:
    """Run the command; return what it writes to both outputs."""
    out, err = StringIO(), StringIO()
    call_command("instruments_load", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_a_folder_is_loaded_with_its_images_and_terms(organisation: Organisation) -> None:
    folder = shared_standards() / "par-assessments"
    out, err = run(folder, "--organisation", organisation.slug, "--activate")
    assert out.count("in use: ") == 3
    assert "risico_matrix.png" not in err
    assert selectors.active(organisation.pk, "urn:nl:prescan", "nl").version == "2.0"
    assert selectors.image_names(
        organisation.pk, selectors.active(organisation.pk, "urn:nl:dpia", "nl").sha256
    ) == {"risico_matrix.png"}


def test_what_is_wrong_is_said_with_its_line_and_nothing_is_loaded(
    organisation: Organisation, tmp_path: Path
) -> None:
    file = tmp_path / "lijst.yaml"
    file.write_bytes(examples.questionnaire(extra=examples.CHOICE.replace('"1.2"', '"1.1"')).content)
    with pytest.raises(CommandError, match="nothing was loaded"):
        run(file, "--organisation", organisation.slug)
    assert not InstrumentFile.objects.exists()


def test_without_saying_so_nothing_is_put_into_use(organisation: Organisation, tmp_path: Path) -> None:
    file = tmp_path / "lijst.yaml"
    file.write_bytes(examples.questionnaire().content)
    out, _err = run(file, "--organisation", organisation.slug)
    assert out == "loaded: questionnaire Testlijst 1.0 (nl)\n"
    with pytest.raises(selectors.NotInUse):
        selectors.active(organisation.pk, examples.URN, "nl")


@pytest.mark.parametrize(("slug", "file"), [("nergens", "lijst.yaml"), ("", "er-is-niets.yaml")])
def test_a_wrong_name_gives_one_clear_line(organisation: Organisation, slug: str, file: str) -> None:
    with pytest.raises(CommandError):
        run(file, "--organisation", slug or organisation.slug)


def test_the_console_knows_the_command_beside_those_of_the_engine() -> None:
    assert "instruments load" in cli.overview()
    assert "instruments check" in cli.overview()
