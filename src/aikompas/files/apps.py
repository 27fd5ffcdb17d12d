# SPDX-License-Identifier: EUPL-1.2
"""Files: what people uploaded and what was made for them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.files"
    verbose_name = _("Files")

    def ready(self) -> None:
        """Name the actions of this app for the trail; an export holds the file that was made."""
        from aikompas.files import trail  # noqa: F401
        from aikompas.files.holders import register_holder
        from aikompas.files.models import DocumentTemplate, Export
        from aikompas.files.selectors import get_export, get_template
        from aikompas.organisations.permissions import may

        register_holder(Export, find=get_export, may_change=lambda actor, export: actor.is_system)
        register_holder(
            DocumentTemplate,
            find=get_template,
            permission="files.manage_templates",
            may_change=lambda actor, template: may(actor, "files.manage_templates", template),
        )
