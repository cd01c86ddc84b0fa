"""Addresses of the lane: short, for they stand in text messages and are scanned from posters."""

from django.urls import path

from ..views import receipts, respondents

app_name = "answering"
urlpatterns = [
    path("mine/", receipts.what_became_of_mine, name="mine"),
    path("<str:token>/", respondents.personal, name="personal"),
    path("o/<str:token>/", respondents.open_link, name="open"),
    path("k/<str:token>/", respondents.kiosk, name="kiosk"),
    path("s/<uuid:pk>/", respondents.answer, name="answer"),
]
