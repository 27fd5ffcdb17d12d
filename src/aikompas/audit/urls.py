# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import URLPattern

app_name = "audit"
urlpatterns: list[URLPattern] = []
