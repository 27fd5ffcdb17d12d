# SPDX-License-Identifier: EUPL-1.2
"""The style guide's address."""

from django.urls import path

from aikompas.ui.style_guide import style_guide

app_name = "ui"
urlpatterns = [path("", style_guide, name="style_guide")]
