# SPDX-License-Identifier: EUPL-1.2
"""Work in the background: taking over the registrations of a file that somebody uploaded."""

from __future__ import annotations

import logging
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed, Refused
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Membership
from aikompas.publication import selectors, services
from aikompas.publication.models import ImportRun
from aikompas.publication.standard.errors import UnreadableFile
from aikompas.publication.standard.reading import read

logger = logging.getLogger(__name__)
STORING = 60


@task()
def run_import(run_id: str, language: str) -> None:
    """Take over the file of an import: everything or nothing; what goes wrong is said on its page."""
    with translation.override(language):
        try:
            run = selectors.import_to_run(UUID(run_id))
        except ImportRun.DoesNotExist:
            logger.warning("an import that is asked for does not exist")
            return
        system = Actor.system(run.organisation_id, label="import")
        try:
            services.begin_import(actor=system, run=run)
        except Refused:
            return  # somebody else works on it, or it is done
        _run(run, system, language)


def _run(run: ImportRun, system: Actor, language: str) -> None:
    try:
        reading = read(bytes(run.content), run.filename, organisation=run.organisation.name)
        services.show_progress(actor=system, run=run, progress=STORING, kind=reading.kind)
        services.import_registrations(
            actor=actor_for(selectors.starter_of(run), origin="import"),
            reading=reading,
            organisation=run.organisation,
            dry_run=run.dry_run,
            run=run,
        )
    except UnreadableFile as error:
        services.fail_import(actor=system, run=run, error=error.message(language))
    except (NotAllowed, Membership.DoesNotExist):
        error_text = _("The person who asked for this import may not import any more.")
        services.fail_import(actor=system, run=run, error=error_text)
    except (Refused, ValidationError) as error:
        services.fail_import(actor=system, run=run, error=str(error))
    except Exception:
        logger.exception("an import failed")
        error_text = _("Something went wrong. Nothing of the file was taken over.")
        services.fail_import(actor=system, run=run, error=error_text)
