# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.classification import views, views_trees

app_name = "classification"
urlpatterns = [
    path("toepassingen/<uuid:pk>/classificatie/", views.application, name="application"),
    path("toepassingen/<uuid:pk>/classificatie/starten/", views.start, name="start"),
    path("classificaties/<uuid:pk>/", views.run, name="run"),
    path("classificaties/<uuid:pk>/invullen/", views.fill_in, name="fill_in"),
    path("classificaties/<uuid:pk>/terug/", views.back, name="back"),
    path("classificaties/<uuid:pk>/ondertekenen/", views.sign, name="sign"),
    path("classificaties/<uuid:pk>/weggooien/", views.discard, name="discard"),
    path("classificaties/<uuid:pk>/vergelijken/<uuid:other>/", views.compare, name="compare"),
    path("beslisbomen/", views_trees.tree_list, name="tree_list"),
    path("beslisbomen/meegeleverd/gebruiken/", views_trees.tree_activate, name="tree_activate_shipped"),
    path("beslisbomen/<uuid:pk>/", views_trees.tree_detail, name="tree_detail"),
    path("beslisbomen/<uuid:pk>/gebruiken/", views_trees.tree_activate, name="tree_activate"),
]
