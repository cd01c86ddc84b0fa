from django.urls import include, path

from groundswell.ground.web import errors

urlpatterns = [
    # The lane first: of all pages its own are asked for by most people in the same minute.
    path("a/", include("groundswell.ground.ballots.urls")),
    path("a/", include("groundswell.engines.surveys.answering.urls")),
    path("", include("groundswell.front.urls")),
    path("accounts/", include("groundswell.ground.people.sign_in_urls")),
    path("people/", include("groundswell.ground.people.urls")),
    path("", include("groundswell.ground.web.urls")),
    path("imports/", include("groundswell.ground.imports.urls")),
    path("inbox/", include("groundswell.ground.messages.urls")),
    path("documents/", include("groundswell.ground.documents.urls")),
    path("releases/", include("groundswell.ground.releases.urls")),
    path("measures/", include("groundswell.engines.measures.urls")),
    path("commitments/", include("groundswell.engines.commitments.urls")),
    path("surveys/", include("groundswell.engines.surveys.urls")),
    path("library/", include("groundswell.engines.library.urls")),
    path("cms/", include("groundswell.engines.library.cms_urls")),
    path("gatherings/", include("groundswell.engines.gatherings.urls")),
    path("challenges/", include("groundswell.wings.challenges.urls")),
    path("api/v1/", include("groundswell.config.api")),
]
handler400 = errors.bad_request
handler403 = errors.refused
handler404 = errors.not_found
handler429 = errors.too_many  # sign-in asks for it by this name
handler500 = errors.server_error
