# SPDX-License-Identifier: EUPL-1.2
"""Addresses that belong to no organisation: the start page, invitations, demo sign-in."""

from django.conf import settings
from django.urls import path

from aikompas.organisations.views import start

app_name = "start"
urlpatterns = [
    path("", start.organisations, name="organisations"),
    path("uitnodiging/<str:token>/", start.invitation, name="invitation"),
]
if settings.DEMO_MODE:
    urlpatterns.append(path("demo/", start.demo, name="demo"))
