# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the open data API."""

from django.urls import path

from aikompas.core.access import public
from aikompas.publication import api

app_name = "open_data"
urlpatterns = [
    path("organisations", public(api.OrganisationList.as_view()), name="organisation_list"),
    path("organisations/<slug:slug>/algorithms", public(api.AlgorithmList.as_view()), name="algorithm_list"),
    path(
        "organisations/<slug:slug>/algorithms/<uuid:algorithm>",
        public(api.AlgorithmDetail.as_view()),
        name="algorithm_detail",
    ),
]
