# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.library.views import loading, versions

app_name = "library"
urlpatterns = [
    path("vragenlijsten/", versions.instrument_list, name="instrument_list"),
    path("vragenlijsten/laden/", loading.upload, name="upload"),
    path("vragenlijsten/ophalen/", loading.fetch, name="fetch"),
    path("vragenlijsten/controle/<uuid:pk>/", loading.proposal, name="proposal"),
    path("vragenlijsten/controle/<uuid:pk>/weggooien/", loading.withdraw, name="proposal_withdraw"),
    path("vragenlijsten/<slug:sha256>/", versions.detail, name="detail"),
    path("vragenlijsten/<slug:sha256>/bestand/", versions.download, name="download"),
    path("vragenlijsten/<slug:sha256>/gebruiken/", versions.activate, name="activate"),
    path("vragenlijsten/<slug:sha256>/uitzetten/", versions.deactivate, name="deactivate"),
    path("vragenlijsten/<slug:sha256>/vergelijken/<slug:older>/", versions.compare, name="compare"),
    path("vragenlijsten/<slug:sha256>/afbeeldingen/<str:name>", versions.image, name="image"),
]
