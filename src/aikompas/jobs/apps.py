# SPDX-License-Identifier: EUPL-1.2
"""Jobs: what the product does by itself, again and again."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.jobs"
    verbose_name = _("Scheduled work")
