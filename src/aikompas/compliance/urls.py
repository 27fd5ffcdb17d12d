# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.compliance.views import application, clauses, deviations, overview, results

app_name = "compliance"
urlpatterns = [
    path("naleving/", overview.overview, name="overview"),
    path("naleving/afdelingen/", overview.departments, name="departments"),
    path("naleving/raad/", overview.council, name="council"),
    path("naleving/meten/", overview.refresh, name="refresh"),
    path("naleving/voortgang/", overview.progress, name="progress"),
    path("naleving/document/", overview.document, name="document"),
    path("naleving/bepalingen/<str:reference>/", clauses.clause, name="clause"),
    path("naleving/controles/", results.result_list, name="result_list"),
    path("naleving/controles/<uuid:pk>/afwijking/", deviations.accept, name="deviation_accept"),
    path("naleving/afwijkingen/", deviations.deviation_list, name="deviation_list"),
    path("naleving/afwijkingen/<uuid:pk>/", deviations.deviation, name="deviation"),
    path("naleving/afwijkingen/<uuid:pk>/intrekken/", deviations.withdraw, name="deviation_withdraw"),
    path("toepassingen/<uuid:pk>/naleving/", application.application, name="application"),
]
