# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.register.views import (
    applications,
    dossier,
    environments,
    inventory,
    reports,
    steps,
    systems,
    triage,
)

app_name = "register"
urlpatterns = [
    path("meldingen/nieuw/", reports.report_create, name="report_create"),
    path("mijn-meldingen/", reports.my_reports, name="my_reports"),
    path("meldingen/", triage.report_list, name="report_list"),
    path("meldingen/<uuid:pk>/", reports.report_detail, name="report_detail"),
    path("meldingen/<uuid:pk>/beantwoorden/", reports.report_answer, name="report_answer"),
    path("meldingen/<uuid:pk>/intrekken/", reports.report_withdraw, name="report_withdraw"),
    path("meldingen/<uuid:pk>/opnieuw-indienen/", reports.report_resubmit, name="report_resubmit"),
    path("meldingen/<uuid:pk>/accepteren/", triage.report_accept, name="report_accept"),
    path("meldingen/<uuid:pk>/koppelen/", triage.report_join, name="report_join"),
    path("meldingen/<uuid:pk>/vragen/", triage.report_ask, name="report_ask"),
    path("meldingen/<uuid:pk>/afwijzen/", triage.report_decline, name="report_decline"),
    path("meldingen/<uuid:pk>/dubbel/", triage.report_duplicate, name="report_duplicate"),
    path("meldingen/<uuid:pk>/heropenen/", triage.report_reopen, name="report_reopen"),
    path("toepassingen/", applications.application_list, name="application_list"),
    path("toepassingen/zonder-melding/", applications.found_in_use, name="found_in_use"),
    path("toepassingen/<uuid:pk>/", dossier.application_detail, name="application_detail"),
    path("toepassingen/<uuid:pk>/wijzigen/", applications.application_edit, name="application_edit"),
    path("toepassingen/<uuid:pk>/levensloop/", steps.application_lifecycle, name="application_lifecycle"),
    path(
        "toepassingen/<uuid:pk>/levensloop/<slug:action>/",
        steps.application_move,
        name="application_move",
    ),
    path("toepassingen/<uuid:pk>/geschiedenis/", dossier.application_history, name="application_history"),
    path("toepassingen/<uuid:pk>/vergelijken/", dossier.application_compare, name="application_compare"),
    path("systemen/", systems.system_list, name="system_list"),
    path("systemen/nieuw/", systems.system_add, name="system_add"),
    path("systemen/<uuid:pk>/", systems.system_detail, name="system_detail"),
    path("systemen/<uuid:pk>/wijzigen/", systems.system_edit, name="system_edit"),
    path("omgevingen/", environments.environment_list, name="environment_list"),
    path("omgevingen/nieuw/", environments.environment_add, name="environment_add"),
    path("omgevingen/<uuid:pk>/", environments.environment_detail, name="environment_detail"),
    path("omgevingen/<uuid:pk>/wijzigen/", environments.environment_edit, name="environment_edit"),
    path("overzichten/", inventory.inventory_list, name="inventory_list"),
    path("overzichten/<uuid:pk>/", inventory.inventory, name="inventory"),
    path("overzichten/<uuid:pk>/bevestigen/", inventory.inventory_confirm, name="inventory_confirm"),
]
