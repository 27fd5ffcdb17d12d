# SPDX-License-Identifier: EUPL-1.2
"""All addresses: the product's own words first, then everything below the short name of an organisation."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("aikompas.organisations.urls_account")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("aikompas.organisations.urls_start")),
    path("api/", include("aikompas.config.urls_api")),
    path("<slug:organisation>/", include("aikompas.organisations.urls")),
    path("<slug:organisation>/", include("aikompas.jobs.urls")),
    path("<slug:organisation>/", include("aikompas.notifications.urls")),
    path("<slug:organisation>/", include("aikompas.worklist.urls")),
    path("<slug:organisation>/", include("aikompas.files.urls")),
    path("<slug:organisation>/geschiedenis/", include("aikompas.audit.urls")),
    path("<slug:organisation>/", include("aikompas.register.urls")),
    path("<slug:organisation>/", include("aikompas.policy.urls")),
    path("<slug:organisation>/", include("aikompas.evaluation.urls")),
    path("<slug:organisation>/", include("aikompas.library.urls")),
    path("<slug:organisation>/", include("aikompas.classification.urls")),
    path("<slug:organisation>/", include("aikompas.assessments.urls")),
    path("<slug:organisation>/", include("aikompas.measures.urls")),
    path("<slug:organisation>/", include("aikompas.review.urls")),
    path("<slug:organisation>/", include("aikompas.pilots.urls")),
    path("<slug:organisation>/", include("aikompas.guidance.urls")),
    path("<slug:organisation>/", include("aikompas.publication.urls")),
    path("<slug:organisation>/", include("aikompas.compliance.urls")),
    path("<slug:organisation>/stijlgids/", include("aikompas.ui.urls")),
]

handler400 = "aikompas.config.errors.bad_request"
handler403 = "aikompas.config.errors.permission_denied"
handler404 = "aikompas.config.errors.page_not_found"
handler500 = "aikompas.config.errors.server_error"
