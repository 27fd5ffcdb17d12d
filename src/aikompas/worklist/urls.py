# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.worklist import views

app_name = "worklist"
urlpatterns = [
    path("werklijst/", views.worklist, name="worklist"),
    path("werklijst/afdeling/", views.department, name="department"),
    path("werklijst/team/", views.team, name="team"),
    path("werklijst/uitstellen/", views.put_off, name="put_off"),
    path("werklijst/terughalen/", views.bring_back, name="bring_back"),
    path("vervanging/", views.absences, name="absences"),
    path("vervanging/<uuid:pk>/beeindigen/", views.absence_end, name="absence_end"),
]
