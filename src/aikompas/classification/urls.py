# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.classification.views import filling_in, runs

app_name = "classification"
urlpatterns = [
    path("toepassingen/<uuid:pk>/classificatie/", runs.application, name="application"),
    path("toepassingen/<uuid:pk>/classificatie/starten/", runs.start, name="start"),
    path("classificaties/<uuid:pk>/", runs.run, name="run"),
    path("classificaties/<uuid:pk>/vergelijken/<uuid:other>/", runs.compare, name="compare"),
    path("classificaties/<uuid:pk>/invullen/", filling_in.fill_in, name="fill_in"),
    path("classificaties/<uuid:pk>/ondertekenen/", filling_in.sign, name="sign"),
    path("classificaties/<uuid:pk>/weggooien/", filling_in.discard, name="discard"),
]
