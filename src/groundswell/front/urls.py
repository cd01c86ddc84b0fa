from django.urls import path

from . import views

app_name = "front"
urlpatterns = [
    path("", views.home, name="home"),
    path("robots.txt", views.robots, name="robots"),
    path("needs/", views.needs, name="needs"),
    path("search/", views.search, name="search"),
    path("thread/doubts/", views.doubts, name="doubts"),
    path("thread/<slug:kind>/<uuid:pk>/holds/", views.settle, name="settle"),
    path("thread/<slug:kind>/<uuid:pk>/", views.thread, name="thread"),
]
