# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.policy.views import clauses, documents, profiles, public, steps

app_name = "policy"
urlpatterns = [
    path("beleid/", clauses.clause_list, name="clause_list"),
    path("beleid/bepalingen/<str:reference>/", clauses.clause, name="clause"),
    path("beleid/bepalingen/<str:reference>/verklaren/", clauses.attest, name="attest"),
    path("beleid/verklaringen/", clauses.attestation_list, name="attestation_list"),
    path("beleid/documenten/", documents.document_list, name="document_list"),
    path("beleid/documenten/nieuw/", documents.create, name="document_create"),
    path("beleid/documenten/<uuid:pk>/", documents.document, name="document"),
    path("beleid/documenten/<uuid:pk>/wijzigen/", documents.document_edit, name="document_edit"),
    path(
        "beleid/documenten/<uuid:pk>/nieuwe-versie/", documents.version_start, name="document_version_start"
    ),
    path("beleid/versies/<uuid:pk>/", documents.version, name="version"),
    path("beleid/versies/<uuid:pk>/wijzigen/", documents.version_edit, name="version_edit"),
    path("beleid/versies/<uuid:pk>/vergelijken/", documents.version_compare, name="version_compare"),
    path("beleid/versies/<uuid:pk>/stap/<slug:action>/", steps.step, name="version_step"),
    path("beleid/profiel/", profiles.profile_list, name="profile_list"),
    path("beleid/profiel/laden/", profiles.load, name="profile_load"),
    path("beleid/profiel/<slug:choice>/", profiles.switch, name="profile"),
    path("beleid/profiel/<slug:choice>/bestand/", profiles.download, name="profile_download"),
    path("ons-ai-beleid/", public.public_list, name="public_list"),
    path("ons-ai-beleid/<uuid:pk>/", public.public_version, name="public_version"),
    path("ons-ai-beleid/<uuid:pk>/bestand/", public.public_file, name="public_file"),
]
