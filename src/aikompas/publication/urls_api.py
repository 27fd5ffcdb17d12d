# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the open data API."""

from django.urls import URLPattern

app_name = "open_data"
urlpatterns: list[URLPattern] = []
