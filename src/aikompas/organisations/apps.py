# SPDX-License-Identifier: EUPL-1.2
"""Organisations: tenants, departments, people, roles, permissions, sign-in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.organisations"
    verbose_name = _("Organisations")
