# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.jobs import views

app_name = "jobs"
urlpatterns = [path("achtergrondwerk/", views.run_list, name="run_list")]
