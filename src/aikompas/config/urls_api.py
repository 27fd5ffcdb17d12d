# SPDX-License-Identifier: EUPL-1.2
"""Addresses for machines: open data and its description."""

from django.urls import include, path
from drf_spectacular.views import SpectacularJSONAPIView

from aikompas.core.access import public

urlpatterns = [
    path("v1/openapi.json", public(SpectacularJSONAPIView.as_view()), name="openapi"),
    path("v1/", include("aikompas.publication.urls_api")),
]
