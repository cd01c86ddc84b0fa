from django.urls import path

from .views import looking, outside, planning, running

app_name = "gatherings"
urlpatterns = [
    path("", looking.index, name="index"),
    path("new/", planning.plan, name="plan"),
    path("feed/", looking.own_feed, name="own_feed"),
    path("feed/<str:token>.ics", outside.feed, name="feed"),
    path("public/<uuid:pk>/", outside.public_page, name="public"),
    path("public/<uuid:pk>/thanks/", outside.registered, name="registered"),
    path("cancel/<str:token>/", outside.cancel_registration, name="cancel_registration"),
    path("<uuid:pk>/", looking.gathering, name="gathering"),
    path("<uuid:pk>/gathering.ics", looking.take_away, name="take_away"),
    path("<uuid:pk>/minutes/", looking.minutes, name="minutes"),
    path("<uuid:pk>/registrations/", looking.registrations, name="registrations"),
    path("<uuid:pk>/registrations.csv", looking.registrations_file, name="registrations_file"),
    path("<uuid:pk>/change/", planning.change, name="change"),
    path("<uuid:pk>/cancel/", planning.cancel, name="cancel"),
    path("<uuid:pk>/agenda/", planning.agenda, name="agenda"),
    path("<uuid:pk>/invite/", planning.invite, name="invite"),
    path(
        "<uuid:pk>/invitations/<uuid:invitation_pk>/withdraw/",
        planning.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("<uuid:pk>/reply/", planning.reply, name="reply"),
    path("<uuid:pk>/running/", running.running, name="running"),
    path("<uuid:pk>/running/live/", running.live, name="live"),
    path("<uuid:pk>/items/<uuid:item_pk>/begin/", running.begin_item, name="begin_item"),
    path("<uuid:pk>/items/<uuid:item_pk>/end/", running.end_item, name="end_item"),
    path("<uuid:pk>/items/<uuid:item_pk>/notes/", running.notes, name="notes"),
    path("<uuid:pk>/attendance/<uuid:invitation_pk>/", running.note_attendance, name="attendance"),
    path("<uuid:pk>/decisions/", running.decide, name="decide"),
    path(
        "<uuid:pk>/decisions/<uuid:decision_pk>/", running.change_decision, name="change_decision"
    ),
    path("<uuid:pk>/close/", running.close, name="close"),
]
