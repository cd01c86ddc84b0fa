from django.urls import path

from . import views

app_name = "commitments"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("<uuid:pk>/", views.commitment, name="commitment"),
    path("<uuid:pk>/change/", views.change, name="change"),
    path("<uuid:pk>/day/", views.move, name="move"),
    path("<uuid:pk>/owner/", views.delegate, name="delegate"),
    path("<uuid:pk>/back/", views.hand_back, name="hand_back"),
    path("<uuid:pk>/close/", views.close, name="close"),
    path("<uuid:pk>/open/", views.reopen, name="reopen"),
]
