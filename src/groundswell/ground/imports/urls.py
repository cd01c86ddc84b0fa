from django.urls import path

from . import views

app_name = "imports"
urlpatterns = [
    path("", views.runs, name="runs"),
    path("start/<slug:code>/", views.start, name="start"),
    path("start/<slug:code>/headings/", views.empty, name="empty"),
    path("<uuid:pk>/", views.run, name="run"),
    path("<uuid:pk>/columns/", views.columns, name="columns"),
    path("<uuid:pk>/options/", views.options, name="options"),
    path("<uuid:pk>/check/", views.check, name="check"),
    path("<uuid:pk>/confirm/", views.confirm, name="confirm"),
    path("<uuid:pk>/abandon/", views.abandon, name="abandon"),
    path("<uuid:pk>/faults/", views.faults, name="faults"),
    path("<uuid:pk>/lists/<slug:code>/", views.heap, name="heap"),
]
