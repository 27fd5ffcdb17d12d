# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.measures.views import boards, catalogues, many, risks, weighing, work

app_name = "measures"
urlpatterns = [
    path("toepassingen/<uuid:pk>/maatregelen/", work.application, name="application"),
    path("toepassingen/<uuid:pk>/maatregelen/bord/", boards.application_board, name="application_board"),
    path("toepassingen/<uuid:pk>/maatregelen/toevoegen/", work.add_measure, name="application_add"),
    path("maatregelen/", work.item_list, name="item_list"),
    path("maatregelen/bord/", boards.board, name="board"),
    path("maatregelen/tegelijk/", many.many, name="many"),
    path("maatregelen/<uuid:pk>/", work.item, name="item"),
    path("maatregelen/<uuid:pk>/verplaatsen/", boards.item_move, name="item_move"),
    path("maatregelen/<uuid:pk>/beoordelen/", work.item_review, name="item_review"),
    path("maatregelen/<uuid:pk>/bewijs/", work.item_evidence, name="item_evidence"),
    path("bewijs/<uuid:pk>/verwijderen/", work.evidence_remove, name="evidence_remove"),
    path("vereisten/", catalogues.catalogue, name="catalogue"),
    path("vereisten/beheer/", catalogues.catalogues, name="catalogues"),
    path("vereisten/beheer/eigen/", catalogues.registry_activate, name="own_activate"),
    path("vereisten/beheer/<uuid:pk>/", catalogues.registry, name="registry"),
    path("vereisten/beheer/<uuid:pk>/gebruiken/", catalogues.registry_activate, name="registry_activate"),
    path("vereisten/<str:urn>/", catalogues.entry, name="entry"),
    path("toepassingen/<uuid:pk>/risicos/", risks.application, name="application_risks"),
    path("toepassingen/<uuid:pk>/risicos/nieuw/", risks.risk_add, name="application_risk_add"),
    path("risicos/", risks.risk_list, name="risk_list"),
    path("risicos/kaart/", risks.heat_map, name="heat_map"),
    path("risicos/<uuid:pk>/", risks.risk, name="risk"),
    path("risicos/<uuid:pk>/wijzigen/", risks.risk_edit, name="risk_edit"),
    path("risicos/<uuid:pk>/accepteren/", weighing.risk_accept, name="risk_accept"),
    path("risicos/<uuid:pk>/acceptatie-intrekken/", weighing.risk_withdraw, name="risk_withdraw"),
    path("risicos/<uuid:pk>/sluiten/", weighing.risk_close, name="risk_close"),
    path("risicos/<uuid:pk>/heropenen/", weighing.risk_reopen, name="risk_reopen"),
]
