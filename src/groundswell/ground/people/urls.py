from django.conf import settings
from django.urls import path, re_path

from .views import (
    demo,
    finding,
    memberships,
    organisations,
    own,
    passkeys,
    persons,
    signing_in,
    teams,
    trail,
)

app_name = "people"
demo_urls = [path("demo/", demo.demo_sign_in, name="demo_sign_in")]  # in the demonstration alone
urlpatterns = [
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/add/", organisations.add_organisation, name="add_organisation"),
    path("organisations/<uuid:pk>/", organisations.organisation, name="organisation"),
    path(
        "organisations/<uuid:pk>/change/",
        organisations.change_organisation,
        name="change_organisation",
    ),
    path(
        "organisations/<uuid:pk>/close/",
        organisations.close_organisation,
        name="close_organisation",
    ),
    path("organisations/<uuid:pk>/teams/add/", teams.add_team, name="add_team"),
    path("organisations/<uuid:pk>/people/add/", memberships.add_member, name="add_member"),
    path("organisations/<uuid:pk>/trail/", trail.trail, name="audit"),
    path("trail/", trail.whole_trail, name="audit_all"),
    path("teams/<uuid:pk>/", teams.team, name="team"),
    path("teams/<uuid:pk>/rename/", teams.rename_team, name="rename_team"),
    path("teams/<uuid:pk>/close/", teams.close_team, name="close_team"),
    path("find/", finding.find, name="find"),
    path("persons/<uuid:pk>/", persons.person, name="person"),
    path("persons/<uuid:pk>/change/", persons.change_person, name="change_person"),
    path("persons/<uuid:pk>/end/", persons.end_person, name="end_person"),
    path("persons/<uuid:pk>/roles/add/", persons.grant_role, name="grant_role"),
    path("roles/<uuid:pk>/end/", memberships.end_role, name="end_role"),
    path("memberships/<uuid:pk>/change/", memberships.change_membership, name="change_membership"),
    path("memberships/<uuid:pk>/end/", memberships.end_membership, name="end_membership"),
    path("switch/", own.switch, name="switch"),
    path("own-data/", own.own_data, name="own_data"),
    re_path(r"^own-data\.(?P<form>json|xlsx)$", own.own_data_file, name="own_data_file"),
    path("security/", own.security, name="security"),
    path("security/sign-in-again/", signing_in.sign_in_again, name="sign_in_again"),
    path("security/passkeys/add/", passkeys.add_passkey, name="add_passkey"),
    path("security/passkeys/<int:pk>/remove/", passkeys.remove_passkey, name="remove_passkey"),
    path("security/keys/add/", own.make_token, name="make_token"),
    path("security/keys/<uuid:pk>/withdraw/", own.withdraw_token, name="withdraw_token"),
]
if settings.DEMO:
    urlpatterns += demo_urls
