# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.publication.views import files, imports, public, steps, texts

app_name = "publication"
urlpatterns = [
    path("algoritmeregister/", public.public_list, name="public_list"),
    path("algoritmeregister/uitleg/", public.public_about, name="public_about"),
    path("algoritmeregister/<uuid:pk>/", public.public_detail, name="public_detail"),
    path("algoritmeregister/<uuid:pk>/<slug:language>/", public.public_detail, name="public_language"),
    path("publicatie/", texts.text_list, name="text_list"),
    path("publicatie/download.<slug:file_format>", files.export, name="export"),
    path("publicatie/bestand-controleren/", files.validate, name="validate"),
    path("toepassingen/<uuid:pk>/publicatie/", texts.application, name="application"),
    path("toepassingen/<uuid:pk>/publicatie/<slug:language>/schrijven/", texts.start, name="start"),
    path("publicatie/<uuid:pk>/", texts.version, name="version"),
    path("publicatie/<uuid:pk>/schrijven/", texts.edit, name="edit"),
    path("publicatie/<uuid:pk>/bewaren/", texts.autosave, name="autosave"),
    path("publicatie/<uuid:pk>/voorbeeld/", texts.preview, name="preview"),
    path("publicatie/<uuid:pk>/vergelijken/", texts.compare, name="compare"),
    path("publicatie/<uuid:pk>/aanbieden/", steps.submit, name="submit"),
    path("publicatie/<uuid:pk>/teruggeven/", steps.give_back, name="give_back"),
    path("publicatie/<uuid:pk>/goedkeuren/", steps.approve, name="approve"),
    path("publicatie/<uuid:pk>/publiceren/", steps.publish, name="publish"),
    path("publicatie/<uuid:pk>/intrekken/", steps.withdraw, name="withdraw"),
    path("publicatie/<uuid:pk>/weggooien/", steps.discard, name="discard"),
    path("import/", imports.import_list, name="import_list"),
    path("import/nieuw/", imports.import_start, name="import_start"),
    path("import/<uuid:pk>/", imports.import_detail, name="import_detail"),
    path("import/<uuid:pk>/echt/", imports.import_for_real, name="import_for_real"),
    path("import/<uuid:pk>/opnieuw/", imports.import_retry, name="import_retry"),
    path("import/<uuid:pk>/verslag.<slug:file_format>", imports.import_report, name="import_report"),
]
