# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.files.views import downloads, exports, templates

app_name = "files"
urlpatterns = [
    path("bestanden/<uuid:pk>/", downloads.download, name="download"),
    path("documenten/", exports.export_list, name="export_list"),
    path("documenten/<uuid:pk>/", exports.export, name="export"),
    path("documenten/<uuid:pk>/opnieuw/", exports.export_again, name="export_again"),
    path("sjablonen/", templates.template_list, name="template_list"),
    path("sjablonen/<str:kind>/<str:language>/", templates.template_edit, name="template_edit"),
    path(
        "sjablonen/<str:kind>/<str:language>/downloaden/",
        templates.template_download,
        name="template_download",
    ),
    path("sjablonen/<str:kind>/<str:language>/terugzetten/", templates.template_reset, name="template_reset"),
]
