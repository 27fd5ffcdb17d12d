# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the history, below the short name of the organisation."""

from django.urls import path

from aikompas.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.history, name="history"),
    path("controle/", views.verify, name="verify"),
    path("controle/uitvoer/", views.export_trail, name="export"),
    path("controle/programma/", views.verifier, name="verifier"),
    path("object/<str:object_type>/<str:object_id>/", views.object_history, name="object_history"),
    path("<uuid:event_id>/", views.event_detail, name="event"),
    path("<uuid:event_id>/bewijs/", views.event_proof, name="event_proof"),
]
