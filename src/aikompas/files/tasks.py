# SPDX-License-Identifier: EUPL-1.2
"""Work in the background: making the documents that people asked for."""

from __future__ import annotations

import logging
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured, ObjectDoesNotExist
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed, Refused
from aikompas.files import selectors, services
from aikompas.files.exporting import Job, export_kind
from aikompas.files.holders import find_holder
from aikompas.files.models import Export
from aikompas.organisations.actors import actor_for
from aikompas.organisations.permissions import require

logger = logging.getLogger(__name__)


@task()
def make_export(export_id: str) -> None:
    """Make one export; what goes wrong is said on its page. What was kept long enough goes at the same time."""
    try:
        export = selectors.export_to_make(UUID(export_id))
    except Export.DoesNotExist:
        logger.warning("an export that is asked for does not exist")
        return
    system = Actor.system(export.organisation_id, label="export")
    with translation.override(export.language):
        try:
            services.begin_export(actor=system, export=export)
        except Refused:
            return  # somebody else makes it, or it is done
        _make(export, system)
    services.remove_expired_exports(actor=system)


def _make(export: Export, system: Actor) -> None:
    try:
        kind = export_kind(export.kind)
        actor = actor_for(selectors.requester_of(export), origin="export")
        about = find_holder(actor, export.object_type, export.object_id)
        require(actor, kind.permission, about)

        def progress(percent: int) -> None:
            services.show_progress(actor=system, export=export, progress=percent)

        document = kind.make(Job(about, actor, export.language, export.options, progress))
        services.finish_export(actor=system, export=export, made=document)
    except (NotAllowed, ObjectDoesNotExist):
        error_text = _("The person who asked for this may not see it any more.")
        services.fail_export(actor=system, export=export, error=error_text)
    except Refused as refused:
        services.fail_export(actor=system, export=export, error=refused.message)
    except ImproperlyConfigured as error:
        logger.error("an export cannot be made: %s", error)
        error_text = _("This installation cannot make this document. Ask its administrator.")
        services.fail_export(actor=system, export=export, error=error_text)
    except Exception:
        logger.exception("an export failed")
        error_text = _("Something went wrong. Try again, or tell the administrator.")
        services.fail_export(actor=system, export=export, error=error_text)
