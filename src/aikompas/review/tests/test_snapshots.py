# SPDX-License-Identifier: EUPL-1.2
"""A kept dossier stays as it was: for the application, and for whoever reaches the database."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from aikompas.audit.models import AppendOnly
from aikompas.review.models import DossierSnapshot
from aikompas.review.snapshots import digest
from aikompas.review.triggers import TABLE


def test_the_application_cannot_change_or_remove_a_kept_dossier(scene):
    kept = scene.advise().snapshot
    for attempt in (
        kept.save,
        kept.delete,
        lambda: DossierSnapshot.objects.update(sha256=""),
        DossierSnapshot.objects.all().delete,
        lambda: DossierSnapshot.objects.bulk_update([kept], ["content"]),
        scene.application.snapshots.all().delete,
    ):
        with pytest.raises(AppendOnly):
            attempt()


@pytest.mark.parametrize("change", ["content = '{}'", "sha256 = sha256"])
def test_the_database_refuses_to_change_a_kept_dossier(scene, change):
    scene.advise()
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        connection.cursor().execute(f"UPDATE {TABLE} SET {change}")


@pytest.mark.only_sqlite
def test_sqlite_refuses_to_replace_a_kept_dossier_by_inserting_over_it(scene):
    scene.advise()
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        connection.cursor().execute(f"INSERT OR REPLACE INTO {TABLE} SELECT * FROM {TABLE}")


def test_the_database_refuses_to_remove_a_dossier_on_which_a_judgement_rests(scene):
    scene.advise()

    def remove():
        connection.cursor().execute(f"DELETE FROM {TABLE}")
        connection.check_constraints()

    with pytest.raises(IntegrityError), transaction.atomic():
        remove()


def test_the_hash_is_that_of_the_content(scene):
    kept = DossierSnapshot.objects.get(pk=scene.advise().snapshot_id)
    assert digest(kept.content) == kept.sha256
