# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.assessments.views import filling_in, judging, reading

app_name = "assessments"
urlpatterns = [
    path("toepassingen/<uuid:pk>/toetsen/", reading.application, name="application"),
    path("toepassingen/<uuid:pk>/toetsen/starten/", reading.start, name="start"),
    path("toetsen/", reading.assessment_list, name="assessment_list"),
    path("toetsen/<uuid:pk>/", reading.detail, name="detail"),
    path("toetsen/<uuid:pk>/overzicht/", filling_in.overview, name="overview"),
    path("toetsen/<uuid:pk>/deel/<str:section>/", filling_in.fill_in, name="fill_in"),
    path("toetsen/<uuid:pk>/deel/<str:section>/bewaren/", filling_in.autosave, name="autosave"),
    path("toetsen/<uuid:pk>/deel/<str:section>/verversen/", filling_in.refresh, name="refresh"),
    path("toetsen/<uuid:pk>/indienen/", filling_in.submit, name="submit"),
    path("toetsen/<uuid:pk>/terugnemen/", filling_in.take_back, name="take_back"),
    path("toetsen/<uuid:pk>/beoordelen/", judging.judge, name="judge"),
]
