# SPDX-License-Identifier: EUPL-1.2
"""Documents: PDF that everybody can read, and DOCX that people go on writing in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.documents"
    verbose_name = _("Documents")
