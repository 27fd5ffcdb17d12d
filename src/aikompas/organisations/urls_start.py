# SPDX-License-Identifier: EUPL-1.2
"""Addresses that belong to no organisation: the start page, invitations, demo sign-in."""

from django.urls import URLPattern

app_name = "start"
urlpatterns: list[URLPattern] = []
