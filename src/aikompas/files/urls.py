# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.files import views

app_name = "files"
urlpatterns = [
    path("bestanden/<uuid:pk>/", views.download, name="download"),
]
